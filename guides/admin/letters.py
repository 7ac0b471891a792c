"""The letters' words: the variables beside them, a preview before they are saved, what ships to go back to."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guides.admin.sourced import SourcedAdmin
from guides.forms.knowledge import LetterForm, text_faults
from guides.models import LetterText

TONGUES = ("zh", "en")


@admin.register(LetterText)
class LetterTextAdmin(SourcedAdmin):
    form = LetterForm
    key = ("code",)
    list_display = ("code", "name_zh", "name_en", "tier", "where", "checked_on", "edited_at")
    list_filter = ("tier", "where")
    search_fields = ("code", "name_zh", "name_en", "text_zh")
    change_form_template = "admin/guides/letter_change.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new letter needs code that knows when it fits."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in ("text_zh", "text_en"):
            field.widget.attrs |= {"rows": 12, "spellcheck": "false"}
        return field

    def get_exclude(self, request: HttpRequest, obj: LetterText | None = None) -> list[str]:
        """The cards and the automatic answer have their words elsewhere."""
        return [] if obj is None or obj.code in _workshop().shipped_texts() else ["text_zh", "text_en"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<path:object_id>/preview/", view, name="guides_lettertext_preview"), *super().get_urls()]

    def beside(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is None or row.code not in _workshop().shipped_texts():
            return super().beside(request, object_id)
        language = get_language() or ""
        return super().beside(request, object_id) | {
            "signs": [(sign, words.said(language)) for sign, words in _workshop().signs("zh")],
            "previews": [_previewed(row.code, tongue, getattr(row, f"text_{tongue}")) for tongue in TONGUES],
        }

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the letter as typed, for a made-up shopper. Nothing is saved."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if request.method != "POST" or not self.has_change_permission(request, row):
            raise PermissionDenied
        texts = {tongue: request.POST.get(f"text_{tongue}", "")[:20_000] for tongue in TONGUES}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "title": _("Preview: %(letter)s") % {"letter": row},
            "previews": [_previewed(row.code, tongue, text) for tongue, text in texts.items()],
        }
        return TemplateResponse(request, "admin/guides/letter_preview.html", context)


def _previewed(code: str, tongue: str, text: str) -> dict[str, Any]:
    language = get_language() or ""
    return {
        "tongue": tongue,
        "label": LetterText._meta.get_field(f"text_{tongue}").verbose_name,
        "faults": [one.said(language) for one in text_faults(code, tongue, text)],
        "samples": [
            {"name": name.said(language), "text": said, "length": len(said), "missing": missing}
            for name, said, missing in _workshop().text_samples(code, tongue, text)
        ],
    }


def _workshop() -> Any:
    return import_module(settings.LETTER_WORKSHOP)
