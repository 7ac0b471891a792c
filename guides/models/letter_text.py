"""A letter's words and where it is pasted. The words are in the notation of cases.domain.messages.notation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from guides.models.sourced import Sourced


class LetterText(Sourced):
    class Tier(models.TextChoices):
        MERCHANT = "merchant", _("merchant")
        PLATFORM = "platform", _("platform")
        REGULATOR = "regulator", _("authority")

    class Where(models.TextChoices):
        CHAT = "chat", _("chat")
        FORM = "form", _("form")
        PHONE = "phone", _("phone")
        PICTURE = "picture", _("picture")

    code = models.CharField(_("code"), primary_key=True, max_length=4)
    name_zh = models.CharField(_("name (Chinese)"), max_length=40)
    name_en = models.CharField(_("name (English)"), max_length=80)
    tier = models.CharField(_("tier"), max_length=10, choices=Tier)
    where = models.CharField(_("where it is pasted"), max_length=7, choices=Where)
    paste_zh = models.CharField(_("place (Chinese)"), max_length=60)
    paste_en = models.CharField(_("place (English)"), max_length=120)
    # Empty: the words are a merchant's card's or automatic answer's.
    text_zh = models.TextField(_("text (Chinese)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta(Sourced.Meta):
        verbose_name, verbose_name_plural = _("letter"), _("letters")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"
