"""What an authenticity report (鉴定报告) says: who issued it, its number and day, and what it found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Appraisal(models.Model):
    class Issuer(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        BRAND = "brand", _("The owner of the brand")
        AUTHORISED = "authorised", _("A body the brand has authorised")
        COUNTER = "counter", _("A brand counter or service point")
        LABORATORY = "laboratory", _("A test laboratory (CMA or CNAS)")
        PLATFORM = "platform", _("The platform")
        OTHER = "other", _("Somebody else")

    class Conclusion(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        FAKE = "fake", _("Not genuine")
        GENUINE = "genuine", pgettext_lazy("report", "Genuine")
        OPEN = "open", pgettext_lazy("report", "Could not be settled")

    class Asked(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        SHOPPER = "shopper", _("I had it made")
        SELLER = "seller", _("The seller had it made")
        PLATFORM = "platform", _("The platform had it made")

    evidence = models.OneToOneField("cases.Evidence", models.CASCADE, related_name="appraisal")
    whose = models.CharField(max_length=10, choices=Issuer, default=Issuer.UNKNOWN, blank=True)
    issuer = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    conclusion = models.CharField(max_length=7, choices=Conclusion, default=Conclusion.UNKNOWN, blank=True)
    asked_by = models.CharField(max_length=8, choices=Asked, default=Asked.UNKNOWN, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"appraisal {self.pk}"
