"""One running clock. Overdue is derived from `due_at`, never stored."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> DeadlineQuerySet:
        return self.filter(state=Deadline.State.RUNNING)

    def live(self) -> DeadlineQuerySet:
        """Return the clocks that run or are paused: nothing has ended them."""
        return self.filter(Q(state=Deadline.State.RUNNING) | Q(state=Deadline.State.PAUSED))

    def waiting(self, now: datetime) -> DeadlineQuerySet:
        """Return the clocks with a stage to act on at or before `now`; no lower bound, so outages heal."""
        return self.filter(act_at__isnull=False, act_at__lte=now)


class Deadline(models.Model):
    class Lane(models.TextChoices):
        THEIRS = "theirs"
        MINE = "mine"

    class State(models.TextChoices):
        RUNNING = "running"
        MET = "met"
        LAPSED = "lapsed"
        CANCELLED = "cancelled"
        PAUSED = "paused"

    # Led by the index below; a second one would only be written.
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="deadlines", db_index=False)
    lane = models.CharField(max_length=6, choices=Lane)
    # Empty: the shopper read it off the app, no rule of ours.
    rule = models.CharField(max_length=8, blank=True)
    # Which of a rule's dates (CLK05: 7 and 15 days) or a product category (CLK11).
    variant = models.CharField(max_length=30, blank=True)
    tier = models.CharField(max_length=10)
    promise = models.OneToOneField("cases.Promise", models.CASCADE, null=True, blank=True, related_name="deadline")
    trigger_at = models.DateTimeField()
    due_at = models.DateTimeField()
    working = models.JSONField(default=list)
    # Computed across a year whose holiday notice is not loaded; recomputed when it is.
    provisional_year = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    # The next reminder stage and its moment; null when none is left. The one column the sweep reads.
    stage = models.CharField(max_length=12, blank=True)
    act_at = models.DateTimeField(null=True, blank=True)
    # When the shopper sent the follow-up (T5) for this lapse.
    nudged_at = models.DateTimeField(null=True, blank=True)
    # Since when it stands still because the shopper owes them something; what is left follows from `due_at`.
    paused_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Deadline]] = DeadlineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(name="deadline_act_has_stage", condition=Q(act_at__isnull=True) | ~Q(stage="")),
            models.CheckConstraint(
                name="deadline_paused_is_still",
                condition=~Q(state="paused") | (Q(paused_at__isnull=False) & Q(act_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["act_at", "id"], name="deadline_act", condition=Q(act_at__isnull=False)),
            models.Index(fields=["case", "due_at"], name="deadline_of_case"),
            models.Index(
                fields=["provisional_year"], name="deadline_provisional", condition=Q(provisional_year__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"deadline {self.pk}"

    @property
    def is_live(self) -> bool:
        """True while nothing has ended it, paused or not."""
        return self.state in (Deadline.State.RUNNING, Deadline.State.PAUSED)
