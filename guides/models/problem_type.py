"""A kind of problem, with what to gather before going up a tier."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class ProblemType(Sourced):
    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    name_zh = models.CharField(_("name (Chinese)"), max_length=40)
    name_en = models.CharField(_("name (English)"), max_length=60)
    chip_zh = models.CharField(_("short form (Chinese)"), max_length=12, blank=True)
    chip_en = models.CharField(_("short form (English)"), max_length=24, blank=True)
    common = models.BooleanField(_("shown first"), default=False)
    # The merchant settles these fastest; skipping the first tier warns more firmly.
    simple = models.BooleanField(_("usually simple"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Lists of [zh, en].
    must = models.JSONField(_("must have"), default=list)
    helps = models.JSONField(_("helps"), default=list, blank=True)
    note_zh = models.CharField(_("note (Chinese)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=400, blank=True)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("problem type"), _("problem types")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_zh
