"""Where shoppers lose their case: what was said or is about to happen, and what to do instead."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class Pitfall(Sourced):
    slug = models.SlugField(_("short name"), primary_key=True, max_length=30)
    name_zh = models.CharField(_("name (Chinese)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=120)
    # them, me or empty: whose texts the patterns are searched in.
    said_by = models.CharField(_("said by"), max_length=4, blank=True)
    # {section: [word]} of lint.yaml; an empty list is the whole section.
    lint = models.JSONField(_("words of the wording rules"), default=dict, blank=True)
    patterns = models.JSONField(_("patterns"), default=list, blank=True)
    # Sets of conditions, any one is enough: [{field of Situation: value}].
    when = models.JSONField(_("situations"), default=list, blank=True)
    what_zh = models.CharField(_("what may follow (Chinese)"), max_length=300)
    what_en = models.CharField(_("what may follow (English)"), max_length=500)
    do_zh = models.CharField(_("what to do (Chinese)"), max_length=300)
    do_en = models.CharField(_("what to do (English)"), max_length=500)
    letter = models.CharField(_("letter"), max_length=4, blank=True)
    guide = models.SlugField(_("guide"), max_length=60)
    # Texts and situations in which it must, and must not, fire.
    fires = models.JSONField(_("must be found in"), default=list)
    silent = models.JSONField(_("must not be found in"), default=list)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("pitfall"), _("pitfalls")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_zh
