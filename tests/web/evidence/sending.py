"""Files as a browser sends them."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client


def named(content: bytes, name: str = "聊天.png", content_type: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def send(client: Client, path: str, *files: bytes | SimpleUploadedFile, **fields: Any) -> HttpResponse:
    headers = fields.pop("headers", None)
    sent = [one if isinstance(one, SimpleUploadedFile) else named(one) for one in files]
    return client.post(path, {"files": sent} | fields, headers=headers)


def raw(client: Client, path: str, body: bytes, length: int | None = None, **extra: Any) -> HttpResponse:
    """Send a multipart body as it stands, announcing `length` bytes."""
    more = {"CONTENT_LENGTH": str(len(body) if length is None else length), "wsgi.input": io.BytesIO(body)}
    return client.generic("POST", path, b"x", content_type="multipart/form-data; boundary=line", **more, **extra)


def part(name: str, content: bytes, filename: str = "") -> bytes:
    more = f'; filename="{filename}"' if filename else ""
    head = f'--line\r\nContent-Disposition: form-data; name="{name}"{more}\r\n'
    return head.encode() + (b"Content-Type: image/png\r\n" if filename else b"") + b"\r\n" + content + b"\r\n"
