"""A further promise that an exhibit shows: one screenshot of a chat often holds two."""

from __future__ import annotations

from django.db import models


class AlsoProves(models.Model):
    """Beside the promise the exhibit is tied to (`Evidence.promise`), which it never names again."""

    # Led by the constraint below.
    evidence = models.ForeignKey("cases.Evidence", models.CASCADE, related_name="also", db_index=False)
    promise = models.ForeignKey("cases.Promise", models.CASCADE, related_name="also_shown")
    # Where the picture shows the words of this promise, or nothing (domain.regions).
    region = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "promise"], name="also_proves_once")]

    def __str__(self) -> str:
        return f"evidence {self.evidence_id} also shows promise {self.promise_id}"
