"""The files of the guides: screenshots, readers' pictures, and what was drawn from them."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep(name: str, content: bytes) -> str:
    """Store the content under this name unless it is there already; return the name."""
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name


def read(name: str) -> bytes | None:
    """Return what is stored under the name, None when nothing is."""
    try:
        with default_storage.open(name) as opened:
            content: bytes = opened.read()
            return content
    except FileNotFoundError:
        return None


def delete(name: str) -> None:
    """Delete what is stored under the name; without effect when nothing is."""
    default_storage.delete(name)
