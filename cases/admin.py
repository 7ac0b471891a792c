"""What staff may see of the machinery: mail that failed, and when each part last ran. No case, no words of anyone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.adapters.mail import masked
from cases.models import CaseEvent, Heartbeat, Mail
from cases.services.mail_retry import mail_retry


class ReadOnlyAdmin(admin.ModelAdmin):
    """Every member of staff may look; nobody adds, changes or deletes.

    But an editor of guides: staff too, and none of a shopper's traces are theirs to see.
    """

    def has_module_permission(self, request: HttpRequest) -> bool:
        user = request.user
        is_editor = user.has_perm("guides.change_guide") and not user.is_superuser
        return user.is_active and user.is_staff and not is_editor

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TroubleFilter(admin.SimpleListFilter):
    """The list opens with what failed for good; the rest is one click away."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("failing", _("Failing, still being tried")),
            ("waiting", _("Waiting for its moment")),
            ("sent", _("Sent")),
        ]

    def choices(self, changelist: Any) -> Any:
        dead, *others = super().choices(changelist)
        yield dead | {"display": _("Failed for good")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mail]) -> QuerySet[Mail]:
        match self.value():
            case "failing":
                return queryset.filter(failing_since__isnull=False)
            case "waiting":
                return queryset.filter(act_at__isnull=False)
            case "sent":
                return queryset.filter(state=Mail.State.SENT)
        return queryset.filter(state=Mail.State.DEAD)


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "stage", "to", "state", "last_code", "last_error", "attempts", "age")
    list_filter = (TroubleFilter, "kind")
    list_select_related = ("user",)
    ordering = ("-created_at",)
    show_full_result_count = False
    list_per_page = 50
    actions = ("retry",)
    # Not the subject, not the text: who runs the machine does not read the shoppers' mail.
    fields = (
        *("id", "kind", "stage", "to", "state", "attempts", "last_code", "last_error"),
        *("created_at", "act_at", "failing_since", "sent_at"),
    )
    readonly_fields = fields

    @admin.display(description=gettext_lazy("Recipient"))
    def to(self, mail: Mail) -> str:
        return masked(mail.to_address or mail.user.email)

    @admin.display(description=gettext_lazy("Age"), ordering="created_at")
    def age(self, mail: Mail) -> str:
        since: datetime = mail.failing_since or mail.created_at
        return timesince(since)

    @admin.action(description=gettext_lazy("Send again"), permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        number = mail_retry(mail_ids=list(queryset.values_list("pk", flat=True)), now=timezone.now())
        words = ngettext("%(number)s mail waits to be sent again.", "%(number)s mails wait to be sent again.", number)
        messages.success(request, words % {"number": number})


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    list_display = ("name", "at")


@admin.register(CaseEvent)
class CaseEventAdmin(ReadOnlyAdmin):
    """The record as a list of kinds and moments: what happened in a case is its owner's."""

    list_display = ("id", "case_id", "kind", "at", "recorded_at", "by_owner")
    list_filter = ("kind",)
    fields = ("id", "case_id", "kind", "at", "recorded_at", "by_owner", "tier")
    readonly_fields = fields
    ordering = ("-id",)
    show_full_result_count = False
