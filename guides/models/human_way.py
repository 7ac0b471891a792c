"""One way from a robot to a person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class HumanWay(Sourced):
    class Way(models.TextChoices):
        CHAT = "chat", _("chat")
        VOICE = "voice", _("voice")

    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    # A platform's slug, or any.
    platform = models.SlugField(_("platform"), max_length=30)
    way = models.CharField(_("way"), max_length=5, choices=Way)
    name_zh = models.CharField(_("name (Chinese)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=120)
    # What to send, word for word.
    say = models.JSONField(_("what to send"), default=list, blank=True)
    # Null: no number is known.
    tries = models.PositiveSmallIntegerField(_("tries in a row"), null=True, blank=True)
    # Lists of [zh, en].
    steps = models.JSONField(_("steps"), default=list)
    note_zh = models.CharField(_("note (Chinese)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=500, blank=True)
    # Null: nobody of ours tried it.
    tested_on = models.DateField(_("tried on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("way to a person"), _("ways to a person")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_zh
