"""The outbox: a mail is a row before it is a message. The same row is what 通知 shows."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self, now: datetime) -> MailQuerySet:
        """Return the rows to send at or before `now` that no live lease holds; no lower bound.

        Leases run on the database's clock: it is one for all senders, and `now` may be a rehearsed moment.
        """
        return self.filter(act_at__isnull=False, act_at__lte=now).unleased()

    def unleased(self) -> MailQuerySet:
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=Now()))

    def overdue(self, now: datetime) -> MailQuerySet:
        """Return what should have gone at or before `now`, whoever holds it."""
        return self.filter(act_at__isnull=False, act_at__lte=now)

    def failing(self) -> MailQuerySet:
        """Return what was tried and has not been accepted yet."""
        return self.filter(failing_since__isnull=False)

    def dead(self) -> MailQuerySet:
        return self.filter(state=Mail.State.DEAD)

    def noted(self) -> MailQuerySet:
        return self.filter(noted_at__isnull=False)


class Mail(models.Model):
    class Kind(models.TextChoices):
        STAGE = "stage", _("A deadline's stage")
        STALE = "stale", _("14 days without an event")
        UNSENT = "unsent", _("Copied, not marked as sent")
        REMINDER = "reminder", _("The shopper's own reminder")
        MONEY = "money", _("Promised money: has it come")
        FILES = "files", _("Files are about to be deleted")
        ANSWER = "answer", _("An answer came through a link")
        DIGEST = "digest", _("Digest")
        ACCOUNT = "account", _("Account")  # codes and security notices; never shown in 通知

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for its moment")
        SENT = "sent", _("Sent")
        IN_APP = "in_app", _("In the app only")  # address unverified, mail off
        FOLDED = "folded", _("Went into a digest")
        CANCELLED = "cancelled", _("Cancelled")  # the world had changed when its turn came
        DEAD = "dead", _("Failed for good")  # staff can retry

    # The Message-ID is made from it, so it is fixed for the life of the row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    user = models.ForeignKey("cases.User", models.CASCADE, related_name="mails")
    # Both are led by an index below; a second one each would only be written.
    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, blank=True, related_name="mails", db_index=False)
    deadline = models.ForeignKey(
        "cases.Deadline", models.CASCADE, null=True, blank=True, related_name="mails", db_index=False
    )
    stage = models.CharField(max_length=12, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey("cases.Letter", models.CASCADE, null=True, blank=True, related_name="mails")
    reminder = models.ForeignKey("cases.Reminder", models.CASCADE, null=True, blank=True, related_name="mails")
    digest = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="folded")
    # Names everything that is not a deadline's stage: "digest:7:2026-11-23", "letter:12", "stale:9:2026-12-01".
    key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    # Account mails only; reminders go to the address that is the owner's when they are sent.
    to_address = models.EmailField(max_length=254, blank=True)

    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    act_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    claim_token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # How many of them the server refused for good: a server that is away says nothing about the address.
    refusals = models.PositiveSmallIntegerField(default=0)
    # When sending first failed; null again once it is accepted or given up. Says for how long, whatever `act_at`.
    failing_since = models.DateTimeField(null=True, blank=True)
    last_code = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    # What was written, kept so that 通知 shows exactly what was sent. `html` is kept for account mails only
    # (they are written before they are queued); both are emptied for account mails once sent: they hold codes.
    noted_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Mail]] = MailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name, verbose_name_plural = _("mail"), _("mails")
        constraints = [
            # A moved deadline re-arms; a repeated sweep does not. (NULL deadlines are distinct.)
            models.UniqueConstraint(fields=["deadline", "stage", "due_at"], name="mail_once_per_stage"),
            models.CheckConstraint(
                name="mail_pending_has_moment",
                condition=(Q(state="pending") & Q(act_at__isnull=False))
                | (~Q(state="pending") & Q(act_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["act_at", "id"], name="mail_act", condition=Q(act_at__isnull=False)),
            models.Index(fields=["user", "-noted_at", "-id"], name="mail_inbox", condition=Q(noted_at__isnull=False)),
            models.Index(
                fields=["user"], name="mail_unread", condition=Q(noted_at__isnull=False, read_at__isnull=True)
            ),
            models.Index(fields=["case", "-noted_at"], name="mail_of_case"),
            models.Index(fields=["-created_at"], name="mail_dead", condition=Q(state="dead")),
            models.Index(fields=["failing_since"], name="mail_failing", condition=Q(failing_since__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Heartbeat(models.Model):
    """The last time a named piece of machinery ran, as /healthz/ reports it."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("heartbeat"), _("heartbeats")

    def __str__(self) -> str:
        return self.name
