"""Everything of one shopper as one file: asked for, made by the worker, fetched by the owner, gone after a week."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q


class ExportQuerySet(models.QuerySet["Export"]):
    def waiting(self, now: datetime) -> ExportQuerySet:
        """Return what the worker has to make, or to clear away once it has expired; no lower bound."""
        return self.filter(act_at__isnull=False, act_at__lte=now)


class Export(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    # One at a time: asking again replaces it.
    owner = models.OneToOneField("cases.User", models.CASCADE, related_name="export")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Where it lies (adapters.storage); empty until it is ready.
    name = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    # While it waits, when to begin or to try again (a claim moves it on by a lease); once ready, when it expires.
    act_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[Export]] = ExportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.CheckConstraint(name="export_ready_has_file", condition=~Q(state="ready") | ~Q(name=""))]
        indexes = [
            models.Index(fields=["act_at"], name="export_waiting", condition=Q(act_at__isnull=False)),
            # Whose file is this? asked of every file that no other row knows.
            models.Index(fields=["name"], name="export_of_file"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"
