"""What all rows of the knowledge have in common in the admin: an edit is marked, its history is kept."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from guides.forms.knowledge import KnowledgeForm
from guides.models import Sourced
from guides.services.knowledge import entry_edit, entry_remove


class SourcedAdmin(SimpleHistoryAdmin):
    """Every saved change is marked as an edit, so loading leaves the row alone.

    `key` names the columns that are fixed once the row exists.
    """

    form = KnowledgeForm
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
