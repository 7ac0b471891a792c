"""A product or shop page as it looked: its address as the shopper gave it, when, and the screenshots of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.models.evidence import Evidence


class PageCaptureQuerySet(models.QuerySet["PageCapture"]):
    def kept(self) -> PageCaptureQuerySet:
        """Return the pages that still have a screenshot."""
        return self.filter(Exists(_shots()))

    def emptied(self) -> PageCaptureQuerySet:
        """Return the pages whose screenshots were all deleted."""
        return self.filter(~Exists(_shots()))


def _shots() -> models.QuerySet[Evidence]:
    return Evidence.objects.kept().filter(page=OuterRef("pk"))


class PageCapture(models.Model):
    class What(models.TextChoices):
        PRODUCT = "product", _("Product page")
        SHOP = "shop", _("Shop page")

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="page_captures")
    what = models.CharField(max_length=7, choices=What, default=What.PRODUCT)
    # Typed or pasted, kept as text: nothing here ever asks for it.
    address = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField()
    made_at = models.DateTimeField()
    # SHA-256 over address, moment and the fingerprints of the screenshots in their order, taken when they came.
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[PageCaptureQuerySet] = PageCaptureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["case", "-seen_at"], name="page_of_case")]

    def __str__(self) -> str:
        return f"page {self.pk}"
