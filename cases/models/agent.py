"""A customer-service agent as one shopper met them. Never public, never in statistics."""

from __future__ import annotations

from django.db import models


class Agent(models.Model):
    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="agents")
    platform = models.CharField(max_length=20)
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "platform", "number"], name="agent_once")]

    def __str__(self) -> str:
        return f"agent {self.pk}"
