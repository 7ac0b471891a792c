"""What the shopper handed to a platform or an office: the exact text, when, and the clock it started."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Filing(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="filings")
    tier = models.CharField(max_length=10)
    # The letter it was written from, "" for one told in the shopper's own words.
    code = models.CharField(max_length=4, blank=True)
    # Frozen as handed in. The shopper's name, phone and address stand in it as marks: nobody stores them.
    text = models.TextField(max_length=4000, blank=True)
    # What went with it, as it was then: [{number, name, kind, sha256, size, formed_at, proves}].
    exhibits = models.JSONField(default=list, blank=True)
    # The guide that was open, as it was read then.
    revision = models.ForeignKey("guides.GuideRevision", models.PROTECT, null=True, blank=True, related_name="+")
    filed_at = models.DateTimeField()
    deadline = models.OneToOneField("cases.Deadline", models.SET_NULL, null=True, blank=True, related_name="filing")
    # For taking it back: when it was noted, the tier of before and the marks that a move clears.
    before = models.JSONField(default=dict)
    # Taken back within 24 h: kept for the record, counted nowhere.
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-filed_at", "-id"], name="filing_of_case")]

    def __str__(self) -> str:
        return f"filing {self.pk}"

    @property
    def noted_at(self) -> datetime:
        """When it was written down, which may be long after it was handed in."""
        noted = self.before.get("noted", "")
        return datetime.fromisoformat(noted) if noted else self.filed_at
