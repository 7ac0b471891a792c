"""A step handed to the phone: opened once, within ten minutes, by whoever holds the token. Only its hash is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HandOff(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="hand_offs")
    token_hash = models.CharField(max_length=64, unique=True)
    guide = models.SlugField(max_length=60)
    step = models.SlugField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="hand_off_expires", condition=Q(expires_at__gt=models.F("made_at")))]

    def __str__(self) -> str:
        return f"hand-off {self.pk}"
