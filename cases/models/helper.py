"""Somebody the owner lets into one case: invited by mail, in by an account of their own, out at once."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HelperQuerySet(models.QuerySet["Helper"]):
    def standing(self) -> HelperQuerySet:
        """Return those who were not sent away, joined or not."""
        return self.filter(revoked_at__isnull=True)

    def joined(self) -> HelperQuerySet:
        return self.standing().filter(user__isnull=False)


class Helper(models.Model):
    class Role(models.TextChoices):
        READ = "read", _("Read only")
        LOG = "log", _("Note contacts and add evidence")
        HANDLE = "handle", _("Everything but closing and deleting")

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="helpers")
    # As the owner calls them; the record names whoever acted by it, long after the account is gone.
    name = models.CharField(max_length=20)
    # Where the invitation went. Emptied when the access ends: it is somebody else's address.
    email = models.EmailField(max_length=254, blank=True)
    role = models.CharField(max_length=6, choices=Role)
    user = models.ForeignKey("cases.User", models.CASCADE, null=True, blank=True, related_name="helping")
    wants_mail = models.BooleanField(default=False)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Helper]] = HelperQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], name="helper_once", condition=Q(revoked_at__isnull=True, user__isnull=False)
            ),
            models.CheckConstraint(
                name="helper_joined_has_user",
                condition=Q(joined_at__isnull=True) | Q(user__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "case"], name="helper_of_user", condition=Q(revoked_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"helper {self.pk}"

    def can_join(self, now: datetime) -> bool:
        return self.user_id is None and self.revoked_at is None and now < self.expires_at
