"""Who did what to a guide: published, rolled back, answered reports. Written once, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActIsForEver(RuntimeError):
    """Raised on any attempt to change or delete what was done."""


class GuideActQuerySet(models.QuerySet["GuideAct"]):
    def update(self, **kwargs: Any) -> int:
        raise ActIsForEver("what was done is never rewritten")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ActIsForEver("what was done is never deleted")


class GuideAct(models.Model):
    class Kind(models.TextChoices):
        CREATED = "created", _("begun")
        PUBLISHED = "published", _("published")
        RESTORED = "restored", _("rolled back")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DISCARDED = "discarded", _("draft thrown away")
        STILL_RIGHT = "still_right", _("still right")
        FIXED = "fixed", _("fixed")
        UPLOADED = "uploaded", _("picture uploaded")
        CONFIRMED = "confirmed", _("picture confirmed")
        COVERED = "covered", _("picture covered")

    # Null: about a hotline, see `note`.
    guide = models.ForeignKey("guides.Guide", models.PROTECT, null=True, blank=True, related_name="acts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("when"))
    # The number stays when the account goes: the record does not lose its author.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    revision = models.ForeignKey("guides.GuideRevision", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.SlugField(_("step"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects: ClassVar[GuideActQuerySet] = GuideActQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name, verbose_name_plural = _("act"), _("acts")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.guide_id} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ActIsForEver("what was done is never rewritten")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ActIsForEver("what was done is never deleted")
