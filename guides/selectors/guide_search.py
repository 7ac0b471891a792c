"""Finding a guide, a platform or a number by what somebody types: names, pinyin, first letters, with a slip or two."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from guides.adapters.pinyin import pinyin_of
from guides.adapters.stamp import kept
from guides.domain.guide import GuideView
from guides.domain.places import ANYWHERE, Place
from guides.domain.refusals import RefusalFacts
from guides.domain.search_words import ALIASES, ASKED, is_inside, plain_query
from guides.domain.words import Words
from guides.selectors.guides import guides
from guides.selectors.places import place, places
from guides.selectors.refusals import refusals, refusals_matching

MOST = 20
LONGEST = 60
# Weaker than every real match, so that a slip never outranks what was typed.
SLIP = 0.7
# Of a card whose refusal the query is.
SPOKEN = 92.0
# Pages that are no guide, by the name of their address.
PAGES = {
    "eligibility": Words("能不能退", "Can I return it"),
    "compensation": Words("增加赔偿：什么条件，怎么算", "Extra damages: when, and how they are counted"),
    "refusals": Words("商家这样说，怎么回", "When they say no: what to answer"),
    "hotlines": Words("可以打的电话", "Numbers to call"),
}


@dataclass(frozen=True, slots=True)
class SearchHit:
    """`kind` is place, guide, hotline, refusal (a card) or page.

    `slug` is the guide's or the card's, of a page the name of its address; `number` is the hotline's, "" otherwise.
    """

    kind: str
    place: Place
    title: Words
    note: Words
    slug: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: SearchHit
    # Typed exactly, it is this one; `names` are the whole pinyin of them as well.
    exact: frozenset[str]
    names: tuple[str, ...]
    title: str
    whole: str
    first: str
    # The place and the title as one, for 淘宝申请介入.
    line: str
    body: str
    # The whole pinyin of the body, for tuihuo.
    sound: str
    # What is called in its steps.
    numbers: frozenset[str]
    # Inside a longer question they mean this one: 客服不理我怎么办.
    asked: tuple[str, ...]
    weight: float


def guide_search(query: str) -> list[SearchHit]:
    """Return at most 20 hits, best first; none for an empty query. Words apart must all be found."""
    words = [word for word in (plain_query(part) for part in query[:LONGEST].split()) if word]
    if not words:
        return []
    entries, scored = kept("guide_search", _index), []
    spoken = {card.slug for card in refusals_matching(query[:LONGEST])}
    for number, entry in enumerate(entries):
        scores = [_score(word, entry) for word in words]
        whole = _score("".join(words), entry) if len(words) > 1 else 0.0
        score = max(whole, sum(scores) / len(scores) if all(scores) else 0.0)
        if entry.hit.kind == "refusal" and entry.hit.slug in spoken:
            score = max(score, SPOKEN)
        if score:
            scored.append((-score * entry.weight, number, entry.hit))
    found = [hit for _score_, _number, hit in sorted(scored, key=lambda each: each[:2])[:MOST]]
    return found or [entry.hit for entry in entries if _is_half(words, entry)]


def _is_half(words: list[str], entry: _Entry) -> bool:
    """Return whether it is a place of two characters, one of them typed wrong: 抖声. Asked when nothing else fits."""
    if entry.hit.kind != "place" or len(words) != 1 or len(words[0]) != 2 or words[0].isascii():
        return False
    names = (name for name in entry.exact if len(name) == 2)
    return any(sum(a == b for a, b in zip(words[0], name, strict=True)) == 1 for name in names)


def _score(word: str, entry: _Entry) -> float:
    """Return how well one word fits, 0 when it does not; 100 is the very name."""
    if word in entry.exact:
        return 100.0
    if word.isascii() and len(word) < 3:
        return _initials(word, entry)
    if word in entry.title:
        return 95.0
    if len(word) > 1 and any(name.startswith(word) for name in entry.exact):
        return 90.0
    if any(one in word for one in entry.asked):
        return 89.0
    if word.isascii():
        return _latin(word, entry)
    if len(word) > 1 and is_inside(word, entry.line):
        return 84.0
    if word in entry.body:
        return 72.0
    return _slipped(word, entry)


def _initials(word: str, entry: _Entry) -> float:
    """Return the score of one or two letters: they count at the beginning only, else tb is in half of all titles."""
    if len(word) > 1 and any(name.startswith(word) for name in entry.exact):
        return 90.0
    return 88.0 if entry.first.startswith(word) else 0.0


def _latin(word: str, entry: _Entry) -> float:
    if word.isdigit():
        return 80.0 if word in entry.numbers else 0.0
    if word in entry.first:
        return 88.0
    if len(word) > 3 and is_inside(word, entry.first):
        return 82.0
    if len(word) > 2 and word in entry.whole:
        return 86.0
    if word in entry.body:
        return 72.0
    if len(word) > 3 and word in entry.sound:
        return 70.0
    if len(word) > 3:
        best = max((fuzz.ratio(word, name) for name in entry.names), default=0.0)
        return best * SLIP if best >= 75 else 0.0
    return 0.0


def _slipped(word: str, entry: _Entry) -> float:
    """Return the score of a word with a wrong character: one that sounds the same, or one out of a few."""
    if len(word) < 2:
        return 0.0
    sound = pinyin_of(word)[0]
    if any(sound == name for name in entry.names) or (len(word) > 2 and sound in entry.whole):
        return 80.0
    best = fuzz.partial_ratio(word, entry.line)
    return best * SLIP if len(word) > 2 and best >= 65 else 0.0


def _index(_loaded: bool) -> tuple[_Entry, ...]:
    entries = []
    for one in places():
        entries.append(_place_entry(one))
        entries += [_hotline_entry(one, line.number, line.what) for line in one.hotlines]
    entries += [_guide_entry(view, one) for view in guides() if (one := place(view.platform))]
    anywhere = place(ANYWHERE)
    if anywhere is not None:
        entries += [_page_entry(name, title, anywhere) for name, title in PAGES.items()]
        entries += [_refusal_entry(card, anywhere) for card in refusals()]
    return tuple(entries)


def _names(one: Place) -> frozenset[str]:
    parts = [*one.name.zh.split("/"), one.name.en, one.chip.zh, one.chip.en, one.slug, *ALIASES.get(one.slug, ())]
    return frozenset(filter(None, map(plain_query, parts)))


def _place_entry(one: Place) -> _Entry:
    hit = SearchHit("place", one, one.name, one.note)
    return _entry(hit, one, _names(one), f"{one.name.zh} {one.name.en}", "", 1.0)


def _hotline_entry(one: Place, number: str, what: Words) -> _Entry:
    hit = SearchHit("hotline", one, Words(number, number), what, number=number)
    exact = frozenset({plain_query(number)})
    return _entry(hit, one, exact, f"{number} {what.zh} {what.en} 热线 电话 hotline", "", 0.97)


def _guide_entry(view: GuideView, one: Place) -> _Entry:
    hit = SearchHit("guide", one, view.title, view.lead, slug=view.slug)
    body = " ".join([view.lead.zh, view.lead.en, *(f"{step.title.zh} {step.title.en}" for step in view.steps)])
    own = frozenset({plain_query(view.title.zh), plain_query(view.title.en), plain_query(view.slug)})
    calls = any(step.hotline for step in view.steps)
    numbers = frozenset(plain_query(line.number) for line in one.hotlines) if calls else frozenset()
    return _entry(hit, one, own | _names(one), f"{view.title.zh} {view.title.en}", body, 0.98, numbers)


def _page_entry(name: str, title: Words, anywhere: Place) -> _Entry:
    hit = SearchHit("page", anywhere, title, Words("", ""), slug=name)
    return _entry(hit, anywhere, frozenset({plain_query(title.zh)}), f"{title.zh} {title.en}", "", 0.99)


def _refusal_entry(card: RefusalFacts, anywhere: Place) -> _Entry:
    hit = SearchHit("refusal", anywhere, card.said, card.means, slug=card.slug)
    return _entry(hit, anywhere, frozenset({plain_query(card.said.zh)}), f"{card.said.zh} {card.said.en}", "", 0.95)


def _entry(
    hit: SearchHit,
    one: Place,
    exact: frozenset[str],
    title: str,
    body: str,
    weight: float,
    numbers: frozenset[str] = frozenset(),
) -> _Entry:
    whole, first = pinyin_of(plain_query(title))[0], pinyin_of(plain_query(f"{one.name.zh}{hit.title.zh}"))[1]
    sounds = {pinyin_of(name)[0] for name in exact}
    return _Entry(
        hit=hit,
        exact=exact,
        names=tuple(exact | sounds),
        title=plain_query(title),
        whole=whole,
        first=first,
        line=plain_query(f"{one.name.zh}{hit.title.zh}"),
        body=plain_query(body),
        sound=pinyin_of(plain_query(body))[0],
        numbers=numbers,
        asked=tuple(map(plain_query, ASKED.get(hit.slug, ()))),
        weight=weight,
    )
