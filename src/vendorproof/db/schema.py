"""The whole schema: who compares it with a database takes `metadata` from here, where every table is known."""

from vendorproof.db import document_tables, tables

EVERY_MODULE = (tables, document_tables)
metadata = tables.metadata
