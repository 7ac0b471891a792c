"""A step, or a form to fill in, handed to the phone: opened once, by whoever holds the token. Only its hash is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HandOff(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="hand_offs")
    token_hash = models.CharField(max_length=64, unique=True)
    guide = models.SlugField(max_length=60, blank=True)
    step = models.SlugField(max_length=60, blank=True)
    # The form to fill in field by field, "" for a step of a guide.
    form = models.SlugField(max_length=30, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="hand_off_expires", condition=Q(expires_at__gt=models.F("made_at")))]

    def __str__(self) -> str:
        return f"hand-off {self.pk}"
