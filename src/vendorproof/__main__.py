"""`python -m vendorproof`."""

from vendorproof.cli.main import main

if __name__ == "__main__":
    main()
