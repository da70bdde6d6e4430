"""Searching the text of documents."""
