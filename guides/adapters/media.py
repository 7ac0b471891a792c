"""Files in the private media storage, under names of our own."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def media_store(data: bytes, folder: str, suffix: str) -> str:
    """Return the name the bytes are kept under; nothing of it comes from outside."""
    return str(default_storage.save(f"{folder}/{token_hex(32)}.{suffix}", ContentFile(data)))


def media_open(name: str) -> Any:
    """Return the open file. FileNotFoundError when it is gone."""
    return default_storage.open(name)


def media_delete(name: str) -> None:
    default_storage.delete(name)
