"""The knowledge in Django's admin: every saved change is marked as an edit, so loading leaves it alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from guides.models import CalendarYear, ClockRule, Demand, Platform, ProblemType, Refusal, Sourced
from guides.services.knowledge import entry_edit, entry_remove


class SourcedAdmin(admin.ModelAdmin):
    """What all knowledge has in common; `key` names the columns that are fixed once the row exists."""

    key: tuple[str, ...] = ("slug",)
    readonly_fields = ("edited_at",)
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Sourced | None = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *self.key) if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Sourced, form: Any, change: bool) -> None:
        entry_edit(row=obj, now=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Sourced) -> None:
        entry_remove(row=obj, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Sourced]) -> None:
        for row in queryset:
            entry_remove(row=row, now=timezone.now())


@admin.register(Platform, ProblemType, Demand)
class ListedAdmin(SourcedAdmin):
    list_display = ("slug", "name_zh", "name_en", "common", "position", "confidence", "checked_on", "edited_at")
    list_filter = ("common", "confidence")
    search_fields = ("slug", "name_zh", "name_en")


@admin.register(ClockRule)
class ClockRuleAdmin(SourcedAdmin):
    key = ("code", "effective_from")
    list_display = ("code", "name_zh", "lane", "effective_from", "confidence", "checked_on", "edited_at")
    list_filter = ("lane", "confidence")
    search_fields = ("code", "name_zh", "name_en")


@admin.register(CalendarYear)
class CalendarYearAdmin(SourcedAdmin):
    key = ("year",)
    list_display = ("year", "source_name", "confidence", "checked_on", "edited_at")


@admin.register(Refusal)
class RefusalAdmin(SourcedAdmin):
    list_display = ("slug", "said_zh", "said_en", "position", "confidence", "checked_on", "edited_at")
    list_filter = ("confidence",)
    search_fields = ("slug", "said_zh", "said_en", "reply_zh")
