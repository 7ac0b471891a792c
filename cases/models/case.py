"""One dispute: whose turn it is, until when, and where it stands."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from cases.models.helper import Helper
    from cases.models.user import User


def new_ref() -> str:
    """Return 16 lower-case letters and digits (80 random bits) for a URL nobody can guess."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


class CaseQuerySet(models.QuerySet["Case"]):
    def of(self, user: User) -> CaseQuerySet:
        return self.filter(owner=user)

    def open(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=True)

    def closed(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=False)

    def silent(self, now: datetime) -> CaseQuerySet:
        return self.filter(stale_at__isnull=False, stale_at__lte=now)


class Case(models.Model):
    class Tier(models.TextChoices):
        MERCHANT = "merchant"
        PLATFORM = "platform"
        REGULATOR = "regulator"

    class Outcome(models.TextChoices):
        FULL = "full"
        PARTIAL = "partial"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        PROMISED_NOT_PAID = "promised_not_paid"
        OTHER = "other"

    # Who is let in beside the owner and acts now (selectors.access); None for the owner and for the machinery.
    helper: Helper | None = None

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="cases")
    order = models.ForeignKey("cases.Order", models.PROTECT, related_name="cases")
    file_no = models.PositiveIntegerField()
    problem_type = models.CharField(max_length=30, blank=True)
    problem = models.CharField(max_length=300)
    problem_detail = models.CharField(max_length=500, blank=True)
    demand = models.CharField(max_length=30)
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.MERCHANT)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    # CNY. Asked for (null: the whole price), named by the other side last, and what has come back.
    asked_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    offered_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    received_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    # What the shopper says brought it about, at the closing: keys of domain.closing.WORKED.
    worked = models.JSONField(default=list, blank=True)
    # Closed as promised but not paid: the moment to ask whether the money has come. Null when nothing is awaited.
    money_at = models.DateTimeField(null=True, blank=True)
    # When the files of the closed case are deleted, null to keep them; and when that was last said.
    files_go_at = models.DateTimeField(null=True, blank=True)
    files_told_at = models.DateTimeField(null=True, blank=True)
    # How many helpers want to hear of it, so that the sender asks nobody for the cases that have none.
    mailed_helpers = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)

    # What the one next step is, who takes it, and by when: derived by domain.next_step, kept here so that
    # lists sort on an index. Set in the transaction that changes the facts.
    next_kind = models.CharField(max_length=30, blank=True)
    next_actor = models.CharField(max_length=4, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    next_deadline = models.ForeignKey("cases.Deadline", models.SET_NULL, null=True, blank=True, related_name="+")

    # The latest moment of each thing the next step depends on, so that no list has to read the contacts.
    filed_at = models.DateTimeField(null=True, blank=True)  # handed to the present tier
    # 京东: a dispute is with the seller first; from `step_in_at` on JD may be asked, at `stepped_in_at` it was.
    step_in_at = models.DateTimeField(null=True, blank=True)
    stepped_in_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    no_reply_at = models.DateTimeField(null=True, blank=True)
    nudged_at = models.DateTimeField(null=True, blank=True)

    # Days that start clocks, as told: {trigger of cases.domain.starts: ISO moment}. Signing and confirming are the
    # order's; "paid" starts none, it is when the money was noted. And what only the shopper can say of the goods: their
    # category (CLK11), on the 三包 list or not.
    moments = models.JSONField(default=dict, blank=True)
    goods = models.CharField(max_length=30, blank=True)
    warranty = models.CharField(max_length=3, blank=True)
    # What the present tier has asked the shopper for, and since when. Their clocks stand still until it is sent.
    owed_kind = models.CharField(max_length=10, blank=True)
    owed_words = models.CharField(max_length=200, blank=True)
    owed_at = models.DateTimeField(null=True, blank=True)

    # The exhibits as the case page shows them (services.exhibits), so that it needs no query of its own, and what the
    # shopper answered to the checklist: {item: "have" | "na"}.
    exhibits = models.JSONField(default=dict, blank=True)
    needs = models.JSONField(default=dict, blank=True)
    # How many answers written through a shared link wait for the shopper's look.
    answers_waiting = models.PositiveSmallIntegerField(default=0)

    last_event_at = models.DateTimeField()
    # 14 days after the last event: the moment to ask whether the shopper is still waiting. Null when closed.
    stale_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager[Case]] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "file_no"], name="case_file_no_once"),
            models.CheckConstraint(
                name="case_open_has_next",
                condition=Q(closed_at__isnull=False)
                | (Q(next_actor__in=["me", "them"]) & Q(next_at__isnull=False) & ~Q(next_kind="")),
            ),
            models.CheckConstraint(
                name="case_closed_has_no_next",
                condition=Q(closed_at__isnull=True) | Q(next_actor="", next_at__isnull=True, next_kind=""),
            ),
            models.CheckConstraint(
                name="case_owes_since",
                condition=Q(owed_kind="", owed_at__isnull=True) | (~Q(owed_kind="") & Q(owed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_closed_has_outcome", condition=Q(closed_at__isnull=True) | ~Q(outcome="")
            ),
            models.CheckConstraint(
                name="case_amounts_not_negative",
                # A null makes its own comparison unknown, which a check lets pass.
                condition=Q(asked_amount__gte=0) & Q(offered_amount__gte=0) & Q(received_amount__gte=0),
            ),
        ]
        indexes = [
            # Conditions are IS NULL only: SQLite does not match a partial index to a bound IN list.
            models.Index(fields=["owner", "next_at", "id"], name="case_open_next", condition=Q(closed_at__isnull=True)),
            models.Index(
                fields=["owner", "-last_event_at", "-id"], name="case_open_recent", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["owner", "-closed_at", "-id"], name="case_closed_recent", condition=Q(closed_at__isnull=False)
            ),
            models.Index(fields=["stale_at"], name="case_stale", condition=Q(stale_at__isnull=False)),
            models.Index(fields=["money_at"], name="case_money", condition=Q(money_at__isnull=False)),
            models.Index(fields=["files_go_at"], name="case_files_go", condition=Q(files_go_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def file_label(self) -> str:
        """The file number as shown: 0007."""
        return f"{self.file_no:04d}"
