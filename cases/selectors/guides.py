"""The guides as a case sees them: those of its platform and tier, and which revision it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.domain.next_step.table import first_word, goes_up
from cases.models import Case, GuideShown
from guides.domain.freshness import Freshness
from guides.domain.guide import GuideView, StepView
from guides.domain.places import ANYWHERE, EVERY_PLATFORM, Place
from guides.selectors import guides, places, upkeep

# Whom a guide of the third tier may lead to, whatever the platform.
REGULATORS = ("12315", "local")
# What each act of the next step needs shown: (tier, uses that fit, first one found wins).
FOR_STEP = {
    "contact": ("merchant", ("contact",)),
    "reach_human": ("merchant", ("talk", "contact")),
    "file_window": ("merchant", ("after_sale",)),
    "ask_regulator": ("regulator", ("phone",)),
    "ask_acceptance": ("regulator", ("phone",)),
    "ask_mediation": ("regulator", ("phone",)),
    "ask_notice": ("regulator", ("phone",)),
    "agreement_unkept": ("regulator", ("phone",)),
    "file_regulator": ("regulator", ("file",)),
    "complete_complaint": ("regulator", ("file",)),
    "confirm_identity": ("regulator", ("file",)),
    "ask_ground": ("regulator", ("phone",)),
}


@dataclass(frozen=True)
class Shown:
    """A revision this case was shown, and when last it took the place of another one."""

    revision_id: int
    number: int
    last_at: datetime


def guide_in_case(case: Case, slug: str, *, at_once: bool = False) -> GuideView | None:
    """Return the published guide if it is about this case's platform, a regulator or any platform; else None.

    `at_once` asks first whether another process published a newer one; else it may be a few seconds old.
    """
    found = guides.guide_now(slug) if at_once else guides.guide(slug)
    return found if found is not None and _fits(case, found) else None


def revision_in_case(case: Case, slug: str, number: int) -> GuideView | None:
    """Return an earlier revision of a guide that this case was shown; None for any other."""
    row = next((one for one in shown_of(case, slug) if one.number == number), None)
    found = guides.revision(row.revision_id) if row else None
    return found if found is not None and _fits(case, found) else None


def guides_of_case(case: Case, tier: str) -> list[GuideView]:
    """Return the guides of that tier, the platform's own first, then the general ones for what it has none of."""
    rows = guides.guides_of(case.order.platform, tier)
    own = {one.use for one in rows if one.platform == case.order.platform and not one.problems}
    return [one for one in rows if one.platform != ANYWHERE or not one.use or one.use not in own]


def playbooks_of_case(case: Case) -> list[GuideView]:
    """Return the playbooks that fit this kind of problem."""
    return [one for one in guides.guides() if one.kind == "playbook" and case.problem_type in one.problems]


def has_own_guide(case: Case, tier: str) -> bool:
    """Return whether anything is drawn for this very platform at that tier; the regulators are the same for all."""
    return any(one.platform != ANYWHERE for one in guides_of_case(case, tier))


def guide_to(case: Case, tier: str, *uses: str) -> GuideView | None:
    """Return the guide that fits best at that tier for the first of the uses that has one; None for no guide."""
    found = (guides.guide_for(case.order.platform, tier, use, case.problem_type) for use in uses or ("",))
    return next((one for one in found if one is not None), None)


def guide_for_step(case: Case, kind: str) -> GuideView | None:
    """Return the guide that shows how the next step is done, None where it needs none."""
    if first_word(kind):
        kind = "contact"
    if kind == "regulator_instead":
        return guide_to(case, "regulator", "file")
    if goes_up(kind) or kind in ("step_in", "file_platform"):
        if case.tier == Case.Tier.MERCHANT or not goes_up(kind):
            return guide_to(case, "platform", "step_in")
        return guide_to(case, "regulator", "file")
    tier, uses = FOR_STEP.get(kind, ("", ()))
    return guide_to(case, tier, *uses) if tier else None


def place_of(view: GuideView) -> Place:
    """Return where the guide leads; any platform when its own is not known any more."""
    return places.place(view.platform) or EVERY_PLATFORM


def place_in_case(case: Case, view: GuideView) -> Place:
    """Return the place to name on the page: a general guide is read for the case's own platform."""
    if view.platform == ANYWHERE and view.tier != "regulator":
        return places.place(case.order.platform) or EVERY_PLATFORM
    return place_of(view)


def is_stale(view: GuideView, today: date) -> bool:
    return view.freshness(today) is not Freshness.FRESH


def doubted_steps(view: GuideView) -> frozenset[str]:
    """Return the steps of the published guide that many readers' reports are about."""
    return upkeep.doubted_steps(view.slug)


def shown_of(case: Case, slug: str) -> Sequence[Shown]:
    """Return the revisions of the guide this case was shown, the latest first."""
    rows = GuideShown.objects.filter(case=case, revision__guide_id=slug).order_by("-last_at", "-pk")
    return [Shown(*values) for values in rows.values_list("revision_id", "revision__number", "last_at")]


def step_of(view: GuideView, slug: str) -> StepView | None:
    return view.step(slug)


def _fits(case: Case, view: GuideView) -> bool:
    return view.platform in (case.order.platform, ANYWHERE, *REGULATORS)
