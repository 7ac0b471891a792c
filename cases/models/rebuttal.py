"""What the shopper says to a reason the other side gave, and the exhibits that show it."""

from __future__ import annotations

from django.db import models


class Rebuttal(models.Model):
    contact = models.OneToOneField("cases.Contact", models.CASCADE, related_name="rebuttal")
    text = models.CharField(max_length=300)
    exhibits = models.JSONField(default=list, blank=True)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rebuttal {self.pk}"
