"""Vendorproof: an open, self-hosted third-party risk data hub."""

__version__ = "0.1.0"
