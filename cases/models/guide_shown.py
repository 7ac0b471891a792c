"""Which revision of a guide a case was shown, so that it can say so after the guide has changed."""

from __future__ import annotations

from django.db import models


class GuideShown(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="guides_shown")
    revision = models.ForeignKey("guides.GuideRevision", models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    # The latest time it took the place of another one: what was shown last has the latest.
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "revision"], name="guide_shown_once")]

    def __str__(self) -> str:
        return f"guide shown {self.pk}"
