"""What a guide said at one time. Written once; a case remembers which one it was shown."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RevisionIsForEver(RuntimeError):
    """Raised on any attempt to change or delete a published revision."""


class GuideRevisionQuerySet(models.QuerySet["GuideRevision"]):
    def update(self, **kwargs: Any) -> int:
        raise RevisionIsForEver("a published revision never changes: publish another one")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RevisionIsForEver("a published revision is never deleted")


class GuideRevision(models.Model):
    guide = models.ForeignKey("guides.Guide", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    # The whole document, sources written out.
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published"))
    # Null: it shipped with the program.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="+"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects: ClassVar[GuideRevisionQuerySet] = GuideRevisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        ordering = ["guide", "-number"]
        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="guide_revision_number")]

    def __str__(self) -> str:
        return f"{self.guide_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RevisionIsForEver("a published revision never changes: publish another one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RevisionIsForEver("a published revision is never deleted")
