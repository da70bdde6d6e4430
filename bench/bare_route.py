"""The least a web framework can do with an upload: one route that writes the body to a file. Prints its port."""

import asyncio
import os
import socket
import sys
import uuid
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()


async def take(request: Request) -> Response:
    """Written and on disk before the answer, as ours is; nothing is parsed, checked or remembered."""
    body = await request.body()
    await asyncio.to_thread(_write, FOLDER / uuid.uuid4().hex, body)
    return JSONResponse({"size": len(body)}, 201)


def _write(path: Path, body: bytes) -> None:
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Serve until killed."""
    app = Starlette(routes=[Route("/v1/documents", take, methods=["POST"])])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run([listener])


if __name__ == "__main__":
    main()
