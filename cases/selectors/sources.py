"""Every fact a page shows, with where it comes from and when it was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.selectors.rule_statement import rule_statements
from guides.domain.sources import Source
from guides.domain.words import Words
from guides.selectors import (
    calendar,
    cards,
    clock_rules,
    entrances,
    guides,
    humans,
    letters,
    lint,
    pitfalls,
    places,
    platforms,
    problems,
    proof,
    refusals,
    rights,
    rising,
)

Fact = tuple[Words, Source]


@dataclass(frozen=True)
class SourceRow:
    """`also` are (name, article) of the other sources that say so; the days are None where they are not known."""

    fact: str
    source: str
    # The language the source is named in, when it is not the page's.
    lang: str
    article: str
    url: str
    also: tuple[tuple[str, str], ...]
    since: date | None
    until: date | None
    checked_on: date
    confidence: str
    label: str


@dataclass(frozen=True)
class SourceGroup:
    """`part` is the group's name in the address, `count` how many facts it has."""

    part: str
    heading: str
    count: int


PARTS = (
    *("rules", "calendars", "platforms", "hotlines", "checklists"),
    *("guides", "advice", "rights", "proof", "rising", "letters", "wording", "cards"),
)


def source_groups() -> list[SourceGroup]:
    """Return the kinds of facts there are, in the order of the page."""
    return [SourceGroup(part, _headings()[part], len(_facts(part))) for part in PARTS]


def source_rows(part: str, lang: str) -> list[SourceRow]:
    """Return the facts of one group with their sources. KeyError for a group there is not."""
    return [_row(name, source, lang) for name, source in _facts(part)]


def _headings() -> dict[str, str]:
    return {
        "rules": _("Time limits"),
        "calendars": _("Holidays and working weekends"),
        "platforms": _("Platforms and offices"),
        "hotlines": _("Numbers to call"),
        "checklists": _("Checklists and demands"),
        "guides": _("Guides and their steps"),
        "advice": _("Refusals, pitfalls, ways to a person"),
        "rights": _("What may be asked for: returns, extra damages, remaining routes"),
        "proof": _("Proof: what the next tier asks for, and how to get it"),
        "rising": _("Going up: grounds of refusal, forms, what comes after"),
        "letters": _("Letters"),
        "wording": _("Advice on wording"),
        "cards": _("Cards and answer for sellers"),
    }


def _facts(part: str) -> list[Fact]:
    makers = {
        "rules": _rules,
        "calendars": _calendars,
        "platforms": _platforms,
        "hotlines": _hotlines,
        "checklists": _checklists,
        "guides": _guides,
        "advice": _advice,
        "rights": _rights,
        "proof": _proof,
        "rising": _rising,
        "letters": _letters,
        "wording": _wording,
        "cards": _cards,
    }
    return list(makers[part]())


def _rules() -> Iterable[Fact]:
    for rule in clock_rules.clock_rules():
        yield from ((statement, rule.source) for statement in rule_statements(rule))


def _calendars() -> Iterable[Fact]:
    days = calendar.calendar_rows()
    for year, source in calendar.calendar_sources().items():
        off = sum(not working for working, _name in days[year].values())
        worked = len(days[year]) - off
        zh = f"{year} 年：放假 {off} 天，调休上班 {worked} 天"
        yield Words(zh, f"{year}: {off} days off, {worked} weekend days worked"), source


def _platforms() -> Iterable[Fact]:
    for one in places.places():
        if one.source:
            yield one.name, one.source
    for facts in platforms.platforms():
        yield _pair(facts.chip, facts.tier_two.verb), facts.tier_two.source
        yield _pair(facts.chip, Words("订单号的样子", "how an order number looks")), facts.order_number.source
    for here in (*platforms.platforms(), *platforms.regulators()):
        for limit in here.limits:
            if limit.value.zh:
                yield _pair(here.chip, limit.name), limit.source
    for entrance in entrances.entrances():
        yield entrance.name, entrance.source


def _hotlines() -> Iterable[Fact]:
    for one in places.hotline_places():
        for line in one.hotlines:
            yield _pair(Words(line.number, line.number), line.what), line.source
        if one.source and not one.hotlines:
            yield _pair(one.chip, one.no_hotline), one.source


def _checklists() -> Iterable[Fact]:
    for problem in problems.problem_types():
        yield problem.name, problem.source
    for demand in problems.demands():
        yield demand.name, demand.source


def _cards() -> Iterable[Fact]:
    for one in cards.cards():
        yield one.name, one.source
    yield Words("商家自动回复", "The automatic answer"), cards.reply().source


def _letters() -> Iterable[Fact]:
    for letter in letters.letters().values():
        yield Words(f"{letter.code} {letter.name.zh}", f"{letter.code} {letter.name.en}"), letter.source


def _wording() -> Iterable[Fact]:
    rules, source = lint.lint_rules(), lint.lint_source()
    for word in (*rules.vague, *rules.private_deal, *rules.threat):
        yield _pair(Words(f"“{word.word}”", f"“{word.word}”"), Words(word.suggest_zh, word.suggest_en)), source


def _guides() -> Iterable[Fact]:
    for view in guides.guides():
        place = places.place(view.platform)
        name = _pair(place.chip, view.title) if place else view.title
        yield name, view.source
        for step in view.steps:
            if step.source is not view.source:
                yield _pair(view.title, step.title), step.source


def _advice() -> Iterable[Fact]:
    for card in refusals.refusals():
        yield card.said, card.source
    for rule in pitfalls.pitfall_rules():
        yield rule.name, rule.source
    for recipe in humans.human_recipes():
        yield recipe.name, recipe.source


def _rising() -> Iterable[Fact]:
    for ground in rising.grounds():
        yield ground.name, ground.source
    for form in rising.forms():
        yield form.name, form.source
    for one in (*rising.jurisdictions().values(), *rising.afterwards()):
        yield one.text, one.source


def _rights() -> Iterable[Fact]:
    for right in rights.eligibility().rights:
        for ruling in right.rulings:
            yield _pair(right.name, ruling.text), ruling.source
    for one in rights.compensations():
        yield _pair(one.name, one.formula), one.source
    for route in rights.every_route():
        yield route.name, route.source


def _proof() -> Iterable[Fact]:
    known = proof.proof()
    for needs in known.tiers.values():
        for need in needs:
            yield need.text, need.source
    for how in known.hows:
        yield how.text, how.source


def _pair(left: Words, right: Words) -> Words:
    return Words(f"{left.zh}：{right.zh}", f"{left.en}: {right.en}")


def _row(name: Words, source: Source, lang: str) -> SourceRow:
    own = _own_names()
    return SourceRow(
        fact=name.said(lang),
        source=own.get(source.id, source.name),
        lang="" if source.id in own else "zh-Hans",
        article=_article_words(source.article),
        url=source.url,
        also=tuple((name, _article_words(article)) for name, _url, article in source.also),
        since=source.effective_from,
        until=source.effective_to,
        checked_on=source.checked_on,
        confidence=source.confidence,
        label=source.label.said(lang),
    )


def _own_names() -> dict[str, str]:
    """Return the names of the sources that are no published text, by id."""
    return {"OWN": _("Our own choice"), "SEED": _("An article on after-sales work (experience, undated)")}


def _article_words(article: str) -> str:
    """Return 第 65、66 条. S numbers count the sentences of the article, which has no numbers of its own."""
    if not article or article.startswith("S"):
        return ""
    return _("art. %(numbers)s") % {"numbers": article.replace(", ", pgettext("list of words", ", "))}
