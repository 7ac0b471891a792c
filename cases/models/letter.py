"""A text the shopper copied: frozen as a contact once marked as sent, nudged after 24 h if not."""

from __future__ import annotations

from django.db import models


class Letter(models.Model):
    # Led by the index below; a second one would only be written.
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="letters", db_index=False)
    code = models.CharField(max_length=4)
    tier = models.CharField(max_length=10)
    text = models.TextField(max_length=2000)
    copied_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    contact = models.OneToOneField("cases.Contact", models.SET_NULL, null=True, blank=True, related_name="letter")

    class Meta:
        indexes = [models.Index(fields=["case", "-copied_at"], name="letter_of_case")]

    def __str__(self) -> str:
        return f"letter {self.pk}"
