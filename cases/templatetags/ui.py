"""Tags for what a template cannot say in HTML: icons, the ruler, the page's language.

They take plain values, never models, and never read the clock.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

LANGUAGE_TAGS = {"zh-hans": "zh-Hans"}
# The ruler's ticks: one per 4% of its length, a longer one each fifth. One path keeps the page small.
TICKS = "".join(f"M{x} 9V{17 if x % 20 == 0 else 13}" for x in range(0, 101, 4))
DUE_MARK_MIN, DUE_MARK_MAX = 30.0, 97.0


@cache
def icon_paths() -> dict[str, str]:
    """Return icon name -> the inside of its <svg>, read once from static/img/icons.svg."""
    text = (settings.BASE_DIR / "static" / "img" / "icons.svg").read_text()
    return dict(re.findall(r'<symbol id="([a-z0-9-]+)">(.*?)</symbol>', text))


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Return a Lucide icon as inline SVG, hidden from assistive technology. KeyError for an unknown name."""
    return format_html(
        # How its lines are drawn stands in base.css: a page has thirty of them.
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        " ".join(part for part in ("ico", "ico-download" if name == "download" else "", css) if part),
        mark_safe(icon_paths()[name]),  # our own file, not user text
    )


@register.simple_tag
def largest_file() -> int:
    """Return the bytes above which no file is taken, whatever it is."""
    return int(max(settings.UPLOAD_MAX_MB, settings.VIDEO_MAX_MB)) * 1024 * 1024


def ruler_marks(start: datetime, due: datetime, now: datetime) -> tuple[float, float]:
    """Return (how far the bar is filled, where the due mark stands), both in percent of the ruler.

    Before the due moment the mark is at the end. After it the whole bar is start..now and the mark moves
    left, but never so far that the promised part becomes unreadable.
    """
    total = max((due - start).total_seconds(), 1.0)
    elapsed = (now - start).total_seconds()
    if elapsed <= total:
        return round(min(max(elapsed / total, 0.0), 1.0) * 100, 1), 100.0
    mark = min(max(total / elapsed * 100, DUE_MARK_MIN), DUE_MARK_MAX)
    return 100.0, round(mark, 1)


@register.simple_tag
def ruler(start: datetime, due: datetime, now: datetime, state: str = "") -> SafeString:
    """Return the deadline ruler as SVG without any style attribute.

    `state`: "soon" colours the bar; "calm" keeps the part past the due mark neutral: a closed window is nobody's fault.
    """
    filled, mark = ruler_marks(start, due, now)
    late = mark < 100
    if late:
        bars = format_html(
            '<rect class="go" width="{}" height="8"/><rect class="{}" x="{}" width="{}" height="8"/>',
            mark,
            "base" if state == "calm" else "over",
            mark,
            round(100 - mark, 1),
        )
    else:
        bars = format_html(
            '<rect class="base" width="100" height="8"/><rect class="{}" width="{}" height="8"/>',
            "soon" if state == "soon" else "go",
            filled,
        )
    return format_html(
        '<span class="ruler" aria-hidden="true"><svg viewBox="0 0 100 22" preserveAspectRatio="none">{}'
        '<path class="tick" d="{}"/><path class="due" d="M{} -3V20"/></svg></span>',
        bars,
        TICKS,
        mark,
    )


@register.simple_tag
def html_lang() -> str:
    """Return the page's language as a BCP 47 tag: "zh-Hans" or "en"."""
    code = get_language() or settings.LANGUAGE_CODE
    return LANGUAGE_TAGS.get(code, code)


@register.simple_tag(takes_context=True)
def other_language_url(context: template.Context, code: str) -> str:
    """Return this page's address in the other language; "/" or "/en/" when it has none."""
    request = context.get("request")
    here = request.get_full_path() if request else "/"
    there = translate_url(here, code)
    if there == here and code != get_language():
        return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
    return there


@register.filter
def lookup(mapping: dict[str, str] | None, key: object) -> str:
    """Return mapping[key] as text; "" when there is no mapping or no such key."""
    return (mapping or {}).get(str(key), "")


@register.filter
def widget_attr(field: BoundField, name: str) -> str:
    """Return one HTML attribute of the field's widget; "" when it has none."""
    return str(field.field.widget.attrs.get(name, ""))


@register.simple_tag
def choice_groups(field: BoundField) -> dict[str, Any]:
    """Return {"first", "rest", "open"}: a choice's buttons, split at data-fold; open if one of the rest is chosen."""
    buttons = list(field)
    fold = int(widget_attr(field, "data-fold") or len(buttons))
    rest = buttons[fold:]
    return {"first": buttons[:fold], "rest": rest, "open": any(button.data["selected"] for button in rest)}
