"""An account that is to go: frozen when the shopper asked, purged when the days for undoing it are over."""

from __future__ import annotations

from django.db import models


class Deletion(models.Model):
    user = models.OneToOneField("cases.User", models.CASCADE, related_name="deletion")
    asked_at = models.DateTimeField()
    purge_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"deletion {self.pk}"
