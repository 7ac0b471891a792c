"""What every page of the studio needs, and how it shows pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guides.domain.guide import PictureView
from guides.domain.marks import UnknownTarget
from guides.domain.svg import picture_svg
from guides.models import Guide
from guides.selectors.studio import editor_only

View = Callable[..., HttpResponse]
BROKEN = (UnknownTarget, KeyError, IndexError, TypeError, ValueError, ZeroDivisionError, AttributeError)


def studio_page(view: View) -> View:
    """Let only editors in, and let the page frame the live preview, which is ours."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        editor_only(request.user)
        return view(request, *args, **kwargs)

    return csp_update({"frame-src": [SELF]})(guarded)  # type: ignore[no-any-return]


def frame(guide: Guide | None = None) -> dict[str, Any]:
    """Return the way back: to the guide from its pages, to the list from the guide."""
    language = page_language()
    if guide is None:
        return {"nav": "studio", "back_url": reverse("studio"), "back_label": _("All guides"), "language": language}
    title = guide.title_en if language == "en" else guide.title_zh
    return {
        "nav": "studio",
        "back_url": reverse("studio-guide", args=[guide.pk]),
        "back_label": title[:20],
        "language": language,
        "guide": guide,
    }


def page_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def said(doc: Any, name: str) -> str:
    """Return a document's words in the page's language."""
    return str(doc.get(f"{name}_{page_language()}") or "")


def drawn(picture: dict[str, Any] | None, name: str, *, marks: bool = True) -> SafeString | None:
    """Return a picture of a draft as <svg>, None when it cannot be drawn (yet)."""
    if not picture:
        return None
    shown = picture if marks else {**picture, "marks": []}
    href = reverse("studio-screenshot", args=[picture["screenshot"]]) if picture.get("screenshot") else ""
    try:
        svg = picture_svg(PictureView.of(shown), get_language() or "", name=name, href=href)
    except BROKEN:
        return None
    return mark_safe(svg)  # every text in it is escaped by the drawer
