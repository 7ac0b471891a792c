"""What came of something handed in: accepted, refused with its ground, mediation, a ruling, the money."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FilingResult(models.Model):
    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")
        SETTLED = "settled", _("Settled in mediation")
        ENDED = "ended", _("Mediation ended without agreement")
        FOR = "for", _("Decided in my favour")
        PARTLY = "partly", _("Decided in part")
        AGAINST = "against", _("Decided against me")
        PAID = "paid", pgettext_lazy("result", "The money has come")

    filing = models.ForeignKey("cases.Filing", models.CASCADE, related_name="results")
    kind = models.CharField(max_length=12, choices=Kind)
    # When they said it, not when it was noted.
    at = models.DateTimeField()
    # Of a refusal: the slug of the ground they named, "" for none.
    ground = models.SlugField(max_length=30, blank=True)
    # Their exact words.
    words = models.TextField(max_length=2000, blank=True)
    # The entry that tells it in the record, so that what they said is kept in one place.
    contact = models.OneToOneField("cases.Contact", models.SET_NULL, null=True, blank=True, related_name="result")
    # The clock it started: undone with the entry.
    deadline = models.OneToOneField("cases.Deadline", models.SET_NULL, null=True, blank=True, related_name="result")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["filing", "-at", "-id"], name="result_of_filing")]

    def __str__(self) -> str:
        return f"result {self.pk}"
