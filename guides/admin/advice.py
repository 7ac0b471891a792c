"""What shoppers are told: refusal cards, pitfalls, ways to a person. Their own examples are tried on saving."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guides.admin.sourced import LookAdmin, SourcedAdmin
from guides.models import HumanReport, HumanWay, Pitfall, Refusal
from guides.selectors.humans import last_worked

LISTED = ("slug", "name_zh", "name_en", "position", "confidence", "checked_on", "edited_at")


@admin.register(Refusal)
class RefusalAdmin(SourcedAdmin):
    list_display = ("slug", "said_zh", "said_en", "position", "confidence", "checked_on", "edited_at")
    list_filter = ("confidence",)
    search_fields = ("slug", "said_zh", "said_en", "reply_zh")
    lines = ("patterns", "exhibits", "platforms", "problems", "fires", "silent")
    pairs = ("look",)
    shapes = {
        "patterns": _("Regular expressions, searched with spaces removed."),
        "reply_zh": _(
            "[?goods/video …] is said only by a shopper who has such an exhibit, [?problem:defect/damaged …] and "
            "[?demand:refund …] only in a case of such a kind."
        ),
        "own_rules": _("platforms, zh, en, and the source written out."),
        "fires": _("At least three texts."),
        "silent": _("At least three texts."),
    }


@admin.register(Pitfall)
class PitfallAdmin(SourcedAdmin):
    list_display = LISTED
    list_filter = ("confidence", "said_by")
    search_fields = ("slug", "name_zh", "name_en", "what_zh")
    lines = ("patterns",)
    shapes = {
        "patterns": _("Regular expressions."),
        "lint": _("vague, private_deal or threat, each with the words it takes."),
        "when": _("Sets of conditions, any one is enough; what is not known meets none."),
        "fires": _("Texts and situations, at least one."),
        "silent": _("Texts and situations, at least one."),
    }


@admin.register(HumanWay)
class HumanWayAdmin(SourcedAdmin):
    list_display = (
        "slug",
        "name_zh",
        "platform",
        "way",
        "tested_on",
        "worked",
        "confidence",
        "checked_on",
        "edited_at",
    )
    list_filter = ("platform", "way", "confidence")
    search_fields = ("slug", "name_zh", "name_en")
    lines = ("say",)
    pairs = ("steps",)

    def get_queryset(self, request: HttpRequest) -> Any:
        # One query for the column of the whole list.
        self.days = last_worked()
        return super().get_queryset(request)

    @admin.display(description=_("last worked"))
    def worked(self, row: HumanWay) -> Any:
        return self.days.get(row.slug)


@admin.register(HumanReport)
class HumanReportAdmin(LookAdmin):
    list_display = ("on", "way", "count")
    list_filter = ("way",)
