"""Something a shopper can ask for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class Demand(Sourced):
    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    # The word the letter uses, in Chinese whatever the page's language.
    name_zh = models.CharField(_("name (Chinese)"), max_length=20)
    name_en = models.CharField(_("name (English)"), max_length=40)
    common = models.BooleanField(_("shown first"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("demand"), _("demands")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_zh
