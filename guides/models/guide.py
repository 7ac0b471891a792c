"""One set of instructions: which revision shoppers read now, and the draft an editor is working on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guides.models.sourced import Sourced


class Guide(Sourced):
    class Tier(models.TextChoices):
        MERCHANT = "merchant", _("merchant")
        PLATFORM = "platform", _("platform")
        REGULATOR = "regulator", _("authority")

    class Kind(models.TextChoices):
        STEPS = "steps", _("steps")
        ARTICLE = "article", _("article")
        PLAYBOOK = "playbook", _("playbook")

    slug = models.SlugField(_("short name"), primary_key=True, max_length=60)
    # A platform's slug, 12315, local or any.
    platform = models.SlugField(_("platform"), max_length=30)
    # Empty for an article.
    tier = models.CharField(_("tier"), max_length=10, choices=Tier, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.STEPS)
    # The situation: contact, after_sale, step_in, complain, hotline, file, phone, return…
    use = models.SlugField(_("use"), max_length=20, blank=True)
    # Slugs; empty means every kind of problem.
    problems = models.JSONField(_("problems"), default=list, blank=True)
    title_zh = models.CharField(_("title (Chinese)"), max_length=80)
    title_en = models.CharField(_("title (English)"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    # Null: nothing to read yet, or withdrawn.
    published = models.ForeignKey(
        "guides.GuideRevision", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    # A whole document while somebody edits; null when there is no draft.
    draft = models.JSONField(null=True, blank=True, editable=False)
    # Counts every save of the draft, so that two editors notice each other.
    draft_version = models.PositiveIntegerField(default=0, editable=False)
    # The revision the draft was begun from; null for a guide that never had one.
    draft_from = models.ForeignKey(
        "guides.GuideRevision", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    draft_edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    draft_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("guide"), _("guides")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title_zh
