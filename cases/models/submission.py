"""A form that was already handled: the same key again gets the first result."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="submissions")
    key = models.CharField(max_length=40)
    result = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="submission_once")]

    def __str__(self) -> str:
        return f"submission {self.pk}"
