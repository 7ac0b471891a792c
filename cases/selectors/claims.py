"""Every claim of a filing and what proves it. A claim whose record is gone is not made, so it is not listed either."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import Case, Contact, Evidence, Promise, Seller
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
    evidence: tuple[Evidence, ...]

    def of_kinds(self, *kinds: str) -> tuple[int, ...]:
        return _numbers(one for one in self.evidence if one.kind in kinds)

    def of_contact(self, contact: Contact, promises: Collection[int], *kinds: str) -> tuple[int, ...]:
        """Return what is tied to the entry or to a promise in it; of those kinds too where nothing is tied."""
        tied = [one for one in self.evidence if one.contact_id == contact.pk or one.promise_id in promises]
        return _numbers(tied) or self.of_kinds(*kinds)


def claims_of(case: Case, code: str, *, now: datetime) -> list[Claim]:
    """Return the claims of that letter as the record backs them, in the letter's order; [] for one without any."""
    about = ABOUT.get(code, ())
    if not about:
        return []
    contacts = Contact.objects.filter(case=case, voided_at__isnull=True).select_related("result").order_by("at", "id")
    evidence = Evidence.objects.kept().filter(case=case).exclude(state=Evidence.State.REJECTED).order_by("number")
    record = _Record(case, tuple(contacts[:300]), tuple(evidence[:300]))
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


def _add(record: _Record) -> str:
    return reverse("evidence-add", args=[record.case.ref]) if record.case.is_open else ""


def _seller(record: _Record) -> Iterable[Claim]:
    seller = seller_of(record.case)
    if seller.legal_name or seller.address:
        text = _("The seller is %(name)s") % {"name": seller.legal_name or seller.address}
        yield Claim("seller", text, record.of_kinds("licence"), _add(record))
    if is_hidden(seller):
        dead = seller.disclosed == Seller.Disclosed.DEAD
        text = _("Nobody can be reached at the address shown.") if dead else _("The shop shows nobody.")
        yield Claim("seller", text, record.of_kinds("licence"), _add(record))


def _bought(record: _Record) -> Iterable[Claim]:
    order = record.case.order
    told = [order.item, f"¥{order.amount}" if order.amount is not None else "", order.number]
    text = _("Bought: %(what)s") % {"what": " · ".join(part for part in told if part)}
    yield Claim("bought", text, record.of_kinds("order", "payment"), _add(record))


def _received(record: _Record) -> Iterable[Claim]:
    if record.case.order.signed_at is not None:
        yield Claim("received", _("When it was signed for"), record.of_kinds("logistics", "video"), _add(record))


def _problem(record: _Record) -> Iterable[Claim]:
    text = _("What is wrong: %(problem)s") % {"problem": record.case.problem}
    yield Claim("problem", text, record.of_kinds("goods", "video", "report"), _add(record))


def _said(record: _Record) -> Iterable[Claim]:
    """What was promised or said by the seller and the platform, entry by entry."""
    told = [one for one in record.contacts if one.words and one.direction == Contact.Direction.IN]
    settled = [one for one in told if one.reply not in map(str, STOPS_CLOCK)][-MOST_SAID:]
    for one, promises in _with_promises(record, settled):
        text = _("They said: “%(words)s”") % {"words": one.words[:60]}
        yield Claim("said", text, record.of_contact(one, promises), _proof_url(record, one))


def _refused(record: _Record) -> Iterable[Claim]:
    told = [one for one in record.contacts if one.tier == "merchant" and one.reply == Contact.Reply.REFUSED][-1:]
    for one, promises in _with_promises(record, told):
        words = one.words[:60] or _("no reason was given")
        text = _("The seller refused: “%(words)s”") % {"words": words}
        yield Claim("refused", text, record.of_contact(one, promises, "refusal"), _proof_url(record, one))


def _ruled(record: _Record) -> Iterable[Claim]:
    told = decision_in(record.contacts, "platform")
    for one, promises in _with_promises(record, [told] if told else []):
        text = _("The platform decided: “%(words)s”") % {"words": one.words[:60] or one.get_reply_display()}
        yield Claim("ruled", text, record.of_contact(one, promises, "notice"), _proof_url(record, one))


def _with_promises(record: _Record, contacts: Collection[Contact]) -> Iterable[tuple[Contact, frozenset[int]]]:
    """Yield each entry with the promises made in it. One query for all."""
    made = Promise.objects.filter(contact__in=[one.pk for one in contacts]).values_list("contact_id", "pk")
    rows = list(made) if contacts else []
    for one in contacts:
        yield one, frozenset(promise for contact, promise in rows if contact == one.pk)


def _proof_url(record: _Record, contact: Contact) -> str:
    return f"{_add(record)}?contact={contact.pk}" if record.case.is_open else ""


def _numbers(rows: Iterable[Evidence]) -> tuple[int, ...]:
    return tuple(one.number for one in rows if one.number is not None)
