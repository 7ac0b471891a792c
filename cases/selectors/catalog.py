"""What guides know, in the words a page of the cases app needs."""

from __future__ import annotations

from dataclasses import dataclass

from guides.selectors import entrances, platforms, problems


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


def is_simple(problem_type: str) -> bool:
    found = problems.problem_type(problem_type) if problem_type else None
    return bool(found and found.simple)


def order_number_hint(slug: str, number: str, lang: str) -> str:
    """Return our own hint about an unusual number; "" when it looks right, is empty or the platform is unknown."""
    found = platforms.platform(slug)
    if found is None or found.order_number.looks_right(number):
        return ""
    return found.order_number.hint.said(lang)
