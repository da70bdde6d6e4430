"""One module per kind of file: what is looked at before anything else reads it. All of it runs in the sandbox's child."""
