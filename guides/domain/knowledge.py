"""Everything the shipped files say, as plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.compensation import compensation_contents
from guides.domain.eligibility import eligibility_contents
from guides.domain.entries import (
    Contents,
    afterward_contents,
    calendar_contents,
    card_contents,
    demand_contents,
    entrance_contents,
    form_contents,
    ground_contents,
    human_contents,
    jurisdiction_contents,
    letter_contents,
    pitfall_contents,
    platform_contents,
    problem_contents,
    refusal_contents,
    rule_contents,
)
from guides.domain.guide_documents import guide_documents
from guides.domain.proof import proof_contents
from guides.domain.routes import route_contents


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`fingerprint` names the files' bytes. `entrances`, `pitfalls`, `humans`, `letters`, what is known about moving up
    (`grounds`, `forms`, `jurisdictions`, `afterwards`) `lint` and `proof` (both files
    as they are) have no table.

    `platforms` holds the regulators too, by `kind`. `guides` are whole documents: each becomes a revision.
    """

    fingerprint: str
    platforms: Contents
    entrances: Contents
    problem_types: Contents
    demands: Contents
    clock_rules: Contents
    calendars: Contents
    refusals: Contents
    pitfalls: Contents
    humans: Contents
    letters: Contents
    grounds: Contents
    forms: Contents
    jurisdictions: Contents
    afterwards: Contents
    guides: Contents
    lint: Mapping[str, Any]
    proof: Mapping[str, Any]
    # Each thing of proof.yaml as a row with its source.
    proofs: Contents
    # cards.yaml, with the sources written out.
    cards: Mapping[str, Any]
    # What may be asked for (guides.selectors.rights), with the sources written out; no tables.
    eligibility: Mapping[str, Any]
    compensation: Contents
    routes: Contents

    @classmethod
    def of(cls, fingerprint: str, docs: Mapping[str, Any]) -> Knowledge:
        """Return what the parsed files say. `docs` is {path without .yaml: document}.

        KeyError for a file or a key that is missing, UnknownSource for a source that is not listed.
        """
        sources = docs["sources"]
        calendars = [docs[name] for name in sorted(docs) if name.startswith("calendars/")]
        return cls(
            fingerprint=fingerprint,
            platforms=platform_contents(docs["platforms"], sources),
            entrances=entrance_contents(docs["platforms"], sources),
            problem_types=problem_contents(docs["problem_types"], sources),
            demands=demand_contents(docs["demands"], sources),
            clock_rules=rule_contents(docs["clock_rules"], sources),
            calendars=calendar_contents(calendars, sources),
            refusals=refusal_contents(docs["refusals"], sources),
            pitfalls=pitfall_contents(docs["pitfalls"], sources),
            humans=human_contents(docs["humans"], sources),
            letters=letter_contents(docs["letters"], sources),
            grounds=ground_contents(docs["grounds"], sources),
            forms=form_contents(docs["forms"], sources),
            jurisdictions=jurisdiction_contents(docs["jurisdictions"], sources),
            afterwards=afterward_contents(docs["afterwards"], sources),
            guides=guide_documents([docs[name] for name in sorted(docs) if name.startswith("guides/")], sources),
            lint=docs["lint"],
            proof=docs["proof"],
            proofs=proof_contents(docs["proof"], sources),
            cards=card_contents(docs["cards"], sources),
            eligibility=eligibility_contents(docs["eligibility"], sources),
            compensation=compensation_contents(docs["compensation"], sources),
            routes=route_contents(docs["routes"], sources),
        )
