"""What all rows of the knowledge have in common in the admin: readable fields, history, what ships beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from guides.domain.sources import SOURCE_KEYS
from guides.forms.knowledge import KnowledgeForm
from guides.forms.knowledge_fields import LinesField, PairsField, ShapedField, SourcesField, YamlField
from guides.models import Sourced
from guides.selectors.shipped import differing, shipped_content
from guides.services.knowledge import entry_edit, entry_remove, entry_restore

A_LINE = gettext_lazy("One a line.")
PAIR_A_LINE = gettext_lazy("One a line: Chinese | English.")
SOURCE_A_LINE = gettext_lazy("One a line: name | address | article.")
SOURCE_COLUMNS = (*SOURCE_KEYS, "edited_at")
# Longer columns get room for more than one line.
LONG = 150
YAML = gettext_lazy("YAML, as in the shipped files: two spaces deeper for what belongs inside.")


class SourcedAdmin(SimpleHistoryAdmin):
    """Every saved change is marked as an edit, so loading leaves the row alone.

    `key` names the columns that are fixed once the row exists; `lines` and `pairs` the lists that are typed so;
    `shapes` says what else a column holds.
    """

    form = KnowledgeForm
    key: tuple[str, ...] = ("slug",)
    lines: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    shapes: dict[str, Any] = {}
    # Taking back what ships moves nothing else.
    restores = True
    # False where cases or guides stand on the row: a rule ends by its last day, a place by what is said of it.
    removable = True
    readonly_fields = ("edited_at",)
    change_form_template = "admin/guides/sourced_change.html"
    actions = None

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        if not isinstance(db_field, models.JSONField):
            return self._plain_field(db_field, request, kwargs)
        name = db_field.name
        kind: type[ShapedField] = LinesField if name in self.lines else PairsField if name in self.pairs else YamlField
        help_text = A_LINE if name in self.lines else PAIR_A_LINE if name in self.pairs else YAML
        if name == "also_sources":
            kind, help_text = SourcesField, SOURCE_A_LINE
        more = self.shapes.get(name)
        return kind(
            label=db_field.verbose_name,
            required=not db_field.blank,
            help_text=f"{help_text} {more}" if more else help_text,
            blank_value=db_field.get_default(),
        )

    def _plain_field(self, db_field: Any, request: HttpRequest, kwargs: dict[str, Any]) -> Field | None:
        if isinstance(db_field, models.CharField) and (db_field.max_length or 0) >= LONG and not db_field.choices:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 100, "class": "vLargeTextField"})
        field: Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in self.shapes:
            field.help_text = self.shapes[db_field.name]
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Sourced | None = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *self.key) if obj else self.readonly_fields

    def get_fieldsets(self, request: HttpRequest, obj: Sourced | None = None) -> Any:
        """What is said first, then where it comes from."""
        names = [name for name in self.get_fields(request, obj) if isinstance(name, str)]
        own = [name for name in names if name not in (*SOURCE_COLUMNS, "seen")]
        return [
            (None, {"fields": [*(name for name in self.key if name in own), *(n for n in own if n not in self.key)]}),
            (_("Where it comes from"), {"fields": [*(n for n in SOURCE_COLUMNS if n in names), "seen"]}),
        ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.restore_view)
        name = f"guides_{self.opts.model_name}_restore"
        return [path("<path:object_id>/restore/", view, name=name), *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        more = self.beside(request, object_id) | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, more)

    def beside(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Return what the page shows besides the form: where the row differs from what ships."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        shipped = shipped_content(row) if row is not None and row.is_edited else None
        if row is None or shipped is None:
            return {"restore_url": ""}
        changed = differing(row.content(), shipped)
        return {
            "differences": [self._told(request, name, *both) for name, both in changed.items()],
            "restore_url": f"../{'restore'}/" if changed and self.restores else "",
        }

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take what ships instead of what was written here. Only a POST does."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.restores:
            raise Http404
        if request.method != "POST" or not self.has_change_permission(request, row):
            raise PermissionDenied
        if entry_restore(row=row, now=timezone.now()):
            self.log_change(request, row, _("Took the shipped words."))
            messages.success(request, _("The row says what ships again. Your words are in its history."))
        return redirect(f"admin:guides_{self.opts.model_name}_change", object_id)

    def save_model(self, request: HttpRequest, obj: Sourced, form: Any, change: bool) -> None:
        entry_edit(row=obj, now=timezone.now())

    def has_delete_permission(self, request: HttpRequest, obj: Sourced | None = None) -> bool:
        return self.removable and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Sourced) -> None:
        entry_remove(row=obj, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Sourced]) -> None:
        for row in queryset:
            entry_remove(row=row, now=timezone.now())

    def _told(self, request: HttpRequest, name: str, shipped: Any, ours: Any) -> dict[str, str]:
        """Return a column's label with both values as they would be typed."""
        column = self.opts.get_field(name)
        field = self.formfield_for_dbfield(column, request) if isinstance(column, models.JSONField) else None
        write = field.written if isinstance(field, ShapedField) else lambda value: "" if value is None else str(value)
        return {"label": str(column.verbose_name), "shipped": write(shipped), "ours": write(ours)}


class LookAdmin(admin.ModelAdmin):
    """To look at: whoever may see the row sees it, nobody changes it here."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
