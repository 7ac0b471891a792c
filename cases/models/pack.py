"""The dossier as it was made once: frozen, numbered, in a covered and a full variant, and to whom each was given."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pack(models.Model):
    """One version. `content` is what every page of it says (domain.dossier.compose); it is never changed."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="packs")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    # Against the version before: [{"op", "part", "text"}].
    changes = models.JSONField(default=list, blank=True)
    # Whether the covered variant shows the order number in full.
    whole_number = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="pack_number_once")]

    def __str__(self) -> str:
        return f"pack {self.pk}"


class PackVariantQuerySet(models.QuerySet["PackVariant"]):
    def waiting(self, now: datetime) -> PackVariantQuerySet:
        """Return what the worker has to make, at or before `now`; no lower bound, so outages heal."""
        return self.filter(act_at__isnull=False, act_at__lte=now)


class PackVariant(models.Model):
    """One of the two forms of a version, made by the worker: `done` of `total` exhibits are ready."""

    class Name(models.TextChoices):
        COVERED = "covered", _("Covered variant")
        FULL = "full", _("Full variant")

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    pack = models.ForeignKey("cases.Pack", models.CASCADE, related_name="variants")
    name = models.CharField(max_length=7, choices=Name)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Pages of the PDF, and exhibits whose file could not be put in.
    pages = models.PositiveIntegerField(null=True, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    # When the worker has something to do; null when it has not. A claim moves it on by a lease.
    act_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[PackVariant]] = PackVariantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "name"], name="pack_variant_once"),
            models.CheckConstraint(
                name="pack_waiting_has_moment", condition=~Q(state="waiting") | Q(act_at__isnull=False)
            ),
            models.CheckConstraint(name="pack_failed_has_reason", condition=~Q(state="failed") | ~Q(reason="")),
        ]
        indexes = [models.Index(fields=["act_at"], name="pack_waiting", condition=Q(act_at__isnull=False))]

    def __str__(self) -> str:
        return f"pack variant {self.pk}"


class PackFile(models.Model):
    """A file made of a variant, lying in the storage beside the exhibits."""

    class Kind(models.TextChoices):
        PDF = "pdf"
        ZIP = "zip"

    variant = models.ForeignKey("cases.PackVariant", models.CASCADE, related_name="files")
    kind = models.CharField(max_length=3, choices=Kind)
    name = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant", "kind"], name="pack_file_once")]

    def __str__(self) -> str:
        return f"pack file {self.pk}"


class PackGiven(models.Model):
    """To whom a variant was given, and when: the shopper's own note."""

    variant = models.ForeignKey("cases.PackVariant", models.CASCADE, related_name="given")
    to_whom = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"pack given {self.pk}"
