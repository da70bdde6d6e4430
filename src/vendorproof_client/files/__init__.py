"""Tables read from files: CSV, TSV, XLSX, XLS, JSON, NDJSON. Says aloud what it found, never guesses in silence.

>>> table = open_table("vendors.csv")
>>> for row in table.records():
...     print(row.number, row.problems or row.record)
"""

from vendorproof_client.files.opening import open_table
from vendorproof_client.files.refused import refused_path, write_refused
from vendorproof_client.files.table import Row, Table, UnreadableFile

__all__ = ["Row", "Table", "UnreadableFile", "open_table", "refused_path", "write_refused"]
