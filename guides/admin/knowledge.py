"""Platforms with their hotlines, kinds of problem, demands."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from guides.admin.sourced import SourcedAdmin
from guides.models import Demand, Platform, ProblemType

LISTED = ("slug", "name_zh", "name_en", "common", "position", "confidence", "checked_on", "edited_at")


@admin.register(Platform)
class PlatformAdmin(SourcedAdmin):
    removable = False
    list_display = LISTED
    list_filter = ("kind", "common", "confidence")
    search_fields = ("slug", "name_zh", "name_en")
    shapes = {
        "tier_two": _(
            "Each has a source of its own: a short name of the list, or source_name, source_url, checked_on…"
        ),
        "hotlines": _("A number with what it is for, its hours and its own source; none where none is confirmed."),
        "order_number": _("The pattern warns and never blocks."),
        "limits": _("An empty value with a note says honestly that nothing is known."),
        "words": _("What the place calls things: zh, en, means."),
        "unknown": _("By tier, what was looked for and not found: zh, en."),
    }


@admin.register(ProblemType)
class ProblemTypeAdmin(SourcedAdmin):
    removable = False
    list_display = LISTED
    list_filter = ("common", "confidence")
    search_fields = ("slug", "name_zh", "name_en")
    pairs = ("must", "helps")


@admin.register(Demand)
class DemandAdmin(SourcedAdmin):
    removable = False
    list_display = LISTED
    list_filter = ("common", "confidence")
    search_fields = ("slug", "name_zh", "name_en")
