"""Client library and commands for the Vendorproof API; stands alone, imports nothing of the server."""
