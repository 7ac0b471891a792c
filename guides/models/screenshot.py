"""A picture of a step that an editor uploaded: re-encoded, under a name of our own. Public."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Screenshot(models.Model):
    # The name in the media storage: guides/<64 hex>.png. Never the uploader's.
    name = models.CharField(max_length=120, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Nothing is published before somebody said that nobody's data is in the picture.
    confirmed_no_personal_data_at = models.DateTimeField(null=True, blank=True)
    confirmed_no_personal_data_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
