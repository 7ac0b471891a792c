"""Every claim of a filing and what proves it. A claim whose record is gone is not made, so it is not listed either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.dossier.proofs import OF_REFUSAL, OF_RULING, Proofs, Shown
from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import AlsoProves, Case, Contact, Evidence, Promise, Seller
from cases.selectors.filings import decision_in
from cases.selectors.rising import is_hidden, seller_of

# Which letters speak of what.
ABOUT = {
    "T8": ("bought", "received", "problem", "said", "refused"),
    "T8b": ("bought", "received", "problem", "said", "refused"),
    "T9": ("bought", "problem", "said"),
    "T10": ("bought", "problem"),
    "T11": ("bought", "problem", "ruled"),
    "T12": ("seller", "bought", "received", "problem", "said", "refused", "ruled"),
    "T13": ("seller", "bought", "problem"),
    "T14": ("seller", "bought", "problem", "refused", "ruled"),
}
MOST_SAID = 10


@dataclass(frozen=True)
class Claim:
    """`slug` says which claim it is, `text` what is claimed, `exhibits` the numbers of what proves it."""

    slug: str
    text: str
    exhibits: tuple[int, ...]
    add_url: str


@dataclass(frozen=True)
class _Record:
    case: Case
    contacts: tuple[Contact, ...]
    proofs: Proofs


def claims_of(case: Case, code: str, *, now: datetime) -> list[Claim]:
    """Return the claims of that letter as the record backs them, in the letter's order; [] for one without any."""
    about = ABOUT.get(code, ())
    if not about:
        return []
    contacts = Contact.objects.filter(case=case, voided_at__isnull=True).select_related("result").order_by("at", "id")
    record = _Record(case, tuple(contacts[:300]), proofs_of(case))
    makers = {
        "seller": _seller,
        "bought": _bought,
        "received": _received,
        "problem": _problem,
        "said": _said,
        "refused": _refused,
        "ruled": _ruled,
    }
    return [claim for name in about for claim in makers[name](record)]


def proofs_of(case: Case) -> Proofs:
    """Return the exhibits by what they speak of, as the dossier cites them."""
    fields = ("pk", "number", "kind", "caption", "proves", "promise_id", "contact_id", "replaced_by_id")
    rows = Evidence.objects.kept().filter(case=case).exclude(state=Evidence.State.REJECTED).order_by("number")
    found = list(rows.values_list(*fields))
    also: dict[int, list[int]] = defaultdict(list)
    further = AlsoProves.objects.filter(evidence__case=case).order_by("promise_id")
    for exhibit, promised in further.values_list("evidence_id", "promise_id"):
        also[exhibit].append(promised)
    numbers = {pk: number or 0 for pk, number, *_rest in found}
    shown = [
        Shown(number or 0, kind, caption, proves, promise or 0, contact or 0, numbers.get(instead, 0), tuple(also[pk]))
        for pk, number, kind, caption, proves, promise, contact, instead in found
    ]
    tied = {promise for one in shown for promise in (one.promise, *one.also) if promise}
    made = Promise.objects.filter(pk__in=tied, contact__voided_at__isnull=True).exclude(state=Promise.State.WITHDRAWN)
    contact_of = made.values_list("pk", "contact_id") if tied else ()
    return Proofs(shown, dict(contact_of))


def _add(record: _Record) -> str:
    return reverse("evidence-add", args=[record.case.ref]) if record.case.is_open else ""


def _seller(record: _Record) -> Iterable[Claim]:
    seller = seller_of(record.case)
    if seller.legal_name or seller.address:
        text = _("The seller is %(name)s") % {"name": seller.legal_name or seller.address}
        yield Claim("seller", text, tuple(record.proofs.of_seller()), _add(record))
    if is_hidden(seller):
        dead = seller.disclosed == Seller.Disclosed.DEAD
        text = _("Nobody can be reached at the address shown.") if dead else _("The shop shows nobody.")
        yield Claim("seller", text, tuple(record.proofs.of_seller()), _add(record))


def _bought(record: _Record) -> Iterable[Claim]:
    order = record.case.order
    told = [order.item, f"¥{order.amount}" if order.amount is not None else "", order.number]
    text = _("Bought: %(what)s") % {"what": " · ".join(part for part in told if part)}
    yield Claim("bought", text, tuple(record.proofs.of_order()), _add(record))


def _received(record: _Record) -> Iterable[Claim]:
    if record.case.order.signed_at is not None:
        yield Claim("received", _("When it was signed for"), tuple(record.proofs.of_signing()), _add(record))


def _problem(record: _Record) -> Iterable[Claim]:
    text = _("What is wrong: %(problem)s") % {"problem": record.case.problem}
    yield Claim("problem", text, tuple(record.proofs.of_problem()), _add(record))


def _said(record: _Record) -> Iterable[Claim]:
    """What was promised or said by the seller and the platform, entry by entry."""
    told = [one for one in record.contacts if one.words and one.direction == Contact.Direction.IN]
    settled = [one for one in told if one.reply not in map(str, STOPS_CLOCK)][-MOST_SAID:]
    for one in settled:
        text = _("They said: “%(words)s”") % {"words": one.words[:60]}
        yield Claim("said", text, tuple(record.proofs.of_contact(one.pk)), _proof_url(record, one))


def _refused(record: _Record) -> Iterable[Claim]:
    told = [one for one in record.contacts if one.tier == "merchant" and one.reply == Contact.Reply.REFUSED][-1:]
    for one in told:
        words = one.words[:60] or _("no reason was given")
        text = _("The seller refused: “%(words)s”") % {"words": words}
        yield Claim("refused", text, tuple(record.proofs.telling(one.pk, OF_REFUSAL)), _proof_url(record, one))


def _ruled(record: _Record) -> Iterable[Claim]:
    told = decision_in(record.contacts, "platform")
    for one in [told] if told else []:
        text = _("The platform decided: “%(words)s”") % {"words": one.words[:60] or one.get_reply_display()}
        yield Claim("ruled", text, tuple(record.proofs.telling(one.pk, OF_RULING)), _proof_url(record, one))


def _proof_url(record: _Record, contact: Contact) -> str:
    return f"{_add(record)}?contact={contact.pk}" if record.case.is_open else ""
