"""How often a human was asked for on one day of a case (转人工)."""

from __future__ import annotations

from django.db import models


class HumanTries(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="human_tries")
    day = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "day"], name="human_tries_once_a_day")]

    def __str__(self) -> str:
        return f"tries {self.pk}"
