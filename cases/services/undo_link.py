"""The link that brings a frozen account back: signed, for this one deletion, of no use once it is undone or over."""

from __future__ import annotations

from django.core import signing

from cases.models import Deletion
from cases.selectors.leave import SALT


def undo_token(deletion: Deletion) -> str:
    """Return what stands in the address."""
    return signing.dumps([deletion.user_id, int(deletion.asked_at.timestamp())], salt=SALT)
