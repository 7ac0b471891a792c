"""What was handed in, and the numbers it was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404

from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import Case, Contact, Evidence, Filing, FilingResult, Reference


def filing_for(case: Case, number: int) -> Filing:
    """Return one filing of a case the caller has been let into. Http404 when it is not of this case."""
    found = Filing.objects.filter(case=case, pk=number).select_related("deadline", "revision").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def filing_decided(contact: Contact) -> Filing | None:
    """Return the filing whose result the entry tells; None for an entry that tells none."""
    return Filing.objects.filter(results__contact=contact).first()


MINUTE = timedelta(minutes=1)
# One statement, two names; told in the shopper's own words it has no code.
STATEMENTS = ("", "T8", "T8b")


def filed_already(case: Case, tier: str, code: str, now: datetime) -> Filing | None:
    """Return the latest filing of this kind with them that was not taken back; None for none.

    None too where a second one is due: 京东 itself is asked once its dispute has had the seller's time.
    """
    codes = STATEMENTS if code in STATEMENTS else (code,)
    if code in STATEMENTS and case.step_in_at is not None and case.step_in_at <= now:
        return None
    rows = Filing.objects.filter(case=case, voided_at__isnull=True, tier=tier, code__in=codes)
    return rows.order_by("-filed_at", "-pk").first()


def numbers_of(case: Case) -> list[Reference]:
    """Return every number of the case, the newest first."""
    return list(Reference.objects.filter(case=case).order_by("-noted_at", "-pk")[:50])


# What the number of a dispute or a complaint is, the surest first.
FOLLOWED = {
    Case.Tier.PLATFORM: (Reference.Kind.DISPUTE, Reference.Kind.AFTER_SALE, Reference.Kind.TICKET),
    Case.Tier.REGULATOR: (Reference.Kind.COMPLAINT,),
}
# A report is handled apart (R121 art. 9), and a seller's silence is complained of apart from the dispute.
APART = frozenset({"T13", "T9"})


def number_followed(case: Case, tier: str) -> str:
    """Return the number by which that tier knows the dispute, "" without one: of its kind the one that came with what
    was filed last, else the latest."""
    kinds = FOLLOWED[Case.Tier(tier)]
    rows = Reference.objects.filter(case=case, kind__in=kinds).select_related("filing").order_by("noted_at", "pk")
    fits = [one for one in rows if one.filing is None or one.filing.code not in APART]
    if not fits:
        return ""
    first = min(kinds.index(Reference.Kind(one.kind)) for one in fits)
    return max((one for one in fits if one.kind == kinds[first]), key=_came_with).number


def _came_with(one: Reference) -> tuple[bool, datetime]:
    filing = one.filing
    # What was taken back may have been filed again, and given the same number.
    if filing is None or filing.voided_at or filing.tier not in FOLLOWED:
        return False, one.noted_at
    return True, filing.filed_at


def filings_of(case: Case) -> list[Filing]:
    """Return what was handed in and not taken back, the newest first."""
    rows = Filing.objects.filter(case=case, voided_at__isnull=True).select_related("revision")
    return list(rows.order_by("-filed_at", "-pk")[:20])


def results_of(filings: Sequence[Filing]) -> dict[int, list[FilingResult]]:
    """Return what came of each filing, the newest first; what was taken back with its entry is left out."""
    rows = FilingResult.objects.filter(filing__in=[one.pk for one in filings], contact__voided_at__isnull=True)
    found: dict[int, list[FilingResult]] = defaultdict(list)
    for row in rows.select_related("deadline").order_by("-at", "-pk"):
        found[row.filing_id].append(row)
    return found


def result_alike(filing: Filing, *, kind: str, at: datetime, words: str, ground: str) -> FilingResult | None:
    """Return the result that was noted of it with the same kind, minute, words and ground; None for none."""
    near = (at - MINUTE, at + MINUTE)
    alike = FilingResult.objects.filter(filing=filing, kind=kind, at__range=near, ground=ground)
    rows = alike.filter(contact__voided_at__isnull=True)
    return next((one for one in rows if one.words.split() == words.split()), None)


DECISIONS = frozenset({FilingResult.Kind.FOR, FilingResult.Kind.PARTLY, FilingResult.Kind.AGAINST})
# How a mediation ended; of a platform, that it did not take the dispute up.
ENDINGS = frozenset({FilingResult.Kind.SETTLED, FilingResult.Kind.ENDED, FilingResult.Kind.NOT_ACCEPTED})


def decision_in(contacts: Iterable[Contact], tier: str, *, agreed: bool = False) -> Contact | None:
    """Return the entry that tells what a tier decided: its last ruling, else how it ended there, else its last answer.

    What their people say in a chat afterwards decides nothing. `agreed` passes over what went against the shopper.
    The entries come by their moment, with their result.
    """
    here = [one for one in contacts if one.tier == tier and not (agreed and one.reply == Contact.Reply.REFUSED)]
    told = [one for one in here if hasattr(one, "result")]
    for kinds in (DECISIONS, ENDINGS):
        if ruled := [one for one in told if one.result.kind in kinds]:
            return ruled[-1]
    answers = [one for one in here if one.reply in map(str, STOPS_CLOCK)]
    return answers[-1] if answers else None


def words_of_ruling(case: Case, at: datetime) -> str:
    """Return the words in which the platform then decided for the shopper, "" where nobody noted them."""
    rows = FilingResult.objects.filter(filing__case=case, kind=FilingResult.Kind.FOR, at=at)
    return rows.filter(contact__voided_at__isnull=True).values_list("words", flat=True).first() or ""


def exhibits_since(case: Case, filing: Filing) -> list[dict[str, Any]]:
    """Return the frozen exhibits, each with whether its bytes are still the case's (`kept`)."""
    hashes = dict(Evidence.objects.kept().filter(case=case).values_list("number", "sha256"))
    return [one | {"kept": hashes.get(one["number"]) == one["sha256"]} for one in filing.exhibits]
