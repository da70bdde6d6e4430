"""The database: engine, dialects, tables, migrations."""
