"""An answer that was promised beside what was agreed to: each is waited for by its own time."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.next_step import CaseSnapshot, next_step
from tests.next_step_cells import DUE, HEARD, NOW, H, P, at_tier, case, heard, promise

CELLS = [
    (
        "merchant: agreed by a day, an answer promised before it",
        case(
            contacts=(heard("agreed", HEARD), heard("received", HEARD + H)),
            deadlines=(
                promise(words="3天内到账", due_at=DUE + 24 * H),
                promise(id=2, words="24小时内回复", trigger_at=HEARD + H),
            ),
        ),
        DUE - H,
        ("wait", "them", "", DUE),
    ),
    (
        "merchant: agreed without a day, then a time",
        case(
            contacts=(heard("agreed", HEARD), heard("received", HEARD + H)),
            deadlines=(promise(words="24小时内", trigger_at=HEARD + H),),
        ),
        DUE - H,
        ("wait_agreed", "them", "", DUE),
    ),
    (
        "merchant: agreed by a day, the answer before it did not come",
        case(
            contacts=(heard("agreed", HEARD), heard("received", HEARD + H)),
            deadlines=(
                promise(words="3天内到账", due_at=DUE + 24 * H),
                promise(id=2, words="24小时内回复", trigger_at=HEARD + H),
            ),
            no_reply_at=NOW - H,
        ),
        NOW,
        ("step_up", "me", "", NOW - H),
    ),
    (
        "platform: the seller agreed by a day, an answer promised before it",
        at_tier(
            P,
            contacts=(heard("agreed", HEARD), heard("received", HEARD + H)),
            deadlines=(
                promise(words="3天内到账", due_at=DUE + 24 * H),
                promise(id=2, words="24小时内回复", trigger_at=HEARD + H),
            ),
        ),
        DUE - H,
        ("wait_agreed", "them", "", DUE + 24 * H),
    ),
]


@pytest.mark.parametrize(("snapshot", "now", "expected"), [cell[1:] for cell in CELLS], ids=[cell[0] for cell in CELLS])
def test_it_waits_for_each_by_its_own_time(
    snapshot: CaseSnapshot, now: datetime, expected: tuple[str, str, str, datetime | None]
) -> None:
    step = next_step(snapshot, now)
    assert (step.kind, step.actor, step.letter, step.next_at) == expected


def test_it_says_of_a_platform_that_it_decided_and_of_a_seller_that_it_agreed() -> None:
    """On 京东 it is the seller who agrees in the dispute that runs before JD itself is asked (JD1 art. 3)."""
    agreed, when = (heard("agreed", NOW - H, P),), NOW
    titles = {
        "decided": next_step(at_tier(P, contacts=agreed), when).title,
        "in the dispute": next_step(at_tier(P, contacts=agreed, step_in_at=NOW + H), when).title,
        "seller": next_step(case(contacts=(heard("agreed", NOW - H),)), when).title,
    }
    assert titles == {
        "decided": "The platform is for you: ask by when",
        "in the dispute": "They agreed: ask by when",
        "seller": "They agreed: ask by when",
    }
