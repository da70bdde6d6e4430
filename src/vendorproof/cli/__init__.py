"""The command line: what runs and administers a server; the client's commands stand beside it."""
