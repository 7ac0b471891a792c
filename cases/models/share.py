"""A link to one version of the dossier for somebody without an account. Only the token's hash is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Share(models.Model):
    class Scope(models.TextChoices):
        SUMMARY = "summary", _("The summary page")
        TIMELINE = "timeline", _("Summary, promises and timeline")
        PACK = "pack", _("The dossier as a PDF")
        ALL = "all", pgettext_lazy("share", "Everything, exhibits too")

    pack = models.ForeignKey("cases.Pack", models.CASCADE, related_name="shares")
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=8, choices=Scope)
    to_whom = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # By when an answer may be written through the link; null: none is asked for.
    answer_by = models.DateTimeField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="share_expires", condition=Q(expires_at__gt=F("made_at")))]

    def __str__(self) -> str:
        return f"share {self.pk}"


class ShareAnswer(models.Model):
    """What somebody wrote through a link. It is on no record until the shopper has looked at it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        DROPPED = "dropped"

    share = models.ForeignKey("cases.Share", models.CASCADE, related_name="answers")
    signed = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=1000)
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    contact = models.OneToOneField("cases.Contact", models.SET_NULL, null=True, blank=True, related_name="share_answer")

    class Meta:
        indexes = [models.Index(fields=["share", "at"], name="share_answer_of_share")]

    def __str__(self) -> str:
        return f"share answer {self.pk}"
