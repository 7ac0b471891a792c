"""这条有用吗: how many readers found a step of a revision useful, and how many did not. Counts, nobody's answers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class GuideVote(models.Model):
    revision = models.ForeignKey("guides.GuideRevision", models.PROTECT, related_name="votes")
    # The step's slug; empty for the guide as a whole.
    step = models.SlugField(_("step"), max_length=60, blank=True)
    useful = models.PositiveIntegerField(_("useful"), default=0)
    useless = models.PositiveIntegerField(_("not useful"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("votes on a step"), _("votes on steps")
        constraints = [models.UniqueConstraint(fields=["revision", "step"], name="guide_vote_of_step")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.step}: {self.useful}/{self.useless}"
