"""打不通: a caller says that a number did not work. Nobody's name is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HotlineReport(models.Model):
    class Fault(models.TextChoices):
        NO_ANSWER = "no_answer", _("no answer")
        WRONG_NUMBER = "wrong_number", _("not their number")
        NO_HUMAN = "no_human", _("no way to a human")

    # Where the number stands: a platform's slug, 12315 or local.
    platform = models.SlugField(_("platform"), max_length=30)
    number = models.CharField(_("number"), max_length=30)
    fault = models.CharField(_("what is wrong"), max_length=12, choices=Fault)
    at = models.DateTimeField(_("when"))
    # Null: an editor has not looked at it yet.
    settled_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("report on a number"), _("reports on numbers")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["platform", "number"], condition=Q(settled_at__isnull=True), name="hotline_report_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.number} {self.fault}"
