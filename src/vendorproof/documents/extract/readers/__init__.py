"""One module per kind of file: `read(file, account)` yields its units. All of it runs in the sandbox's child."""
