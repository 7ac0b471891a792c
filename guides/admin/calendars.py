"""Holiday calendars: a year's notice is imported, shown as a difference, and confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guides.admin.sourced import SourcedAdmin
from guides.domain.calendars import day_changes
from guides.forms.notice import NoticeForm
from guides.models import CalendarYear
from guides.services.clock_edit import calendar_edit, calendar_impact


@admin.register(CalendarYear)
class CalendarYearAdmin(SourcedAdmin):
    key = ("year",)
    removable = False
    restores = False
    shapes = {"days": gettext_lazy("day: [worked, name].")}
    list_display = ("year", "source_name", "confidence", "checked_on", "edited_at")
    change_list_template = "admin/guides/calendar_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="guides_calendaryear_import"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: CalendarYear, form: Any, change: bool) -> None:
        self._tell(request, calendar_edit(row=obj, now=timezone.now()))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        now = timezone.now()
        bound = request.method == "POST"
        form = NoticeForm(request.POST if bound else None, request.FILES if bound else None)
        if not bound:
            form.initial = {"checked_on": timezone.localdate(now)}
        if not bound or not form.is_valid():
            return self._page(request, {"form": form}, 422 if bound else 200)
        row = self._row(form.cleaned_data)
        if "confirm" not in request.POST:
            return self._preview(request, form, row)
        is_new = row._state.adding
        self._tell(request, calendar_edit(row=row, now=now))
        (self.log_addition if is_new else self.log_change)(request, row, _("Imported from %s") % row.source_url)
        messages.success(request, _("The calendar of %(year)s is loaded.") % {"year": row.year})
        return redirect("admin:guides_calendaryear_changelist")

    def _row(self, data: dict[str, Any]) -> CalendarYear:
        """Return the year's row as it would be saved."""
        row = CalendarYear.objects.filter(year=data["year"]).first() or CalendarYear(year=data["year"])
        row.days, row.source, row.confidence = data["days"], "HOL", CalendarYear.Confidence.A
        row.source_name, row.source_url = data["source_name"], data["source_url"]
        row.checked_on = data["checked_on"]
        return row

    def _preview(self, request: HttpRequest, form: NoticeForm, row: CalendarYear) -> HttpResponse:
        loaded = CalendarYear.objects.filter(year=row.year).values_list("days", flat=True).first()
        moves = calendar_impact(row.year, row.days, now=timezone.now())
        fields = [(name, form.cleaned_data[name]) for name in ("text", "source_name", "source_url")]
        context = {
            "form": form,
            "year": row.year,
            "is_new": loaded is None,
            "changes": day_changes(loaded or {}, row.days),
            "count": len(moves),
            "fields": [*fields, ("checked_on", row.checked_on.isoformat())],
        }
        return self._page(request, context)

    def _page(self, request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Import a year’s holidays")}
        return TemplateResponse(request, "admin/guides/calendar_import.html", frame | context, status=status)

    def _tell(self, request: HttpRequest, moved: int) -> None:
        if moved:
            said = ngettext("%(n)s open deadline was moved.", "%(n)s open deadlines were moved.", moved)
            messages.info(request, said % {"n": moved})
