"""A number somebody gave the dispute: an after-sales request, a dispute, a ticket, a complaint."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reference(models.Model):
    class Kind(models.TextChoices):
        AFTER_SALE = "after_sale", _("After-sales request")
        DISPUTE = "dispute", _("Dispute")
        TICKET = "ticket", _("Service ticket")
        COMPLAINT = "complaint", _("12315 complaint number")
        # A report is handled apart from a complaint and has a number of its own (R121 arts 3, 9).
        REPORT = "report", _("12315 report number")
        COURIER = "courier", _("Courier complaint")
        OTHER = "other", pgettext_lazy("number", "Other number")

    # The case's owner again, so that a number is found by an index of the owner's own.
    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="references")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="references")
    filing = models.ForeignKey("cases.Filing", models.SET_NULL, null=True, blank=True, related_name="references")
    kind = models.CharField(max_length=10, choices=Kind)
    # As long as it may be typed: cut short it finds nothing.
    number = models.CharField(max_length=120)
    # Without spaces and dashes, upper case: what a search compares.
    number_key = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind", "number_key"], name="reference_once")]
        indexes = [models.Index(fields=["owner", "number_key"], name="reference_number")]

    def __str__(self) -> str:
        return f"reference {self.pk}"
