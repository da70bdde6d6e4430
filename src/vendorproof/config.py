"""Settings: read once from the environment, each with a sentence. The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

PREFIX = "VENDORPROOF_"

Network = IPv4Network | IPv6Network


class BadSetting(ValueError):
    """A setting that cannot be read: names the variable, the value and what would be accepted."""


def _setting(
    default: object, sentence: str, *, secret: bool = False, least: int | None = None, words: tuple[str, ...] = ()
) -> Any:  # noqa: ANN401 - a dataclass field of any type
    return field(default=default, metadata={"sentence": sentence, "secret": secret, "least": least, "words": words})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the environment variable is VENDORPROOF_ and the upper-cased name."""

    data_dir: Path = _setting(Path("data"), "Folder for the embedded database, files and the generated secret key.")
    database_url: str = _setting(
        "", "postgresql://… or sqlite:////absolute/path; empty: SQLite in the data folder.", secret=True
    )
    storage_url: str = _setting(
        "",
        "Where files are kept: file:///absolute/folder, or s3://bucket/prefix?endpoint=https://host:port&region=name;"
        " empty: the folder `files` in the data folder.",
        secret=True,
    )
    s3_access_key_id: str = _setting(
        "", "Access key for S3 storage; empty: what the AWS SDK finds (AWS_ACCESS_KEY_ID, profiles, instance roles)."
    )
    s3_secret_access_key: str = _setting("", "Secret that belongs to S3_ACCESS_KEY_ID.", secret=True)
    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8080, "Port to listen on.")
    public_url: str = _setting("", "The address people reach this server by, for links; empty: from host and port.")
    secret_key: str = _setting(
        "",
        "Key that download links are signed with, 16 characters or more; empty: one is made in the data folder.",
        secret=True,
    )
    trusted_proxies: tuple[Network, ...] = _setting(
        (), "Networks whose X-Forwarded-For is believed, comma-separated (10.0.0.0/8, 127.0.0.1)."
    )
    rate_limit: str = _setting("", "Requests per key, such as 600/minute; empty: no limit.")
    import_max_records: int = _setting(10_000, "Most records in one import batch.")
    import_max_bytes: int = _setting(32 * 1024 * 1024, "Most bytes in one import batch.")
    document_max_bytes: int = _setting(104_857_600, "Most bytes in one document.")
    ocr_pages: int = _setting(
        80,
        "Most scanned pages or pictures of one document whose text is recognised, about a second each; 0: none.",
        least=0,
    )
    max_body_bytes: int = _setting(1024 * 1024, "Most bytes in the body of any other JSON call.")
    request_silence_seconds: int = _setting(
        60, "How long a request may stand still on its way in before its connection is closed.", least=1
    )
    idempotency_wait_seconds: int = _setting(10, "How long a second request under one Idempotency-Key waits.")
    import_wait_seconds: int = _setting(60, "How long a batch waits for another one of the same base object.")
    audit_retention_days: int = _setting(400, "How long audit records are kept.")
    import_run_retention_days: int = _setting(365, "How long import runs and their refused records are kept.")
    event_retention_days: int = _setting(90, "How long events are kept.")
    worker: bool = _setting(
        True, "Whether `serve` does the background work too; if not, `vendorproof worker` has to run beside it."
    )
    worker_threads: int = _setting(4, "Most jobs at once in a worker; the same for all workers of a database.", least=1)
    jobs_per_organisation: int = _setting(
        2, "Most jobs of one organisation at once, over all workers; the same for all of them.", least=1
    )
    job_retention_days: int = _setting(14, "How long jobs that have ended are kept, done or failed.", least=1)
    clamd: str = _setting("", "The malware scanner, host:port or unix:/path of a clamd; empty: files are not scanned.")
    llm_url: str = _setting(
        "",
        "The language model that may read documents too, such as https://host/v1; empty: none. Each organisation has to be"
        " switched on besides: `vendorproof organisations llm`.",
    )
    llm_api: str = _setting(
        "openai",
        "What is spoken there: openai (chat completions, as most servers have it) or anthropic (messages).",
        words=("openai", "anthropic"),
    )
    llm_model: str = _setting("", "The name of the model there; needed with LLM_URL.")
    llm_key: str = _setting("", "The key that is sent there; empty: none is.", secret=True)
    llm_timeout_seconds: int = _setting(
        120,
        "How long a document waits for the language model, all tries together, before facts are by rules alone.",
        least=1,
    )
    orphan_grace_seconds: int = _setting(
        86_400, "How old a stored file without a document, or an upload that broke off, is when it is deleted."
    )
    metrics_token: str = _setting("", "Bearer token for GET /metrics; empty: /metrics is off.", secret=True)
    log_format: str = _setting("auto", "json, text, or auto (text on a terminal).")
    log_level: str = _setting("info", "debug, info, warning or error.")

    @property
    def effective_database_url(self) -> str:
        """The database in use: the one configured, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'vendorproof.db'}"

    @property
    def effective_public_url(self) -> str:
        """The server's address for people."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; BadSetting names the variable, its value and what would be accepted."""
    source = os.environ if environment is None else environment
    known = {PREFIX + one.name.upper(): one for one in fields(Settings)}
    values: dict[str, Any] = {
        one.name: _parse(name, source[name], one.default) for name, one in known.items() if source.get(name)
    }
    for one in fields(Settings):
        least = one.metadata["least"]
        if least is not None and values.get(one.name, least) < least:
            raise BadSetting(f"{PREFIX}{one.name.upper()} is {values[one.name]}; it must be at least {least}.")
        words = one.metadata["words"]
        if words and values.get(one.name, one.default) not in words:
            raise BadSetting(f"{PREFIX}{one.name.upper()} is {values[one.name]!r}; it must be {' or '.join(words)}.")
    return Settings(**values)


def _parse(name: str, text: str, default: object) -> object:
    try:
        if isinstance(default, bool):
            return {"true": True, "1": True, "false": False, "0": False}[text.lower()]
        if isinstance(default, int):
            return int(text)
        if isinstance(default, Path):
            return Path(text)
        if isinstance(default, tuple):
            return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())
    except (ValueError, KeyError) as error:
        wanted = {bool: "true or false", int: "a whole number", tuple: "networks such as 10.0.0.0/8"}
        kind = next(text for one, text in wanted.items() if isinstance(default, one))
        message = f"{name} is {text!r}; it must be {kind}."
        raise BadSetting(message) from error
    return text
