"""Guides, their revisions and what readers reported, to look at; they are edited and answered in the studio."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guides.admin.sourced import LookAdmin
from guides.models import Guide, GuideAct, GuideRevision, GuideVote, HotlineReport, Screenshot, StepReport
from guides.services.step_reports import hotline_reports_settle, step_reports_settle


@admin.register(Guide)
class GuideAdmin(LookAdmin):
    list_display = ("slug", "title_zh", "platform", "tier", "kind", "checked_on", "edited_at", "studio")
    list_filter = ("platform", "tier", "kind")
    search_fields = ("slug", "title_zh", "title_en")

    @admin.display(description=gettext_lazy("Studio"))
    def studio(self, guide: Guide) -> str:
        return format_html('<a href="{}">{}</a>', reverse("studio-guide", args=[guide.pk]), _("Edit in the studio"))


@admin.register(GuideRevision)
class GuideRevisionAdmin(LookAdmin):
    list_display = ("guide", "number", "published_at", "note")
    list_filter = ("guide",)
    list_select_related = ("guide",)


@admin.register(GuideAct)
class GuideActAdmin(LookAdmin):
    list_display = ("at", "kind", "guide", "step", "note")
    list_filter = ("kind",)
    list_select_related = ("guide",)


@admin.register(GuideVote)
class GuideVoteAdmin(LookAdmin):
    list_display = ("revision", "step", "useful", "useless")


@admin.register(Screenshot)
class ScreenshotAdmin(LookAdmin):
    list_display = ("id", "width", "height", "size", "uploaded_at", "confirmed_no_personal_data_at")


@admin.register(StepReport)
class StepReportAdmin(LookAdmin):
    list_display = ("at", "guide", "step", "text", "state")
    list_filter = ("state",)
    list_select_related = ("guide",)
    ordering = ("at",)
    actions = ("still_right", "fixed")

    @admin.action(description=gettext_lazy("Still right"), permissions=["view"])
    def still_right(self, request: HttpRequest, queryset: QuerySet[StepReport]) -> None:
        self._settle(request, queryset, StepReport.State.STILL_RIGHT)

    @admin.action(description=gettext_lazy("Fixed"), permissions=["view"])
    def fixed(self, request: HttpRequest, queryset: QuerySet[StepReport]) -> None:
        self._settle(request, queryset, StepReport.State.FIXED)

    def _settle(self, request: HttpRequest, queryset: QuerySet[StepReport], state: str) -> None:
        """Answer every open report of the steps that were ticked."""
        now = timezone.now()
        steps = {(row.guide_id, row.step): row.guide for row in queryset.select_related("guide")}
        for (_slug, step), guide in steps.items():
            today = timezone.localdate(now)
            step_reports_settle(guide=guide, step=step, state=state, by=request.user, now=now, today=today)
        messages.success(request, _("Answered."))


@admin.register(HotlineReport)
class HotlineReportAdmin(LookAdmin):
    list_display = ("at", "platform", "number", "fault", "settled_at")
    list_filter = ("platform",)
    ordering = ("at",)
    actions = ("still_right",)

    @admin.action(description=gettext_lazy("Still right"), permissions=["view"])
    def still_right(self, request: HttpRequest, queryset: QuerySet[HotlineReport]) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        for platform, number in set(queryset.values_list("platform", "number")):
            hotline_reports_settle(
                platform=platform, number=number, still_right=True, by=request.user, now=now, today=today
            )
        messages.success(request, _("Answered."))
