"""The letter beside a step, for every cell of the tables: never a first word to somebody who was spoken to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.domain.lifecycle import Tier
from cases.domain.next_step import CaseSnapshot, next_step
from cases.domain.next_step.letters import letter_beside
from tests.next_step_cells import CELLS, DUE, HEARD, NOW, H, P, at_tier, case, dispute, heard, promise, window
from tests.next_step_golden import GOLDEN, golden_case

CASES = [(name, found, now) for name, found, now, _step in CELLS] + [
    (" ".join(row[:5]), golden_case(*row[:5]), NOW) for row in GOLDEN
]


def spoken(found: CaseSnapshot) -> bool:
    return bool(found.here() and list(found.here())) or found.contacted_at is not None


@pytest.mark.parametrize(("name", "found", "now"), CASES, ids=[one[0] for one in CASES])
@pytest.mark.parametrize("tier", [None, *Tier])
def test_it_says_no_first_word_to_whom_was_spoken_to(name, found, now, tier):
    """Each cell as it stands, and as it would stand with somebody else: another tier has its own talk."""
    found = found if tier is None else replace(found, tier=tier)
    code = letter_beside(next_step(found, now), found.tier, contacted=spoken(found))
    if found.tier != Tier.MERCHANT or spoken(found):
        assert code not in {"T1", "T1b"}
    if found.state == "closed":
        assert code == ""


@pytest.mark.parametrize(
    ("found", "now", "code"),
    [
        (case(), NOW, "T1"),
        (case(deadlines=(window(NOW + H),)), NOW, "T1"),
        (case(contacts=(heard("refused", NOW - H),), deadlines=(window(NOW + H),)), NOW, ""),
        (case(contacts=(heard("refused", NOW - H),)), NOW, ""),
        (case(deadlines=(promise(),)), DUE - H, "T4"),
        (case(deadlines=(promise(state="lapsed"),), no_reply_at=NOW - H), NOW, "T5"),
        # Filed with the platform: nothing to say while its time runs, the follow-up once it is over.
        (at_tier(P, deadlines=(promise(P, rule="CLK12"),)), DUE - H, ""),
        (at_tier(P, deadlines=(promise(P, rule="CLK12"),)), NOW, "T5"),
        (at_tier(P, deadlines=(promise(P, rule=""),)), DUE - H, ""),
        (at_tier(P, step_in_at=DUE, deadlines=(dispute(),)), DUE - H, ""),
        (at_tier(P, step_in_at=DUE, deadlines=(dispute(),)), NOW, ""),
        (at_tier(P, contacts=(heard("substantive", NOW - H, P),)), NOW, ""),
        (at_tier("regulator", deadlines=(promise("regulator", rule="CLK20"),)), HEARD + H, ""),
    ],
)
def test_it_shows_the_letter_that_fits_or_none(found, now, code):
    assert letter_beside(next_step(found, now), found.tier, contacted=spoken(found)) == code
