"""Whole files in an S3-compatible bucket, where STORAGE_URL names one: each under its name, written once.

The bucket is private. A file is in it before its row: the caller flushes it to the disk beside us first, sends it
whole with its SHA-256, and only then removes its own. What goes wrong comes as OSError, as it does with a disk.
"""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

GONE = {"404", "NoSuchKey", "NotFound"}
# Longer than a slow line needs for a piece, short enough that a page says what is wrong.
CONNECT_SECONDS, READ_SECONDS = 3, 20


def in_use() -> bool:
    return bool(settings.EVIDENCE_BUCKET)


def put(name: str, source: Path, sha256: str) -> None:
    """Store the file; the server compares the hash. OSError when it does not hold it."""
    with source.open("rb") as file, _as_os_errors():
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        _client().put_object(**_place(name), Body=file, ChecksumSHA256=checksum)


def open_file(name: str, start: int = 0, end: int | None = None) -> BinaryIO:
    """Return a stream of the bytes from `start` up to and with `end`. FileNotFoundError when it is gone."""
    span = {} if not start and end is None else {"Range": f"bytes={start}-{'' if end is None else end}"}
    with _as_os_errors():
        body = _client().get_object(**_place(name), **span)["Body"]
    return io.BufferedReader(_Body(body), 256 * 1024)


def size_of(name: str) -> int:
    """Return the bytes that lie there. FileNotFoundError when none do."""
    with _as_os_errors():
        return int(_client().head_object(**_place(name))["ContentLength"])


def remove(name: str) -> None:
    """Remove it; harmless when it is gone."""
    with _as_os_errors():
        _client().delete_object(**_place(name))


def lying() -> Iterator[tuple[str, float]]:
    """Yield (name, seconds since 1970 when it was put there) of everything below our prefix."""
    bucket, prefix = settings.EVIDENCE_BUCKET["bucket"], settings.EVIDENCE_BUCKET["prefix"]
    with _as_os_errors():
        for page in _client().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            for one in page.get("Contents", []):
                yield one["Key"].removeprefix(prefix), one["LastModified"].timestamp()


def signed(name: str, seconds: int, **headers: str) -> str:
    """Return an address that hands the file out for so long, with these response headers (S3's own names)."""
    with _as_os_errors():
        return str(
            _client().generate_presigned_url("get_object", Params=_place(name) | headers, ExpiresIn=min(seconds, 60))
        )


class _Body(io.RawIOBase):
    """The bytes of an answer as a file; a line that breaks is an OSError like any other."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _as_os_errors():
            piece = self._body.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._body.close()
        super().close()


@contextlib.contextmanager
def _as_os_errors() -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in GONE:
            raise FileNotFoundError(code) from error
        raise OSError(f"storage: {code}") from error
    except BotoCoreError as error:
        raise OSError(f"storage: {type(error).__name__}") from error


def _place(name: str) -> dict[str, str]:
    return {"Bucket": settings.EVIDENCE_BUCKET["bucket"], "Key": settings.EVIDENCE_BUCKET["prefix"] + name}


def _client() -> Any:
    where = settings.EVIDENCE_BUCKET
    return _made(where["endpoint"], where["region"], where["key"], where["secret"], where["style"])


@lru_cache(maxsize=4)
def _made(endpoint: str, region: str, key: str, secret: str, style: str) -> Any:
    import boto3
    from botocore.config import Config

    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region or None,
        aws_access_key_id=key or None,
        aws_secret_access_key=secret or None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": style},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"max_attempts": 2, "mode": "standard"},
            # Servers that only resemble S3 refuse checksums they do not know; ours is a header they may ignore.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
