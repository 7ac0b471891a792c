"""The same dispute with another body: which, since when, under what number. 12315 asks (R121 art. 16(2))."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Elsewhere(models.Model):
    class Body(models.TextChoices):
        ASSOCIATION = "association", _("Consumer association")
        REGULATOR = "regulator", _("Another market regulator")
        AUTHORITY = "authority", _("Another authority")
        ARBITRATION = "arbitration", _("Arbitration")
        COURT = "court", pgettext_lazy("body", "Court")

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="elsewhere")
    body = models.CharField(max_length=11, choices=Body)
    # What the body is called, where the shopper says so.
    name = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    number = models.CharField(max_length=64, blank=True)
    noted_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "day"], name="elsewhere_of_case", condition=Q(voided_at__isnull=True))]

    def __str__(self) -> str:
        return f"elsewhere {self.pk}"
