"""A reminder the shopper set for any moment."""

from __future__ import annotations

from django.db import models


class Reminder(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="reminders")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="reminder_of_case")]

    def __str__(self) -> str:
        return f"reminder {self.pk}"
