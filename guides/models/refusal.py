"""Something sellers say when they refuse, with the rule behind it and what to answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.domain.refusals import RefusalFacts, refusal_faults
from guides.models.sourced import Sourced


class Refusal(Sourced):
    slug = models.SlugField(primary_key=True, max_length=30)
    said_zh = models.CharField(max_length=60)
    said_en = models.CharField(max_length=120)
    # Regular expressions searched in the pasted text, spaces removed.
    patterns = models.JSONField(default=list)
    means_zh = models.CharField(max_length=300)
    means_en = models.CharField(max_length=500)
    # What to check: lists of [zh, en].
    look = models.JSONField(default=list)
    rule_zh = models.CharField(max_length=400)
    rule_en = models.CharField(max_length=600)
    # What only one platform's rules say: {platforms, zh, en} and the source written out.
    own_rules = models.JSONField(default=list, blank=True)
    # What is sent, Chinese in both languages, and what it means.
    reply_zh = models.CharField(max_length=200)
    reply_en = models.CharField(max_length=500)
    letter = models.CharField(max_length=4, blank=True)
    exhibits = models.JSONField(default=list)
    # Where it counts most; empty means everywhere.
    platforms = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    # Texts in which it must, and must not, be found.
    fires = models.JSONField(default=list)
    silent = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("refusal"), _("refusals")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.said_zh

    def clean(self) -> None:
        """Refuse a card that does not come out on its own texts."""
        super().clean()
        try:
            faults = list(refusal_faults(RefusalFacts.of(self.content())))
        except (KeyError, TypeError, ValueError) as problem:
            faults = [f"refusal {self.slug}: {problem}"]
        if faults:
            raise ValidationError(faults)
