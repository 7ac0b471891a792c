"""Every fact a page shows, with where it comes from and when it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guides.domain.sources import Source
from guides.domain.words import Words
from guides.selectors import clock_rules, platforms, problems


@dataclass(frozen=True)
class SourceRow:
    fact: str
    source: str
    # The language the source is named in, when it is not the page's.
    lang: str
    article: str
    url: str
    checked_on: date
    confidence: str
    label: str


def source_rows(lang: str) -> list[tuple[str, list[SourceRow]]]:
    """Return (heading, rows) for clock rules, platforms and problem types. The letters A, B, C are explained there."""
    rules = [(rule.name, rule.source) for rule in clock_rules.clock_rules()]
    places = [(one.name, one.tier_two.source) for one in platforms.platforms()]
    kinds = [(one.name, one.source) for one in problems.problem_types()]
    return [
        (_("Time limits"), _rows(rules, lang)),
        (_("Platforms: asking them to step in"), _rows(places, lang)),
        (_("Checklists per kind of problem"), _rows(kinds, lang)),
    ]


def _rows(facts: list[tuple[Words, Source]], lang: str) -> list[SourceRow]:
    return [
        SourceRow(
            fact=name.said(lang),
            source=_own_names().get(source.id, source.name),
            lang="" if source.id in _own_names() else "zh-Hans",
            article=_article_words(source.article),
            url=source.url,
            checked_on=source.checked_on,
            confidence=source.confidence,
            label=source.label.said(lang),
        )
        for name, source in facts
    ]


def _own_names() -> dict[str, str]:
    """Return the names of the sources that are no published text, by id."""
    return {"OWN": _("Our own choice"), "SEED": _("An article on after-sales work (experience, undated)")}


def _article_words(article: str) -> str:
    """Return 第 65、66 条. S numbers count the sentences of the article, which has no numbers of its own."""
    if not article or article.startswith("S"):
        return ""
    return _("art. %(numbers)s") % {"numbers": article.replace(", ", pgettext("list of words", ", "))}
