"""Reading files that strangers wrote: in a child process that can do nothing but read that one file."""
