"""One version of a clock: from when it holds, how long it runs, how the days are counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class ClockRule(Sourced):
    class Lane(models.TextChoices):
        THEIRS = "theirs"
        MINE = "mine"

    class Kind(models.TextChoices):
        FIXED = "fixed"
        PROMISE = "promise"
        CATEGORY = "category"

    code = models.CharField(max_length=8)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    lane = models.CharField(max_length=6, choices=Lane)
    trigger = models.CharField(max_length=30)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FIXED)
    # [{unit, length, does_zh, does_en}]: one date each.
    steps = models.JSONField(default=list, blank=True)
    # [{slug, name_zh, name_en, note_zh, note_en, steps}]: only where the kind of goods decides.
    categories = models.JSONField(default=list, blank=True)
    # Slugs; empty means every platform.
    platforms = models.JSONField(default=list, blank=True)
    next_day_counts = models.BooleanField(default=True)
    extends_over_holiday = models.BooleanField(default=False)
    # Holds for starts before effective_from too.
    reaches_back = models.BooleanField(default=False)
    counting_zh = models.CharField(max_length=200)
    counting_en = models.CharField(max_length=300)
    note_zh = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    # [{start, category, due: [...]}]: worked examples that must come out.
    examples = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

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
