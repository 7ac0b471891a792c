"""这一步对不上: a reader says that a step no longer looks as drawn. Nobody's name is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StepReport(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        STILL_RIGHT = "still_right", _("still right")
        FIXED = "fixed", _("fixed")

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="reports")
    revision = models.ForeignKey("guides.GuideRevision", models.PROTECT, related_name="+")
    # The step's slug; empty for the guide as a whole.
    step = models.SlugField(_("step"), max_length=60, blank=True)
    text = models.CharField(_("text"), max_length=500, blank=True)
    # The name in the media storage; shown to editors only. Empty: no picture.
    picture = models.CharField(_("picture"), max_length=120, blank=True)
    at = models.DateTimeField(_("when"))
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("report on a step"), _("reports on steps")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["guide", "-at"], condition=Q(state="open"), name="step_report_open")]

    def __str__(self) -> str:
        return f"{self.guide_id} {self.step}"
