"""Who stands behind the shop, as its licence page shows it: what a complaint must name (R121 art. 10)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seller(models.Model):
    class Disclosed(models.TextChoices):
        UNKNOWN = "", _("I have not looked yet")
        YES = "yes", _("Name and address are shown")
        NO = "no", _("Nothing is shown")
        DEAD = "dead", _("Shown, but nobody can be reached there")

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="seller")
    disclosed = models.CharField(max_length=4, choices=Disclosed, default=Disclosed.UNKNOWN, blank=True)
    legal_name = models.CharField(max_length=80, blank=True)
    credit_code = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=120, blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seller {self.pk}"
