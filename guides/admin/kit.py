"""What merchants make: the cards (T17) and the automatic answer (T16)."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guides.admin.sourced import SourcedAdmin
from guides.models import KitCard, KitReply


@admin.register(KitCard)
class KitCardAdmin(SourcedAdmin):
    list_display = ("slug", "name_zh", "name_en", "layout", "position", "confidence", "checked_on", "edited_at")
    list_filter = ("confidence", "layout")
    search_fields = ("slug", "name_zh", "name_en", "title")
    lines = ("path",)
    shapes = {
        "frames": _(
            "title, text, alt_zh, alt_en, rows as in a guide’s drawn screen, and press: what the box goes round."
        ),
        "example": _("A picture like those above."),
        "from_guide": _("tier, use and step of the guide whose picture comes first."),
    }

    def get_view_on_site_url(self, obj: KitCard | None = None) -> str | None:
        return reverse("kit-card", args=[obj.slug]) if obj else None


@admin.register(KitReply)
class KitReplyAdmin(SourcedAdmin):
    list_display = ("slug", "advised", "confidence", "checked_on", "edited_at")
    lines = ("long", "short")
    shapes = {
        "long": _("One with an unfilled gap falls away: {service_hours}, {reply_sla}, {agent_no}."),
        "short": _("As above."),
        "limits": _(
            "platform: characters, only where a source names a limit; the source stands among the other sources."
        ),
    }
