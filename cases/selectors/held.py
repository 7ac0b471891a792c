"""Where an exhibit lies outside the shopper's own pages: in versions of the dossier, and behind links to them.

A version is frozen: what is covered or deleted afterwards is still in its files. What somebody was given they keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from cases.models import Case, CaseEvent, Evidence, PackGiven, PackVariant, Share

# The links that hand out files; the others show words alone.
FILED = (Share.Scope.PACK, Share.Scope.ALL)


@dataclass(frozen=True)
class Holder:
    """One variant of a version whose files hold exhibits, or were given away before they were taken back.

    `exhibits`: the fingerprint of each by its number. `links`: those that hand its files out now.
    """

    variant: PackVariant
    exhibits: Mapping[int, str]
    given: tuple[PackGiven, ...]
    links: tuple[Share, ...]

    @property
    def lies_here(self) -> bool:
        return self.variant.state == PackVariant.State.READY

    @property
    def is_full(self) -> bool:
        return self.variant.name == PackVariant.Name.FULL

    def has(self, evidence: Evidence) -> bool:
        return evidence.number is not None and self.exhibits.get(evidence.number) == evidence.sha256


def holders_of(case: Case, now: datetime) -> list[Holder]:
    """Return what the case has handed out or has ready to be, the latest version first. One query where nothing is."""
    rows = (
        PackVariant.objects.filter(Q(state=PackVariant.State.READY) | Q(given__isnull=False), pack__case=case)
        .annotate(listed=F("pack__content__exhibits"))
        .select_related("pack")
        .defer("pack__content", "pack__changes")
        .prefetch_related("given")
        .order_by("-pack__number", "name")
    )
    # One given to several comes once for each; the JSON in it keeps a database from telling them apart.
    variants = list({row.pk: row for row in rows}.values())
    if not variants:
        return []
    links: dict[int, list[Share]] = {}
    alive = Share.objects.filter(pack__case=case, scope__in=FILED, revoked_at__isnull=True, expires_at__gt=now)
    for link in alive.order_by("made_at", "pk"):
        links.setdefault(link.pack_id, []).append(link)
    return [_holder(row, links.get(row.pack_id, [])) for row in variants]


def _holder(row: PackVariant, links: Iterable[Share]) -> Holder:
    listed = {int(one["number"]): str(one["sha256"]) for one in row.listed}  # type: ignore[attr-defined]
    handed_out = row.name == PackVariant.Name.COVERED and row.state == PackVariant.State.READY
    return Holder(
        row,
        {number: sha256 for number, sha256 in listed.items() if number not in row.left_out},
        tuple(sorted(row.given.all(), key=lambda one: one.at)),
        tuple(links) if handed_out else (),
    )


def copies_of(evidence: Evidence, now: datetime) -> list[Holder]:
    """Return the versions whose files hold the exhibit, whose `case` is loaded."""
    return [one for one in _with(evidence, now) if one.lies_here]


def covered_copies_of(evidence: Evidence, now: datetime) -> list[Holder]:
    """Return the copies others get to see or were given, in which covering from now on changes nothing."""
    return [one for one in _with(evidence, now) if one.given or not one.is_full]


def _with(evidence: Evidence, now: datetime) -> list[Holder]:
    if evidence.case is None:
        return []
    return [one for one in holders_of(evidence.case, now) if one.has(evidence)]


def uncovered_copies_of(evidence: Evidence, now: datetime) -> list[Holder]:
    """Return where others see the exhibit as it was before what is covered now. No query while nothing is covered."""
    if not evidence.covers or evidence.case is None:
        return []
    found = covered_copies_of(evidence, now)
    at = covered_at(evidence.case).get(evidence.number or 0) if found else None
    return [one for one in found if is_earlier(one, at)]


def is_earlier(one: Holder, at: datetime | None) -> bool:
    """Return whether what this holder hands out, or handed out, is from before `at`. The full one covers nothing."""
    if one.is_full:
        return bool(one.given)
    if at is None:
        return False
    made = one.variant.ready_at
    return (one.lies_here and made is not None and made <= at) or any(each.at <= at for each in one.given)


def covered_at(case: Case) -> dict[int, datetime]:
    """Return when each exhibit was covered last, by its number."""
    rows = CaseEvent.objects.filter(case=case, kind="evidence_covered").order_by("at", "pk")
    return {int(number): at for at, data in rows.values_list("at", "data") for number in data.get("numbers", [])}


@dataclass(frozen=True)
class Behind:
    """What a link shows that the shopper has covered or deleted since, by number."""

    uncovered: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()


def behind_links(case: Case, now: datetime) -> dict[int, Behind]:
    """Return that for every link that works, by its key; links that show nothing of the kind are left out."""
    holders = [one for one in holders_of(case, now) if one.links]
    if not holders:
        return {}
    at = covered_at(case)
    rows = list(Evidence.objects.filter(case=case, number__isnull=False).order_by("number"))
    found: dict[int, Behind] = {}
    for one in holders:
        held = [row for row in rows if one.has(row)]
        deleted = tuple(row.number or 0 for row in held if row.deleted_at is not None)
        uncovered = tuple(
            row.number or 0
            for row in held
            if row.deleted_at is None and row.covers and is_earlier(one, at.get(row.number or 0))
        )
        if deleted or uncovered:
            found |= {link.pk: Behind(uncovered, deleted) for link in one.links}
    return found
