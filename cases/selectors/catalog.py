"""What guides know, in the words a page of the cases app needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guides.selectors import entrances, guides, platforms, problems, proof


@dataclass(frozen=True)
class PlatformWords:
    """A platform in one language. `verb` is what asking it to step in is called there, `alias` what others call it."""

    slug: str
    name: str
    chip: str
    verb: str
    path: str
    label: str
    alias: str = ""
    note: str = ""

    @property
    def short(self) -> str:
        """The name for titles and buttons: 淘宝, not 淘宝 / 天猫; a chip that only says 别的 is no name."""
        return self.name if self.slug == "other" else self.chip


def platform_words(slug: str, lang: str) -> PlatformWords:
    """Return the platform's words; an unknown slug shows as itself rather than failing an old case."""
    found = platforms.platform(slug)
    if found is None:
        return PlatformWords(slug, slug, slug, "", "", "")
    two = found.tier_two
    return PlatformWords(
        slug,
        name=found.name.said(lang),
        chip=found.chip.said(lang),
        verb=two.verb.said(lang),
        path=two.path.said(lang),
        label=two.source.label.said(lang),
        alias=two.alias.said(lang),
        note=two.note.said(lang),
    )


# What filing a request is called in the ways into the platforms' own step-in.
REQUEST = "申请售后"


def asked_through_request(slug: str) -> bool:
    """Return whether the platform's own way to stepping in leads through an after-sales request."""
    return REQUEST in platform_words(slug, "zh-hans").path


@dataclass(frozen=True)
class EntranceWords:
    """A way to a seller's customer service in one language."""

    name: str
    recommended: bool
    steps: tuple[str, ...]
    label: str


def entrance_words(lang: str) -> list[EntranceWords]:
    return [
        EntranceWords(
            one.name.said(lang),
            one.recommended,
            tuple(step.said(lang) for step in one.steps),
            one.source.label.said(lang),
        )
        for one in entrances.entrances()
    ]


def platform_choices(lang: str) -> list[tuple[str, str]]:
    return [(one.slug, one.name.said(lang) if not one.common else one.chip.said(lang)) for one in platforms.platforms()]


def problem_choices(lang: str) -> list[tuple[str, str]]:
    return [(one.slug, one.chip.said(lang)) for one in problems.problem_types()]


def demand_choices(lang: str) -> list[tuple[str, str]]:
    return [(one.slug, one.name.said(lang)) for one in problems.demands()]


def common_slugs() -> dict[str, frozenset[str]]:
    """Return which platforms, problems and demands the form shows before 更多."""
    return {
        "common_platforms": frozenset(one.slug for one in platforms.platforms() if one.common),
        "common_problems": frozenset(one.slug for one in problems.problem_types() if one.common),
        "common_demands": frozenset(one.slug for one in problems.demands() if one.common),
    }


def demand_words(slug: str, lang: str) -> str:
    """Return the demand as a letter says it; "" for none, the slug itself for one no longer known."""
    found = problems.demand(slug) if slug else None
    return found.name.said(lang) if found else slug


def checklist(problem_type: str, lang: str) -> list[str]:
    """Return what must be at hand before going up a tier, for that kind of problem."""
    found = problems.problem_type(problem_type) if problem_type else None
    return [words.said(lang) for words in found.must] if found else []


def needed(problem_type: str, lang: str) -> list[tuple[str, str, bool]]:
    """Return (its Chinese, by which it is known; its words; must it be there) of everything worth gathering."""
    found = problems.problem_type(problem_type) if problem_type else None
    if found is None:
        return []
    both = [(words, True) for words in found.must] + [(words, False) for words in found.helps]
    return [(words.zh, words.said(lang), must) for words, must in both]


@dataclass(frozen=True)
class Sourced:
    """A sentence of what we know in one language, with where it is from."""

    text: str
    source: Any


def report_cost(lang: str) -> Sourced | None:
    """Return who pays for an authenticity report, with its source; None while the knowledge does not say."""
    guide = guides.guide("prove-a-fake")
    step = next((one for one in guide.steps if one.slug == "report"), None) if guide else None
    if step is not None:
        return Sourced(step.text.said(lang), step.source)
    found = problems.problem_type("counterfeit")
    return Sourced(found.note.said(lang), found.source) if found else None


def tier_needed(tier: str, lang: str) -> list[tuple[str, str, bool, str]]:
    """Return (its Chinese, its words, must it be there, the kind that answers it) of what that tier asks for."""
    rows = proof.proof().tiers.get(tier, ())
    return [(row.text.zh, row.text.said(lang), row.must, row.kind) for row in rows]


@dataclass(frozen=True)
class How:
    """How a thing is got, in one language. `guide` with its `title` shows it, `page` of the case helps; "" for none."""

    text: str
    label: str
    guide: str = ""
    title: str = ""
    page: str = ""


def how_to_get(item: str, platform: str, lang: str) -> How | None:
    """Return how an item of a checklist is got on that platform; None where nothing is known."""
    found = proof.proof().how(item)
    if found is None:
        return None
    guide = guides.guide(found.guide) if found.guide else None
    if found.use:
        guide = guides.guide_for(platform, "merchant", found.use)
    return How(
        found.text.said(lang),
        found.source.label.said(lang),
        guide=guide.slug if guide else "",
        title=guide.title.said(lang) if guide else "",
        page=found.page,
    )


def is_simple(problem_type: str) -> bool:
    found = problems.problem_type(problem_type) if problem_type else None
    return bool(found and found.simple)


def order_number_hint(slug: str, number: str, lang: str) -> str:
    """Return our own hint about an unusual number; "" when it looks right, is empty or the platform is unknown."""
    found = platforms.platform(slug)
    if found is None or found.order_number.looks_right(number):
        return ""
    return found.order_number.hint.said(lang)
