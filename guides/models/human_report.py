"""A shopper got to a person this way, on that day. A count a day, nobody's name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HumanReport(models.Model):
    # The slug of the way; it may ship no more.
    way = models.SlugField(_("way"), max_length=30)
    on = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("how many"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("day a way worked"), _("days ways worked")
        ordering = ["-on", "way"]
        constraints = [models.UniqueConstraint(fields=["way", "on"], name="human_report_of_day")]

    def __str__(self) -> str:
        return f"{self.way} {self.on}: {self.count}"
