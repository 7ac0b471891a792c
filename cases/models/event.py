"""What happened, in order. Written with the change it tells of; never edited, never deleted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventIsForEver(RuntimeError):
    """Raised on any attempt to change or delete an event outside the purge service."""


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    def update(self, **kwargs: Any) -> int:
        raise EventIsForEver("events are append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise EventIsForEver("events are append-only; only the purge service deletes them")

    def purge(self) -> int:
        """Delete for the purge service alone (settled: Deleting). Returns the number of rows."""
        return self._raw_delete(self.db)


class CaseEvent(models.Model):
    # Led by the index below; a second one would only be written.
    case = models.ForeignKey("cases.Case", models.DO_NOTHING, related_name="events", db_index=False)
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # False for what the system wrote by itself (自动记录).
    by_owner = models.BooleanField(default=True)
    tier = models.CharField(max_length=10, blank=True)
    contact = models.ForeignKey("cases.Contact", models.DO_NOTHING, null=True, blank=True, related_name="events")
    data = models.JSONField(default=dict)

    objects: ClassVar[CaseEventQuerySet] = CaseEventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name, verbose_name_plural = _("case event"), _("case events")
        indexes = [models.Index(fields=["case", "-at", "-id"], name="event_of_case")]

    def __str__(self) -> str:
        return f"event {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise EventIsForEver("events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EventIsForEver("events are append-only; only the purge service deletes them")
