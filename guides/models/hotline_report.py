"""打不通: a caller says that a number did not work. Nobody's name is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HotlineReport(models.Model):
    class Fault(models.TextChoices):
        NO_ANSWER = "no_answer"
        WRONG_NUMBER = "wrong_number"
        NO_HUMAN = "no_human"

    # Where the number stands: a platform's slug, 12315 or local.
    platform = models.SlugField(max_length=30)
    number = models.CharField(max_length=30)
    fault = models.CharField(max_length=12, choices=Fault)
    at = models.DateTimeField()
    # Null: an editor has not looked at it yet.
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["platform", "number"], condition=Q(settled_at__isnull=True), name="hotline_report_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.number} {self.fault}"
