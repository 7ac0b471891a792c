"""One version of a clock: from when it holds, how long it runs, how the days are counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class ClockRule(Sourced):
    class Lane(models.TextChoices):
        THEIRS = "theirs", _("theirs")
        MINE = "mine", _("the shopper’s")

    class Kind(models.TextChoices):
        FIXED = "fixed", _("fixed length")
        PROMISE = "promise", _("what was promised")
        CATEGORY = "category", _("by kind of goods")

    code = models.CharField(_("code"), max_length=8)
    name_zh = models.CharField(_("name (Chinese)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=80)
    lane = models.CharField(_("whose deadline"), max_length=6, choices=Lane)
    trigger = models.CharField(_("starts with"), max_length=30)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.FIXED)
    # [{unit, length, does_zh, does_en}]: one date each.
    steps = models.JSONField(_("steps"), default=list, blank=True)
    # [{slug, name_zh, name_en, note_zh, note_en, steps}]: only where the kind of goods decides.
    categories = models.JSONField(_("kinds of goods"), default=list, blank=True)
    # Slugs; empty means every platform.
    platforms = models.JSONField(_("platforms"), default=list, blank=True)
    next_day_counts = models.BooleanField(_("counts from the next day"), default=True)
    extends_over_holiday = models.BooleanField(_("runs over a holiday"), default=False)
    # Holds for starts before effective_from too.
    reaches_back = models.BooleanField(_("holds for earlier starts"), default=False)
    counting_zh = models.CharField(_("how it is counted (Chinese)"), max_length=200)
    counting_en = models.CharField(_("how it is counted (English)"), max_length=300)
    note_zh = models.CharField(_("note (Chinese)"), max_length=200, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    # [{start, category, due: [...]}]: worked examples that must come out.
    examples = models.JSONField(_("worked examples"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("clock rule"), _("clock rules")
        ordering = ["position", "code", "effective_from"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["code", "effective_from"], name="clock_rule_version"),
            # NULLs never collide in a unique constraint, so the undated version has its own.
            models.UniqueConstraint(
                fields=["code"], condition=Q(effective_from__isnull=True), name="clock_rule_undated_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"
