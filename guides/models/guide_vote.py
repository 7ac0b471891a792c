"""这条有用吗: how many readers found a step of a revision useful, and how many did not. Counts, nobody's answers."""

from __future__ import annotations

from django.db import models


class GuideVote(models.Model):
    revision = models.ForeignKey("guides.GuideRevision", models.PROTECT, related_name="votes")
    # The step's slug; empty for the guide as a whole.
    step = models.SlugField(max_length=60, blank=True)
    useful = models.PositiveIntegerField(default=0)
    useless = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "step"], name="guide_vote_of_step")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.step}: {self.useful}/{self.useless}"
