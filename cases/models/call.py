"""One attempt to reach somebody by telephone: when it began and when it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Call(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="calls")
    tier = models.CharField(max_length=10)
    number = models.CharField(max_length=30, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_ends_after_start", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"))
            ),
            # One telephone, one call.
            models.UniqueConstraint(fields=["case"], name="call_one_running", condition=Q(ended_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["case", "-started_at", "-id"], name="call_of_case")]

    def __str__(self) -> str:
        return f"call {self.pk}"
