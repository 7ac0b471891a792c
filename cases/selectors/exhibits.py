"""What the shopper has kept as proof, as letters cite it and guides ask for it."""

from __future__ import annotations

from django.utils.translation import override

from cases.domain.messages import Exhibit
from cases.models import Case, Evidence

# A statement that lists more is read by nobody; the pack holds them all.
MOST = 20


def exhibit_kinds(case: Case) -> frozenset[str]:
    """Return the kinds of exhibits in the case. No query."""
    return frozenset(case.exhibits.get("kinds", {}))


def exhibits_cited(case: Case) -> tuple[Exhibit, ...]:
    """Return the exhibits a letter may cite, by number: the caption as it was written, else what kind it is."""
    if not case.exhibits.get("count"):
        return ()
    rows = Evidence.objects.kept().filter(case=case).exclude(state=Evidence.State.REJECTED).order_by("number")
    return tuple(
        Exhibit(number, caption or kind_words(kind, "zh-hans"), caption or kind_words(kind, "en"))
        for number, kind, caption in rows.values_list("number", "kind", "caption")[:MOST]
        if number is not None
    )


def kind_words(kind: str, lang: str) -> str:
    """Return what kind of exhibit it is, in that language whatever the page's."""
    with override(lang):
        return str(Evidence.Kind(kind).label)
