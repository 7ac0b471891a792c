"""What every fact carries: where it comes from, since when, who checked it, how sure we are."""

from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

BOOKKEEPING = frozenset({"id", "edited_at", "loaded_hash"})


class Sourced(models.Model):
    class Confidence(models.TextChoices):
        A = "A"
        B = "B"
        C = "C"

    source = models.CharField(_("source, short"), max_length=20)
    source_name = models.CharField(_("source"), max_length=200)
    # Empty for the article and for our own choices: neither has an official address.
    source_url = models.CharField(
        _("address of the source"), max_length=300, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    source_article = models.CharField(_("article"), max_length=60, blank=True)
    also_sources = models.JSONField(_("other sources"), default=list, blank=True)
    # Null: not known. Unknown is a value.
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"))
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence)
    label_zh = models.CharField(_("label (Chinese)"), max_length=100, blank=True)
    label_en = models.CharField(_("label (English)"), max_length=200, blank=True)
    edited_at = models.DateTimeField(_("edited here"), null=True, blank=True, editable=False)
    # Fingerprint of what was last loaded from the files; empty for a row an admin made.
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_confidence", condition=Q(confidence__in=["A", "B", "C"])),
            models.CheckConstraint(
                name="%(class)s_weak_is_labelled",
                condition=~Q(confidence="C") | (~Q(label_zh="") & ~Q(label_en="")),
            ),
            models.CheckConstraint(
                name="%(class)s_effective_order",
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_from__lte=models.F("effective_to")),
            ),
        ]

    def content(self) -> dict[str, Any]:
        """Return what the row says, without bookkeeping: the shape the files are read into."""
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.attname not in BOOKKEEPING
        }

    @property
    def is_edited(self) -> bool:
        """True when an admin made the row or changed it since it was loaded."""
        return self.edited_at is not None
