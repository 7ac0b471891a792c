"""The special rows of a case at 12315 (see special.py). Titles and reasons are msgids."""

from __future__ import annotations

from cases.domain.lifecycle import Tier
from cases.domain.next_step.situation import Situation
from cases.domain.next_step.snapshot import PROMISE_RULE
from cases.domain.next_step.special_row import Special, me
from cases.domain.next_step.table import AGREEMENT_UNKEPT, CALL, OTHER_WAYS, REPLIED, RING, WAIT, Action, Row
from cases.domain.starts import Trigger

R, S = Tier.REGULATOR, Situation
GROUNDS = Action("grounds", "Go through the grounds")
BUREAU = Action("which_bureau", "See which bureau")
NOTE_GROUND = Action("note_result", "Note the ground")
ELSEWHERE = "Another body has taken it: follow it up there. Arbitration if it was agreed on, or a court remain."

REGULATOR_ROWS: tuple[Special, ...] = (
    # --- 12315 ---
    # R121 art. 15.
    Special(
        (R,),
        (S.RUNNING,),
        Row("wait_acceptance", "them", WAIT, "They decide on acceptance within 7 working days.", REPLIED),
        clock=("CLK20",),
    ),
    Special(
        (R,),
        (S.LATE, S.LONG_LATE),
        me("ask_acceptance", "Ask whether they accept it", "The 7 working days for deciding have passed.", CALL),
        clock=("CLK20",),
    ),
    # R121 art. 23, R778 art. 46.
    Special(
        (R,),
        (S.RUNNING,),
        Row("wait_mediation", "them", WAIT, "Mediation may last that long; testing time is not counted.", REPLIED),
        clock=("CLK21",),
    ),
    Special(
        (R,),
        (S.LATE, S.LONG_LATE),
        me("ask_mediation", "Ask how the mediation ended", "The 60 days for mediation have passed.", CALL, OTHER_WAYS),
        clock=("CLK21",),
    ),
    Special(
        (R,),
        (S.RUNNING,),
        Row("wait_notice", "them", WAIT, "They tell you within 7 working days that it ended.", REPLIED, OTHER_WAYS),
        clock=("CLK22",),
    ),
    Special(
        (R,),
        (S.LATE, S.LONG_LATE),
        me("ask_notice", "Ask for the notice that it ended", "Their 7 working days have passed.", CALL, OTHER_WAYS),
        clock=("CLK22",),
    ),
    # R121 arts 24–25: noted as unanswered, or chased, it is still an agreement that was not kept.
    Special((R,), (S.NUDGED, S.UNANSWERED), AGREEMENT_UNKEPT, clock=(PROMISE_RULE,), agreed=True),
    # R121 art. 16(2): whoever else has it, a consumer association among them, is followed up there.
    Special(
        (R,), (S.REFUSED,), me("taken_elsewhere", "See the other ways", ELSEWHERE, OTHER_WAYS), grounds=("elsewhere",)
    ),
    # R121 arts 10, 16(6): it is filed again in one's own name.
    Special(
        (R,),
        (S.REFUSED,),
        me(
            "confirm_identity",
            "Confirm who you are and file again",
            "They did not accept it for the name or the identity check: use your own true name and do the check.",
            GROUNDS,
            OTHER_WAYS,
        ),
        grounds=("identity",),
    ),
    # R121 arts 10, 15, 16(5): what is missing can be brought, and it is filed again.
    Special(
        (R,),
        (S.REFUSED,),
        me(
            "complete_complaint",
            "Complete it and file again",
            "They did not accept it because something is missing: ask what, then file again.",
            GROUNDS,
            OTHER_WAYS,
        ),
        grounds=("incomplete",),
    ),
    # R121 arts 13, 15: they have to name who has the power to decide.
    Special(
        (R,),
        (S.REFUSED,),
        me(
            "other_bureau",
            "Go to the bureau that has the power",
            "This one has not: go to the bureau or body they name.",
            BUREAU,
            OTHER_WAYS,
        ),
        grounds=("competence",),
    ),
    # R121 arts 24–25.
    Special(
        (R,),
        (S.REFUSED,),
        me(
            "after_mediation",
            "See the other ways",
            "Mediation needs both sides. Arbitration if agreed on, or a court remain.",
            OTHER_WAYS,
        ),
        known=(str(Trigger.COMPLAINT_ACCEPTED), str(Trigger.MEDIATION_ENDED)),
    ),
    # R121 art. 15: who does not accept it has to say why, and where else to go. Asked once, the other ways are left.
    Special(
        (R,),
        (S.REFUSED,),
        me(
            "ask_ground",
            "Ask 12315 for the reason first",
            "Not accepting it, they must say why and where else to go. Note the ground: the next step follows it.",
            RING,
            NOTE_GROUND,
        ),
        unexplained=True,
    ),
)
