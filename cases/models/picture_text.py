"""What was read off an exhibit's picture. Proposals are made of it; nothing of it counts by itself."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q


class PictureTextQuerySet(models.QuerySet["PictureText"]):
    def waiting(self, now: datetime) -> PictureTextQuerySet:
        """Return what is to be read at or before `now`; no lower bound, so outages heal."""
        return self.filter(act_at__isnull=False, act_at__lte=now)


class PictureText(models.Model):
    evidence = models.OneToOneField("cases.Evidence", models.CASCADE, related_name="picture_text")
    # [{"box": [x, y, width, height] in thousandths, "text", "confidence"}], from the top down.
    lines = models.JSONField(default=list, blank=True)
    # The same without places, for searching.
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # When the reader has something to do; null when it has not. A claim moves it on by a lease.
    act_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[PictureTextQuerySet] = PictureTextQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["act_at"], name="picture_text_waiting", condition=Q(act_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"text of evidence {self.evidence_id}"
