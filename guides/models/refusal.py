"""Something sellers say when they refuse, with the rule behind it and what to answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.domain.faults import misshapen
from guides.domain.refusals import RefusalFacts, refusal_faults
from guides.models.sourced import Sourced


class Refusal(Sourced):
    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    said_zh = models.CharField(_("what sellers say (Chinese)"), max_length=60)
    said_en = models.CharField(_("what sellers say (English)"), max_length=120)
    # Regular expressions searched in the pasted text, spaces removed.
    patterns = models.JSONField(_("patterns"), default=list)
    means_zh = models.CharField(_("what it means (Chinese)"), max_length=300)
    means_en = models.CharField(_("what it means (English)"), max_length=500)
    # What to check: lists of [zh, en].
    look = models.JSONField(_("what to check"), default=list)
    rule_zh = models.CharField(_("rule (Chinese)"), max_length=400)
    rule_en = models.CharField(_("rule (English)"), max_length=600)
    # What only one platform's rules say: {platforms, zh, en} and the source written out.
    own_rules = models.JSONField(_("rules of one platform"), default=list, blank=True)
    # What is sent, Chinese in both languages, and what it means.
    reply_zh = models.CharField(_("reply (Chinese)"), max_length=400)
    reply_en = models.CharField(_("reply (English)"), max_length=700)
    letter = models.CharField(_("letter"), max_length=4, blank=True)
    exhibits = models.JSONField(_("evidence to add"), default=list)
    # Where it counts most; empty means everywhere.
    platforms = models.JSONField(_("platforms"), default=list, blank=True)
    problems = models.JSONField(_("problems"), default=list, blank=True)
    # Texts in which it must, and must not, be found.
    fires = models.JSONField(_("must be found in"), default=list)
    silent = models.JSONField(_("must not be found in"), default=list)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

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
            faults = [fault.said(get_language() or "") for fault in refusal_faults(RefusalFacts.of(self.content()))]
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            faults = [misshapen(f"refusal {self.slug}", problem).said(get_language() or "")]
        if faults:
            raise ValidationError(faults)
