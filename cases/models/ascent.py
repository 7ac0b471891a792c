"""What only the shopper can say about moving up: the checks before filing, and how far a form has been filled in."""

from __future__ import annotations

from django.db import models


class Ascent(models.Model):
    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="ascent")
    # {ground of refusal: "clear" | "met" | "unsure"}
    grounds = models.JSONField(default=dict, blank=True)
    # {form: [fields that were copied or ticked off]}
    ticks = models.JSONField(default=dict, blank=True)

    # {letter: {field: what no record holds and was typed for it, "at": when, "over": the record's own words then}}.
    # Never who the shopper is: name, phone and address are filled in on the shopper's device.
    typed = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"ascent {self.pk}"
