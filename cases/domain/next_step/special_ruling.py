"""The special rows after the platform has decided (see special.py). Titles and reasons are msgids."""

from __future__ import annotations

from cases.domain.lifecycle import Tier
from cases.domain.next_step.situation import Situation
from cases.domain.next_step.special_row import Special, me
from cases.domain.next_step.table import ARRIVED, HEARD_IN_PART, PREPARE, REVIEW, SENT_IT, Action
from cases.domain.returns import RETURN
from cases.domain.starts import PRIVATE_SELLERS

M, P, R, S = Tier.MERCHANT, Tier.PLATFORM, Tier.REGULATOR, Situation
SEND_BACK = Action("send_back", "Note the last day for it")
BACK = "Send it back, enter the parcel number"
# TB arts 43–45.
TOO_LATE_TAOBAO = "By the last day on the page, and keep the slip. Too late, the same ground may not be taken again."
IN_TIME = "By the last day on the page, and keep the slip."
APPEAL = Action("file_appeal", "Write the appeal")
PART = "Decide on what the platform granted"
PART_HERE = me("ruled_partly_here", PART, "Accept it, or object with new evidence.", REVIEW, APPEAL)

RULING_ROWS: tuple[Special, ...] = (
    # --- it decided for the shopper: what has to go back first has a last day, and it is the shopper's ---
    Special(
        (M, P, R), (S.OWED,), me("send_back", BACK, TOO_LATE_TAOBAO, SENT_IT), owed=(RETURN,), platforms=("taobao",)
    ),
    Special((M, P, R), (S.OWED,), me("send_back", BACK, IN_TIME, SENT_IT), owed=(RETURN,)),
    Special(
        (P,),
        (S.AGREED_UNTIMED,),
        me("ruled_return", "The platform is for you: send it back in time", TOO_LATE_TAOBAO, SEND_BACK, ARRIVED),
        ruled=("for",),
        returns=True,
        platforms=("taobao",),
    ),
    Special(
        (P,),
        (S.AGREED_UNTIMED,),
        me("ruled_return", "The platform is for you: send it back in time", IN_TIME, SEND_BACK, ARRIVED),
        ruled=("for",),
        returns=True,
    ),
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
