"""Clock rules: worked examples must come out, and a change says first how many open deadlines it moves."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guides.admin.sourced import SourcedAdmin
from guides.forms.knowledge import ClockRuleForm
from guides.models import ClockRule
from guides.services.clock_edit import rule_edit, rule_impact


@admin.register(ClockRule)
class ClockRuleAdmin(SourcedAdmin):
    form = ClockRuleForm
    removable = False
    key = ("code", "effective_from")
    list_display = ("code", "name_zh", "lane", "effective_from", "confidence", "checked_on", "edited_at")
    list_filter = ("lane", "confidence")
    lines = ("platforms",)
    restores = False
    shapes = {
        "steps": gettext_lazy("unit, length, does_zh, does_en: one date each."),
        "categories": gettext_lazy("slug, name_zh, name_en, note_zh, note_en, steps: where the kind of goods decides."),
        "examples": gettext_lazy("start, category, due: worked examples that must come out."),
    }
    search_fields = ("code", "name_zh", "name_en")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and "_confirmed" not in request.POST:
            page = self._confirmation(request, object_id)
            if page is not None:
                return page
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: ClockRule, form: Any, change: bool) -> None:
        moved = rule_edit(row=obj, now=timezone.now())
        if moved:
            said = ngettext("%(n)s open deadline was moved.", "%(n)s open deadlines were moved.", moved)
            messages.info(request, said % {"n": moved})

    def _confirmation(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Return the page that says what the change would move, None when it moves nothing or may not be saved."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        allowed = self.has_change_permission(request, row) if row else self.has_add_permission(request)
        if not allowed or (object_id and row is None):
            return None
        form = self.get_form(request, row, change=row is not None)(request.POST, request.FILES, instance=row)
        if not form.is_valid():
            return None
        moves = rule_impact(form.instance, now=timezone.now())
        if not moves:
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("This change moves open deadlines"),
            "rule": form.instance,
            "count": len(moves),
            "sample": moves[:10],
            "fields": [(name, value) for name in request.POST for value in request.POST.getlist(name)],
        }
        return TemplateResponse(request, "admin/guides/rule_confirm.html", context)
