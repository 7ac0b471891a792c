"""The days off and the working weekends of one year, from its State Council notice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class CalendarYear(Sourced):
    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    # {"2026-10-01": [false, "国庆节"], "2026-10-10": [true, "调休上班"]}; other days follow the weekday.
    days = models.JSONField(_("days"), default=dict)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("calendar"), _("calendars")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
