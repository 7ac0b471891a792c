"""Says when a named piece of machinery last ran."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.models import Heartbeat


def heartbeat_write(*, name: str, now: datetime, data: dict[str, Any] | None = None) -> None:
    """Write the moment; two writers at once are both right."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=now, data=data or {})],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at", "data"],
    )


def heartbeat_last(*, name: str) -> datetime | None:
    """Return when it last ran; None for never."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
