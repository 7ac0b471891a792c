"""What must be true of what we ship about moving up: grounds of refusal, forms, jurisdiction, what comes after."""

from __future__ import annotations

from collections.abc import Iterator

from guides.domain.forms import FormFacts, form_faults
from guides.domain.grounds import ANSWERS, ASKS, YES, AfterwardFacts, GroundFacts, JurisdictionFacts
from guides.domain.knowledge import Knowledge

OFFICES = frozenset({"disclosed", "seat", "own_seat", "business"})
JURISDICTIONS = frozenset({"disclosed", "undisclosed", "self_run", "unknown", "report"})
ACTS = frozenset({"none", "letter", "up", "ways", "close", "grounds", "seller", "log", "evidence"})
KINDS = frozenset({"accepted", "not_accepted", "settled", "ended", "for", "partly", "against", "paid"})
TIERS = frozenset({"platform", "regulator", "any"})


def rising_faults(knowledge: Knowledge) -> Iterator[str]:
    """Return what is wrong, each row looked at by itself."""
    places = {row["slug"] for row in knowledge.platforms}
    letters = {row["code"] for row in knowledge.letters}
    yield from _grounds(knowledge, places)
    yield from _forms(knowledge, places, letters)
    yield from _jurisdictions(knowledge)
    yield from _afterwards(knowledge, places, letters)


def _grounds(knowledge: Knowledge, places: set[str]) -> Iterator[str]:
    for row in knowledge.grounds:
        ground = GroundFacts.of(row)
        for unknown in set(ground.to) - places:
            yield f"ground {ground.slug}: {unknown} is no place"
        if ground.asks not in ASKS or not ground.to:
            yield f"ground {ground.slug}: asks {ground.asks!r} of {ground.to}"
        if ground.answers not in ANSWERS or ground.yes not in YES:
            yield f"ground {ground.slug}: a yes in words of {ground.answers!r} means {ground.yes!r}"


def _forms(knowledge: Knowledge, places: set[str], letters: set[str]) -> Iterator[str]:
    limits = {limit["slug"] for row in knowledge.platforms for limit in row["limits"]}
    for row in knowledge.forms:
        form = FormFacts.of(row)
        yield from form_faults(form)
        if set(form.to) - places or form.letter not in letters:
            yield f"form {form.slug}: for {form.to}, from {form.letter}"
        for one in form.fields:
            if one.limit and one.limit not in limits:
                yield f"form {form.slug} {one.slug}: no limit is called {one.limit!r}"


def _jurisdictions(knowledge: Knowledge) -> Iterator[str]:
    found = [JurisdictionFacts.of(row) for row in knowledge.jurisdictions]
    if {one.slug for one in found} != JURISDICTIONS:
        yield f"jurisdictions: {sorted(one.slug for one in found)}"
    for one in found:
        if set(one.offices) - OFFICES:
            yield f"jurisdiction {one.slug}: {one.offices}"


def _afterwards(knowledge: Knowledge, places: set[str], letters: set[str]) -> Iterator[str]:
    grounds = {row["slug"] for row in knowledge.grounds}
    for row in knowledge.afterwards:
        step = AfterwardFacts.of(row)
        if step.tier not in TIERS or not step.kinds or set(step.kinds) - KINDS:
            yield f"afterward {step.slug}: {step.tier} {step.kinds}"
        if set(step.platforms) - places or {*step.grounds, *step.except_grounds} - grounds:
            yield f"afterward {step.slug}: {step.platforms} {step.grounds}"
        if step.act not in ACTS or (step.act == "letter") != bool(step.letter) or step.letter not in {"", *letters}:
            yield f"afterward {step.slug}: act {step.act!r}, letter {step.letter!r}"
