"""A place where things are bought."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class Platform(Sourced):
    class Kind(models.TextChoices):
        PLATFORM = "platform", _("platform")
        # 12315 and the like: their numbers are edited the same way, and no order is placed there.
        REGULATOR = "regulator", _("authority")

    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.PLATFORM)
    name_zh = models.CharField(_("name (Chinese)"), max_length=40)
    name_en = models.CharField(_("name (English)"), max_length=60)
    chip_zh = models.CharField(_("short form (Chinese)"), max_length=12)
    chip_en = models.CharField(_("short form (English)"), max_length=20)
    # Shown before the others, which wait behind 更多.
    common = models.BooleanField(_("shown first"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    note_zh = models.CharField(_("note (Chinese)"), max_length=200, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    # Asking the platform to step in: {zh, en, alias_*, path_*, note_*, source…}.
    tier_two = models.JSONField(_("the platform steps in"), default=dict)
    # [{number, what_zh, what_en, hours, source…}]: blank beats wrong.
    hotlines = models.JSONField(_("hotlines"), default=list, blank=True)
    no_hotline_zh = models.CharField(_("no hotline (Chinese)"), max_length=200, blank=True)
    no_hotline_en = models.CharField(_("no hotline (English)"), max_length=200, blank=True)
    # {pattern, hint_zh, hint_en, source…}: it warns and never blocks.
    order_number = models.JSONField(_("order number"), default=dict)
    # [{slug, name_*, value_*, note_*, source…}]: an empty value is 未知.
    limits = models.JSONField(_("lengths of time"), default=list, blank=True)
    # [{zh, en, means}]: what the place calls things.
    words = models.JSONField(_("its own words"), default=list, blank=True)
    # {tier: {zh, en}}: what was looked for and not found.
    unknown = models.JSONField(_("not known"), default=dict, blank=True)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("platform"), _("platforms")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_zh
