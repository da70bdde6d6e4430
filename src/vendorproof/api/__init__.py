"""The wire: shapes and handlers, no logic."""
