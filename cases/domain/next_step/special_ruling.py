"""The special rows after the platform has decided (see special.py). Titles and reasons are msgids."""

from __future__ import annotations

from cases.domain.lifecycle import Tier
from cases.domain.next_step.situation import Situation
from cases.domain.next_step.special_row import Special, me
from cases.domain.next_step.table import HEARD_IN_PART, PREPARE, REVIEW, Action
from cases.domain.starts import PRIVATE_SELLERS

P, S = Tier.PLATFORM, Situation
APPEAL = Action("file_appeal", "Write the appeal")
PART = "Decide on what the platform granted"
PART_HERE = me("ruled_partly_here", PART, "Accept it, or object with new evidence.", REVIEW, APPEAL)

RULING_ROWS: tuple[Special, ...] = (
    # --- it granted a part: a decision, and no offer to haggle about ---
    # R121 art. 16(4); facts §2.5, R121 art. 3: 12315 is not left, or takes no dispute with a private person.
    Special((P,), (S.OFFER,), PART_HERE, ruled=("partly",), over=("CLK23",)),
    Special((P,), (S.OFFER,), PART_HERE, ruled=("partly",), platforms=tuple(PRIVATE_SELLERS)),
    # JD1 art. 9(4).
    Special(
        (P,),
        (S.OFFER,),
        me(
            HEARD_IN_PART,
            PART,
            "Accept it, or appeal with new evidence until %(window)s; 12315 can mediate too.",
            REVIEW,
            APPEAL,
        ),
        ruled=("partly",),
        open=("CLK09",),
    ),
    Special(
        (P,),
        (S.OFFER,),
        me(
            HEARD_IN_PART,
            PART,
            "JD’s days for an appeal have passed. Accept it, or ask 12315 to mediate.",
            REVIEW,
            PREPARE,
        ),
        ruled=("partly",),
        over=("CLK09",),
    ),
    # R121 arts 16, 18: a platform's ruling bars no complaint.
    Special(
        (P,),
        (S.OFFER,),
        me(
            HEARD_IN_PART,
            PART,
            "Accept it, object with new evidence, or ask 12315 to mediate.",
            REVIEW,
            APPEAL,
        ),
        ruled=("partly",),
    ),
)
