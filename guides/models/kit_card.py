"""A picture card a merchant can make, with the words shoppers read on it (T17)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class KitCard(Sourced):
    class Layout(models.TextChoices):
        ENTRY = "entry", _("way in")
        FLOW = "flow", _("steps")
        DESCRIBE = "describe", _("how to describe it")

    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    layout = models.CharField(_("layout"), max_length=8, choices=Layout)
    name_zh = models.CharField(_("name (Chinese)"), max_length=40)
    name_en = models.CharField(_("name (English)"), max_length=80)
    about_zh = models.CharField(_("about (Chinese)"), max_length=200)
    about_en = models.CharField(_("about (English)"), max_length=300)
    title = models.CharField(_("title"), max_length=40)
    lead = models.CharField(_("lead"), max_length=60, blank=True)
    # [{title, text, alt_zh, alt_en, rows, press}]: one step each.
    frames = models.JSONField(_("pictures"), default=list)
    # A frame with the model sentence, or {}.
    example = models.JSONField(_("example"), default=dict, blank=True)
    # Whose picture the first frame takes over: {tier, use, step}, or {}.
    from_guide = models.JSONField(_("first picture from the guide"), default=dict, blank=True)
    caption = models.CharField(_("caption"), max_length=100, blank=True)
    path = models.JSONField(_("path"), default=list, blank=True)
    say_title = models.CharField(_("heading of what to send"), max_length=40, blank=True)
    not_title = models.CharField(_("heading of what not to send"), max_length=40, blank=True)
    not_text = models.CharField(_("what not to send"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("merchant’s card"), _("merchants’ cards")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_zh
