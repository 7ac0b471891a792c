"""Platforms with their hotlines, kinds of problem, demands, refusals."""

from __future__ import annotations

from django.contrib import admin

from guides.admin.sourced import SourcedAdmin
from guides.models import Demand, Platform, ProblemType, Refusal


@admin.register(Platform, ProblemType, Demand)
class ListedAdmin(SourcedAdmin):
    list_display = ("slug", "name_zh", "name_en", "common", "position", "confidence", "checked_on", "edited_at")
    list_filter = ("common", "confidence")
    search_fields = ("slug", "name_zh", "name_en")


@admin.register(Refusal)
class RefusalAdmin(SourcedAdmin):
    list_display = ("slug", "said_zh", "said_en", "position", "confidence", "checked_on", "edited_at")
    list_filter = ("confidence",)
    search_fields = ("slug", "said_zh", "said_en", "reply_zh")
