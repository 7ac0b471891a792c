"""Freezes the dossier as the record stands: the next version, compared with the last one, its files to be made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.adapters.queue import enqueue
from cases.domain.dossier.changes import changes
from cases.models import Case, CaseEvent, Pack, PackGiven, PackVariant
from cases.selectors.dossier import dossier_content
from cases.services.case_lock import case_lock
from cases.services.event import event_record

BIND = "cases.bind"
# More versions than anybody hands out; a loop of clicks fills no disk.
MOST_VERSIONS = 40


class TooManyVersions(Exception):
    """The case has as many versions as we keep."""


@transaction.atomic
def pack_make(*, case: Case, whole_number: bool, now: datetime) -> Pack:
    """Return the new version, its covered variant waiting for the worker.

    When nothing has changed since the last one, that one is returned. TooManyVersions beyond MOST_VERSIONS.
    """
    case_lock(case=case)
    content = dossier_content(case, now=now)
    last = Pack.objects.filter(case=case).order_by("-number").first()
    differs = changes(last.content, content) if last else []
    if last is not None and not differs and _same(last, content, whole_number) and not _covered_since(last):
        pack_variant_ask(pack=last, name=PackVariant.Name.COVERED, now=now)
        return last
    number = last.number + 1 if last else 1
    if number > MOST_VERSIONS:
        raise TooManyVersions
    pack = Pack.objects.create(
        case=case, number=number, content=content, changes=differs, whole_number=whole_number, made_at=now
    )
    event_record(case=case, kind="pack_made", at=now, now=now, data={"version": number})
    pack_variant_ask(pack=pack, name=PackVariant.Name.COVERED, now=now)
    return pack


@transaction.atomic
def pack_variant_ask(*, pack: Pack, name: str, now: datetime) -> PackVariant:
    """Return the variant, waiting for the worker if it is new or has failed before."""
    total = len(pack.content["exhibits"])
    row, made = PackVariant.objects.get_or_create(pack=pack, name=name, defaults={"act_at": now, "total": total})
    if not made and row.state == PackVariant.State.FAILED:
        row.state, row.reason, row.act_at, row.tries, row.done = PackVariant.State.WAITING, "", now, 0, 0
        row.save(update_fields=["state", "reason", "act_at", "tries", "done"])
    if row.state == PackVariant.State.WAITING:
        enqueue(BIND, variant_id=row.pk)
    return row


@transaction.atomic
def pack_given(*, case: Case, variant: PackVariant, to_whom: str, now: datetime) -> PackGiven:
    """Return the note of who was given a variant, on the record too."""
    row = PackGiven.objects.create(variant=variant, to_whom=to_whom, at=now)
    data = {"version": variant.pack.number, "to": to_whom, "variant": variant.name}
    event_record(case=case, kind="pack_given", at=now, now=now, data=data)
    return row


def _same(last: Pack, content: dict[str, Any], whole_number: bool) -> bool:
    """Return whether a new version would say the same: its fingerprints, texts and the choice about the number."""
    return last.whole_number == whole_number and _fixed(last.content) == _fixed(content)


def _covered_since(last: Pack) -> bool:
    """Return whether other rectangles were drawn since its files were made: they show what is covered now."""
    made = PackVariant.objects.filter(pack=last, name=PackVariant.Name.COVERED, state=PackVariant.State.READY).first()
    if made is None or made.ready_at is None:
        return False
    kinds = ("evidence_covered", "evidence_uncovered")
    return CaseEvent.objects.filter(case_id=last.case_id, kind__in=kinds, at__gte=made.ready_at).exists()


def _fixed(content: dict[str, Any]) -> dict[str, Any]:
    """Return what does not move by itself: no "until now", which every making says anew."""
    kept = {name: value for name, value in content.items() if name not in ("made_on", "summary")}
    kept["promises"] = [{key: value for key, value in one.items() if key != "result"} for one in content["promises"]]
    # A claim's text tells how late it is by now; which claims there are, and on what they stand, does not.
    return kept | {"claims": [[one["id"], one["exhibits"]] for one in content["summary"]]}
