"""One exhibit as its page shows it: the picture with its marks, what they say, what can be done with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.covers import spans
from cases.domain.page_marks import marked_pages, marks_on, page_of
from cases.domain.regions import region_page
from cases.models import Evidence
from cases.selectors.covering import covered_file, pages_held
from cases.selectors.evidence import also_shown, more_pictures, replacements_of
from cases.selectors.marking import marked_svg
from cases.views.appraisal import report_rows
from cases.views.evidence_words import contact_words, exhibit_label, length_words, rejection_words, size_words
from cases.views.exhibits import tile_of
from cases.views.helping import is_behind_covers
from cases.views.wording import moment_words

# Higher than this many times its width, a picture is read by scrolling through it.
LONG = 2.5


def item_of(row: Evidence, now: datetime) -> dict[str, Any]:
    """Return what the page shows of the exhibit, whose `case` is loaded."""
    assert row.case is not None
    args = [row.case.ref, row.number]
    shown, ready = tile_of(row), row.state == Evidence.State.READY
    variant = "covered" if row.covers else "screen"
    screen_url = reverse("exhibit-file", args=[*args, variant]) if shown["picture_url"] else ""
    more = _more(row, args, shown["alt"])
    return (
        shown
        | {
            "row": row,
            "ready": ready,
            "rejected": rejection_words(row.reason) if row.state == Evidence.State.REJECTED else "",
            "unseen": _unseen(row),
            "screen_url": screen_url,
            "marked": _drawn(row, 1, screen_url, shown["alt"]) if screen_url else "",
            "marks_said": marks_said(row),
            "is_long": bool(row.width and row.height and row.height > LONG * row.width),
            "original_url": "" if is_behind_covers(row) else reverse("exhibit-file", args=[*args, "original"]),
            "yours": row.case.helper is None,
            "play_url": f"{reverse('exhibit-file', args=[*args, 'original'])}?play",
            "covered_url": reverse("exhibit-file", args=[*args, _copy_of(row)])
            if row.covers and row.is_pictured
            else "",
            "pages_words": pages_words(row) if row.is_pictured else "",
            "marked_copies": _marked_copies(row, more, args) if screen_url else [],
            "words": _words(row, args, now) if screen_url else [],
            "belongs": _belongs(row, now),
            "history": _history(row),
            "page_url": reverse("page-capture", args=[row.case.ref, row.page_id]) if row.page_id else "",
            "report": report_rows(row),
            "more": more,
            "is_video": row.media_type.startswith("video/") and ready,
            "is_audio": row.media_type.startswith("audio/") and ready,
            "facts": _facts(row, now),
            "busy": row.act_at is not None,
            "proposed": row.formed_source == Evidence.Formed.PROPOSED,
        }
        | _ways(row, args)
    )


def _belongs(row: Evidence, now: datetime) -> list[str]:
    """Return all that it was tied to, in words: its promise or contact, then the further promises."""
    own = row.promise.words if row.promise else contact_words(row.contact, now) if row.contact else ""
    return [said for said in (own, *(one.promise.words for one in also_shown(row))) if said]


def _words(row: Evidence, args: list[Any], now: datetime) -> list[dict[str, str]]:
    """Return each part of the picture that shows words, with whose words they are."""
    url = reverse("exhibit-file", args=[*args, "words"])
    own = row.promise.words if row.promise else contact_words(row.contact, now) if row.contact else ""
    found = [{"url": url, "said": _on_page(row.region, own)}] if row.region else []
    further = [one for one in also_shown(row) if one.region]
    return found + [
        {"url": f"{url}?p={one.promise_id}", "said": _on_page(one.region, one.promise.words)} for one in further
    ]


def _on_page(region: list[float], said: str) -> str:
    """Return the words with the page they stand on before them, where that is not the first."""
    page = region_page(region)
    return f"{_('Page %(n)s') % {'n': page}} · {said}" if page > 1 else said


def _unseen(row: Evidence) -> str:
    """Return why no picture is shown of what is ready; "" where there is nothing to say."""
    if row.is_uncopied:
        return _(
            "The covered copy could not be made. The original is as it was. Draw other rectangles, or remove them and"
            " cover it again. Until then this picture is shown and sent to nobody."
        )
    return _("Kept as it came. It is too large for a preview.") if row.reason == "pixels" else ""


def _ways(row: Evidence, args: list[Any]) -> dict[str, str]:
    """Return where the exhibit is worked on; "" for what cannot be done."""
    assert row.case is not None
    opened = row.case.is_open
    pictured = row.is_pictured and opened
    film = row.media_type.startswith("video/")
    drawable = film and opened and row.state == Evidence.State.READY and row.width is None and row.act_at is None
    return {
        # Of a film only a still could be covered, and the film would still show it.
        "cover_url": reverse("exhibit-cover", args=args)
        if (pictured or (row.is_uncopied and opened)) and not film
        else "",
        "stills_url": reverse("exhibit-stills", args=args) if drawable else "",
        "mark_url": reverse("exhibit-mark", args=args) if pictured else "",
        "point_url": reverse("exhibit-words", args=args) if pictured else "",
        "report_url": reverse("exhibit-report", args=args)
        if opened and row.kind in (Evidence.Kind.REPORT, Evidence.Kind.OTHER)
        else "",
        "compare_url": f"{reverse('case-compare', args=[row.case.ref])}?b={row.number}" if pictured else "",
        "replace_url": reverse("exhibit-replace", args=args) if opened and not row.replaced_by_id else "",
        "delete_url": reverse("exhibit-delete", args=args) if opened else "",
    }


def _copy_of(row: Evidence) -> str:
    """Return the name of the covered copy to take along: of a PDF all of its pages in one."""
    made = covered_file(row) if row.pages else None
    return made.variant if made else "covered"


def pages_words(row: Evidence) -> str:
    """Return which of its pages are shown, and are in the covered copy; "" for what has but one."""
    pages = row.pages or 0
    if pages < 2:
        return ""
    held = pages_held(row)
    said = {"held": spans(held, pgettext("between pages", ", ")), "pages": pages}
    if not row.covers:
        shown = _("Of %(pages)s pages these are shown here: %(held)s. The original has them all.")
        return shown % said if len(held) < pages else ""
    if len(held) == pages:
        return _("It holds all %(pages)s pages, as pictures.") % said
    return _("Of %(pages)s pages it holds these alone: %(held)s.") % said


def _more(row: Evidence, args: list[Any], alt: str) -> list[dict[str, Any]]:
    """Return the further pages with their marks and the stills, each with what it is called."""
    found = []
    for one in more_pictures(row):
        kind, _dash, number = one.variant.partition("-")
        page = int(number) if kind == "page" else 0
        label = (_("Page %(n)s") if page else _("Still %(n)s")) % {"n": number}
        url = reverse("exhibit-file", args=[*args, one.variant])
        marked = _drawn(row, page, url, f"{alt} {label}", (one.width, one.height)) if page else ""
        if marked:
            url = reverse("exhibit-file", args=[*args, f"marked-{page}"])
        more = {"page": page, "marked": marked, "width": one.width, "height": one.height}
        found.append({"url": url, "label": label} | more)
    return found


def _marked_copies(row: Evidence, more: list[dict[str, Any]], args: list[Any]) -> list[dict[str, str]]:
    """Return where each marked page is to be had as a picture with its marks, and what it is called; "" for one."""
    shown = [1, *(one["page"] for one in more if one["page"])]
    return [
        {
            "url": reverse("exhibit-file", args=[*args, f"marked-{page}" if page > 1 else "marked"]),
            "label": _("Page %(n)s") % {"n": page} if len(shown) > 1 else "",
        }
        for page in marked_pages(row.marks)
        if page in shown
    ]


def _history(row: Evidence) -> list[dict[str, str]]:
    """Return which exhibit took its place and whose place it took."""
    assert row.case is not None
    by, was = replacements_of(row)
    lines = [(_("Replaced by %(exhibit)s; it is cited no more."), one) for one in by]
    lines += [(_("Takes the place of %(exhibit)s."), one) for one in was]
    return [
        {
            "text": text % {"exhibit": exhibit_label(one)},
            "url": reverse("exhibit", args=[row.case.ref, one.number]),
            "label": exhibit_label(one),
        }
        for text, one in lines
    ]


def _facts(row: Evidence, now: datetime) -> list[tuple[str, str]]:
    facts = [(_("File"), f"{row.shown_name or '—'} · {size_words(row.size)}")]
    if row.width and not row.pages:
        facts.append((_("Size"), f"{row.width} × {row.height}"))
    if row.pages:
        facts.append((_("Pages"), str(row.pages)))
    if row.milliseconds:
        facts.append((_("Length"), length_words(row.milliseconds)))
    facts.append((_("Received"), moment_words(row.received_at, now)))
    return facts


def marks_said(row: Evidence, page: int | None = None) -> list[str]:
    """Return every mark in words, for whoever does not see them: 方框：24 小时内答复. With `page` those on it alone;
    else the further pages are named."""
    names = {
        "box": pgettext("mark", "Box"),
        "arrow": pgettext("mark", "Arrow"),
        "number": pgettext("mark", "Number"),
        "text": pgettext("mark", "Text"),
    }
    lines = []
    for mark in row.marks if page is None else marks_on(row.marks, page):
        name = f"{names[mark['kind']]} {mark['n']}" if mark["kind"] == "number" else names[mark["kind"]]
        words = mark.get("text") or mark.get("alt_zh") or ""
        line = _("%(mark)s: %(words)s") % {"mark": name, "words": words} if words else name
        further = page_of(mark) > 1
        lines.append(f"{_('Page %(n)s') % {'n': page_of(mark)}} · {line}" if further else line)
    return lines


def _drawn(row: Evidence, page: int, url: str, alt: str, size: tuple[int, int] | None = None) -> str:
    """Return that page with its marks over it; "" where it has none."""
    marks = marks_on(row.marks, page)
    if not marks:
        return ""
    together = pgettext("between marks", "; ").join(marks_said(row, page))
    size = size or (row.width or 1, row.height or 1)
    svg = marked_svg(marks, size=size, href=url, alt=alt, said=together, name=f"ex{page}")
    return mark_safe(svg)  # escapes all it is given
