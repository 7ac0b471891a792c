"""What proves it: an original kept byte for byte under our own name, and the pictures made of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models.case import new_ref


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def kept(self) -> EvidenceQuerySet:
        """Return what was not deleted; a deleted row only holds its number."""
        return self.filter(deleted_at__isnull=True)

    def waiting(self, now: datetime) -> EvidenceQuerySet:
        """Return what the worker has to look at, at or before `now`; no lower bound, so outages heal."""
        return self.filter(act_at__isnull=False, act_at__lte=now)


class Evidence(models.Model):
    class Kind(models.TextChoices):
        CHAT = "chat", _("Chat")
        ORDER = "order", pgettext_lazy("evidence", "Order")
        PAYMENT = "payment", _("Payment")
        LOGISTICS = "logistics", _("Parcel tracking")
        GOODS = "goods", _("Photo of the goods")
        VIDEO = "video", pgettext_lazy("evidence", "Video")
        PAGE = "page", _("Product page")
        LICENCE = "licence", _("Shop’s licence")
        REPORT = "report", _("Authenticity report")
        REFUSAL = "refusal", _("Refusal")
        NOTICE = "notice", _("Platform notice")
        CALL = "call", _("Call record")
        OTHER = "other", pgettext_lazy("evidence", "Other")

    class State(models.TextChoices):
        RECEIVED = "received"
        READY = "ready"
        REJECTED = "rejected"

    # The `reason` of what is ready as before, but for the copy it was to be covered in.
    COPY_FAILED = "copy"

    class Formed(models.TextChoices):
        UNKNOWN = ""
        PROPOSED = "proposed"
        CONFIRMED = "confirmed"

    # What addresses of the inbox use; inside a case the number does.
    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="evidence")
    # Null: in the inbox, waiting to be sorted.
    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, blank=True, related_name="evidence")
    # 证据 n of its case; given once, never given again.
    number = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    caption = models.CharField(max_length=120, blank=True)
    proves = models.CharField(max_length=300, blank=True)
    formed_at = models.DateTimeField(null=True, blank=True)
    formed_source = models.CharField(max_length=9, choices=Formed, default=Formed.UNKNOWN, blank=True)
    original_where = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey("cases.Contact", models.SET_NULL, null=True, blank=True, related_name="evidence")
    promise = models.ForeignKey("cases.Promise", models.SET_NULL, null=True, blank=True, related_name="evidence")

    # The original: its bytes at intake, the type they say it is, and where it lies (adapters.storage).
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=30)
    name = models.CharField(max_length=40, unique=True)
    shown_name = models.CharField(max_length=150, blank=True)
    received_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    # What the worker found.
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    reason = models.CharField(max_length=20, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    # Rectangles to burn into a copy, each [x, y, width, height] in thousandths of the picture; over a page of a PDF
    # with the number of that page (domain.covers).
    covers = models.JSONField(default=list, blank=True)
    # Boxes, arrows, numbers and texts over the picture, as vectors in thousandths; burnt in only for export.
    marks = models.JSONField(default=list, blank=True)
    # Where the picture shows the words of its promise or contact, or nothing (domain.regions).
    region = models.JSONField(default=list, blank=True)
    # The page it is a screenshot of, with the others of that page.
    page = models.ForeignKey("cases.PageCapture", models.SET_NULL, null=True, blank=True, related_name="shots")
    # What took its place; both keep their own numbers.
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    # When the worker has something to do; null when it has not. A claim moves it on by a lease.
    act_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="evidence_number_once"),
            models.UniqueConstraint(
                fields=["case", "sha256"],
                name="evidence_once_in_case",
                condition=Q(case__isnull=False) & Q(deleted_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["owner", "sha256"],
                name="evidence_once_in_inbox",
                condition=Q(case__isnull=True) & Q(deleted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="evidence_numbered_in_case",
                condition=Q(case__isnull=True, number__isnull=True) | Q(case__isnull=False, number__isnull=False),
            ),
            models.CheckConstraint(name="evidence_rejected_has_reason", condition=~Q(state="rejected") | ~Q(reason="")),
        ]
        indexes = [
            models.Index(fields=["act_at"], name="evidence_waiting", condition=Q(act_at__isnull=False)),
            models.Index(fields=["owner", "-received_at"], name="evidence_unsorted", condition=Q(case__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def is_pictured(self) -> bool:
        """Whether there is a picture of it to show, and none being made anew."""
        ready = self.state == self.State.READY and not self.reason
        return ready and self.width is not None and self.act_at is None

    @property
    def is_uncopied(self) -> bool:
        """Whether its covered copy could not be made: nothing of it is shown then but to cover it otherwise."""
        return self.state == self.State.READY and self.reason == self.COPY_FAILED and self.act_at is None


class Rendition(models.Model):
    """A picture made of an original: pixels only, no metadata. Made again whenever it is missing."""

    class Variant(models.TextChoices):
        THUMB = "thumb"
        SCREEN = "screen"
        COVERED = "covered"
        COVERED_THUMB = "covered-thumb"
        # Of a PDF: the pages that were drawn, covered, as a new PDF of pictures.
        COVERED_PDF = "covered-pdf"

    # Besides those: slice-1, slice-2 … a long picture cut at quiet rows for print; page-2 … of a PDF; still-1 … of a
    # film. Once parts are covered the same names hold the covered picture's, and screen-2 … a page as it is without,
    # to draw over.
    SLICE, PAGE, STILL, BARE_PAGE = "slice-", "page-", "still-", "screen-"

    evidence = models.ForeignKey("cases.Evidence", models.CASCADE, related_name="renditions")
    variant = models.CharField(max_length=13)
    # Where a slice begins in the whole picture, in pixels of the whole it was cut from.
    top = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=40, unique=True)
    media_type = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "variant"], name="rendition_once")]

    def __str__(self) -> str:
        return f"rendition {self.pk}"
