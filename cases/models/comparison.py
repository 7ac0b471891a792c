"""The real thing and the suspect side by side: two exhibits, with boxes in pairs and what differs in each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Comparison(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="comparisons")
    genuine = models.ForeignKey("cases.Evidence", models.CASCADE, related_name="compared_as_genuine")
    suspect = models.ForeignKey("cases.Evidence", models.CASCADE, related_name="compared_as_suspect")
    caption = models.CharField(max_length=120, blank=True)
    # [{"genuine": [x, y, width, height], "suspect": [...], "words"}] in thousandths of each picture.
    pairs = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["genuine", "suspect"], name="comparison_once"),
            models.CheckConstraint(name="comparison_of_two", condition=~Q(genuine=F("suspect"))),
        ]

    def __str__(self) -> str:
        return f"comparison {self.pk}"
