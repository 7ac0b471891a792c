"""The automatic answer to copy, and the worksheet for a shop's own numbers. Computed and forgotten."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guides.domain.merchant_numbers import Change, changes
from guides.domain.merchant_reply import Reply
from guides.forms.kit_text import NumbersForm, ReplyForm
from guides.selectors.cards import reply as known_reply
from guides.selectors.platforms import platforms


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest) -> HttpResponse:
    """T16 in its long and short form, with its length and what is known of limits."""
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm()
    valid = not form.is_bound or form.is_valid()
    known, lang = known_reply(), get_language() or "zh-hans"
    long, short = known.written(**form.facts())
    context = {
        "form": form,
        "texts": [
            {"id": "long", "title": _("The whole text"), "text": long, "n": len(long)},
            {"id": "short", "title": _("The short form"), "text": short, "n": len(short)},
        ],
        "advised": known.advised,
        "limits": _limits(known, long, short, lang),
        "limit_sources": known.source.also if known.limits else (),
        "label": known.source.label.said(lang),
    }
    return _answer(request, "reply", context, valid)


@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest) -> HttpResponse:
    """What changed, from what was typed."""
    form = NumbersForm(request.POST) if request.method == "POST" else NumbersForm()
    valid = not form.is_bound or form.is_valid()
    context = {"form": form, "changes": [_row(each) for each in changes(*form.sides())]}
    return _answer(request, "numbers", context, valid)


def _answer(request: HttpRequest, name: str, context: dict[str, Any], valid: bool) -> HttpResponse:
    # While somebody types, what does not fit yet is no fault of the text made so far.
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, f"guides/partials/kit_{name}.html", context)
    context |= {"back_url": reverse("kit"), "back_label": _("For sellers"), "no_new": True}
    return render(request, f"guides/kit_{name}.html", context, status=200 if valid else 422)


def _limits(known: Reply, long: str, short: str, lang: str) -> list[dict[str, str]]:
    rows = []
    for each in platforms():
        limit = known.limits.get(each.slug)
        measure = "" if limit else _("counted with %(n)s") % {"n": known.advised}
        fits = [_fit(known.room(text, each.slug)) for text in (long, short)]
        row = {"name": each.chip.said(lang), "limit": str(limit or _("unknown")), "measure": measure}
        rows.append(row | {"long": fits[0], "short": fits[1]})
    return rows


def _fit(room: int) -> str:
    return _("within the limit") if room >= 0 else _("%(n)s too many") % {"n": -room}


def _row(change: Change) -> dict[str, str]:
    names = {
        "cases": _("Conversations a day"),
        "minutes": _("Minutes per case"),
        "hours": _("Hours a day in conversations"),
        "entry_share": _("Time spent on “where is the entry”"),
        "entry_hours": _("Hours a day spent on “where is the entry”"),
        "praise": _("Praise rate"),
    }
    rate = change.name in ("entry_share", "praise")
    unit = "%" if rate else ""
    by = f"{change.by:+}".replace("-", "−") if change.by else "0"
    if rate:
        by = pgettext("difference of two percentages", "%(by)s points") % {"by": by}
    elif change.percent is not None:
        by += " (" + f"{change.percent:+}".replace("-", "−") + "%)" if change.by else ""
    return {
        "name": names[change.name],
        "before": f"{change.before}{unit}",
        "after": f"{change.after}{unit}",
        "by": by,
    }
