"""Imports: records in, outcomes out."""
