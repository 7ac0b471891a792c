"""A promised answer: the exact words, who said them, and how they were read."""

from __future__ import annotations

from django.db import models


class Promise(models.Model):
    class State(models.TextChoices):
        RUNNING = "running"
        KEPT = "kept"
        BROKEN = "broken"
        REPLACED = "replaced"
        WITHDRAWN = "withdrawn"
        VAGUE = "vague"

    # Led by the index below; a second one would only be written.
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="promises", db_index=False)
    contact = models.ForeignKey("cases.Contact", models.CASCADE, related_name="promises")
    agent = models.ForeignKey("cases.Agent", models.SET_NULL, null=True, blank=True, related_name="promises")
    words = models.CharField(max_length=300)
    heard_at = models.DateTimeField()
    # Null while the words name no moment (尽快): a vague promise is kept in the ledger but starts no clock.
    due_at = models.DateTimeField(null=True, blank=True)
    # How it was read: {"kind", "flags", "working"}; "corrected" when the shopper chose another moment.
    reading = models.JSONField(default=dict)
    corrected = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "heard_at"], name="promise_of_case")]

    def __str__(self) -> str:
        return f"promise {self.pk}"
