"""A picture of a step that an editor uploaded: re-encoded, under a name of our own. Public."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Screenshot(models.Model):
    # The name in the media storage: guides/<64 hex>.png. Never the uploader's.
    name = models.CharField(max_length=120, unique=True)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Nothing is published before somebody said that nobody's data is in the picture.
    confirmed_no_personal_data_at = models.DateTimeField(_("confirmed without personal data"), null=True, blank=True)
    confirmed_no_personal_data_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("screenshot"), _("screenshots")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def light_name(self) -> str:
        """The name of the picture as pages show it, made of the PNG when it is first asked for."""
        return f"{self.name.removesuffix('.png')}.webp"
