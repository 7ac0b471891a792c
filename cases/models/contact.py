"""One exchange with the other side: what they said, or the exact text the shopper sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Contact(models.Model):
    class Channel(models.TextChoices):
        CHAT = "chat", _("In-app chat")
        PHONE = "phone", pgettext_lazy("channel", "Phone")
        FORM = "form", _("After-sales form")
        MAIL = "mail", pgettext_lazy("channel", "E-mail")
        VISIT = "visit", _("In person")
        OTHER = "other", pgettext_lazy("channel", "Other")

    class Desk(models.TextChoices):
        AFTER_SALES = "after", _("After-sales")
        PRE_SALES = "pre", _("Pre-sales")
        UNKNOWN = "", _("Not sure")

    class Direction(models.TextChoices):
        IN = "in", _("They told me")
        OUT = "out", _("I told them")

    class Reply(models.TextChoices):
        NONE = "", _("No reply yet")
        AUTO = "auto", _("Automatic reply")
        RECEIVED = "received", _("Received, no answer yet")
        SUBSTANTIVE = "substantive", _("A real answer")
        AGREED = "agreed", _("Agreed")
        PARTLY_AGREED = "partly_agreed", _("Partly agreed")
        REFUSED = "refused", _("Refused")

    # Led by the index below; a second one would only be written.
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="contacts", db_index=False)
    tier = models.CharField(max_length=10)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.CHAT)
    desk = models.CharField(max_length=5, choices=Desk, default=Desk.UNKNOWN, blank=True)
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    at = models.DateTimeField()
    agent = models.ForeignKey("cases.Agent", models.SET_NULL, null=True, blank=True, related_name="contacts")
    # The exact words heard, or the frozen text that was sent.
    words = models.TextField(max_length=2000, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    reply = models.CharField(max_length=13, choices=Reply, default=Reply.NONE, blank=True)
    # What they said they would pay, CNY.
    offered_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    letter_code = models.CharField(max_length=4, blank=True)
    created_at = models.DateTimeField()
    # Undone within 24 h: kept for the record, counted nowhere.
    voided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["case", "-at", "-id"], name="contact_of_case")]

    def __str__(self) -> str:
        return f"contact {self.pk}"
