"""What the days that start clocks are called, asked and explained. One line each; facts are in the rules themselves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.domain.returns import RETURN
from cases.domain.starts import Trigger


def asked(trigger: Trigger) -> str:
    """Return the question for a day."""
    return {
        Trigger.SIGNED: _("Which day was it signed for?"),
        Trigger.CONFIRMED: _("Which day did you press “confirm receipt”?"),
        Trigger.RECEIVED: _("Which day did it reach your own hands?"),
        Trigger.DELIVERED: _("Which day was it delivered, or its installation finished?"),
        Trigger.AFTER_SALE_FILED: _("When did you file the after-sales request?"),
        Trigger.AFTER_SALE_REFUSED: _("Which day was the after-sales request refused?"),
        Trigger.RETURN_RECEIVED: _("Which day did the seller get the return?"),
        Trigger.COURIER_COMPLAINT: _("Which day did you complain to the courier?"),
        Trigger.RULED: _("When did JD rule that it is a quality problem?"),
        Trigger.DISPUTE_CLOSED: _("Which day was the dispute closed?"),
        Trigger.COMPLAINT_ACCEPTED: _("Which day did 12315 accept the complaint?"),
        Trigger.MEDIATION_ENDED: _("Which day was the mediation ended?"),
        Trigger.HARM_KNOWN: _("Since which day have you known of the harm?"),
    }[trigger]


def why(trigger: Trigger) -> str:
    """Return what hangs on the day, and what it is not."""
    return {
        Trigger.SIGNED: _("The seven-day return counts from here. It is not the day you pressed “confirm receipt”."),
        Trigger.CONFIRMED: _("The platform’s after-sales window counts from here, not from signing."),
        Trigger.RECEIVED: _("The seven days for defects count from here. A pick-up point may have signed earlier."),
        Trigger.DELIVERED: _("The national warranty counts from here; with installation, from its end."),
        Trigger.AFTER_SALE_FILED: _("The seller’s hours count from when you filed in the app, not from your chat."),
        Trigger.AFTER_SALE_REFUSED: _(
            "JD’s 15 days count from the refusal of the request, not from a “no” in the chat."
        ),
        Trigger.RETURN_RECEIVED: _("The seller’s 7 days for the refund count from here."),
        Trigger.COURIER_COMPLAINT: _("The courier’s 7 days count from here."),
        Trigger.RULED: _("The seller’s 48 hours count from the ruling."),
        Trigger.DISPUTE_CLOSED: _("The 7 days for an appeal count from here."),
        Trigger.COMPLAINT_ACCEPTED: _("The 60 days of mediation count from acceptance, not from when you filed."),
        Trigger.MEDIATION_ENDED: _("They tell you within 7 working days from here."),
        Trigger.HARM_KNOWN: _("The three years for 12315 count from here: when you knew or should have known."),
    }[trigger]


def told(trigger: str) -> str:
    """Return what happened on the day, with a place for it: signed for on %(day)s."""
    known = {
        Trigger.SIGNED: _("signed for on %(day)s"),
        Trigger.CONFIRMED: _("receipt confirmed on %(day)s"),
        Trigger.RECEIVED: _("in your hands on %(day)s"),
        Trigger.DELIVERED: _("delivered on %(day)s"),
        Trigger.AFTER_SALE_FILED: _("request filed %(day)s"),
        Trigger.AFTER_SALE_REFUSED: _("request refused on %(day)s"),
        Trigger.RETURN_RECEIVED: _("return received on %(day)s"),
        Trigger.COURIER_COMPLAINT: _("courier told on %(day)s"),
        Trigger.RULED: _("ruled %(day)s"),
        Trigger.DISPUTE_CLOSED: _("dispute closed on %(day)s"),
        Trigger.COMPLAINT_ACCEPTED: _("accepted on %(day)s"),
        Trigger.MEDIATION_ENDED: _("mediation ended on %(day)s"),
        Trigger.HARM_KNOWN: _("known since %(day)s"),
    }
    return {str(name): words for name, words in known.items()}.get(trigger, "")


def owed_name(kind: str) -> str:
    """Return what was asked for."""
    return {
        "evidence": _("More evidence"),
        "identity": _("Proof of identity"),
        RETURN: _("The goods back"),
        "testing": _("A test of the goods"),
    }.get(kind, _("Something else"))
