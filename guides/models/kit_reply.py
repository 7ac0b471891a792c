"""T16: the automatic answer a merchant can copy. One row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class KitReply(Sourced):
    slug = models.SlugField(_("short name"), primary_key=True, max_length=10, default="reply")
    # Clauses; one whose gap stays empty falls away.
    long = models.JSONField(_("long form"), default=list)
    short = models.JSONField(_("short form"), default=list)
    # {platform: characters}, only where a source names a limit.
    limits = models.JSONField(_("limits of length"), default=dict, blank=True)
    advised = models.PositiveSmallIntegerField(_("advised length"), default=200)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("automatic answer"), _("automatic answers")

    def __str__(self) -> str:
        return "T16"
