"""Where the client's commands go when no server is named: to one of our own, in this process, on the configured database."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from vendorproof import runtime, server
from vendorproof.access import keys, organisations
from vendorproof.cli.opening import Failure, opened
from vendorproof.core import logs
from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime
from vendorproof_client import Client
from vendorproof_client.commands.connecting import GivenServer

KEY_LIFETIME = 24 * 3600
START_WITHIN = 30.0


class OwnServer:
    """A `ConnectionSource`: a named server is spoken to as ever; without one, the database is served for this command."""

    @contextmanager
    def connect(self, url: str | None, key: str | None, retries: int) -> Iterator[Client]:
        """A client of the named server, or of our own under a key that lives as long as the command."""
        if url or key:
            with GivenServer().connect(url, key, retries) as client:
                yield client
            return
        logs.configure("text", "error")
        with (
            opened() as rt,
            _key(rt) as secret,
            _served(rt) as address,
            GivenServer().connect(address, secret, retries) as client,
        ):
            yield client


@contextmanager
def _key(rt: Runtime) -> Iterator[str]:
    with rt.db.write() as tx:
        organisation_id = organisations.first(tx)
        if organisation_id is None:
            raise Failure(
                "No server given (--url, --key) and no organisation in the configured database:"
                " `vendorproof keys create --name NAME` makes the first one."
            )
        made = keys.create(tx, organisation_id, "command line", keys.Powers(lifetime=KEY_LIFETIME))
    try:
        yield made.secret
    finally:
        with rt.db.write() as tx:
            keys.revoke(tx, Scope(organisation_id), made.key_id)


@contextmanager
def _served(rt: Runtime) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        # Whoever asks this server for a file follows a link to this one, not to the one that the settings announce.
        own_rt = replace(rt, blobs=runtime.store(replace(rt.settings, public_url=address)))
        config = uvicorn.Config(server.build(own_rt), log_config=None, access_log=False, proxy_headers=False)
        own = uvicorn.Server(config)
        thread = threading.Thread(target=own.run, args=([listening],), name="own-server", daemon=True)
        thread.start()
        try:
            deadline = time.monotonic() + START_WITHIN
            while not own.started:
                if not thread.is_alive() or time.monotonic() > deadline:
                    raise Failure("The server for this command did not start.")
                time.sleep(0.01)
            yield address
        finally:
            own.should_exit = True
            thread.join(START_WITHIN)
