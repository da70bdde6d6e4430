"""The least a web framework can do with an upload: one route that takes the form and writes its file. Prints its port."""

import os
import socket
import sys
import uuid
from pathlib import Path
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Form, UploadFile

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
app = FastAPI()


@app.post("/v1/documents", status_code=201)
def take(file: UploadFile, vendor_id: Annotated[str, Form()]) -> dict[str, str | int]:
    """On disk before the answer, as ours is; nothing is checked or remembered."""
    body = file.file.read()
    _write(FOLDER / uuid.uuid4().hex, body)
    return {"vendor_id": vendor_id, "size": len(body)}


def _write(path: Path, body: bytes) -> None:
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Serve until killed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run([listener])


if __name__ == "__main__":
    main()
