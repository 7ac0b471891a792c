"""The dossier as it would be made now, the versions made so far, and what is still missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404

from cases.domain.dossier.compose import compose
from cases.models import Case, CaseEvent, Contact, Pack, PackFile, PackVariant, Rebuttal
from cases.selectors.dossier_facts import dossier_facts


def dossier_content(case: Case, *, now: datetime) -> dict[str, Any]:
    """Return what the dossier of the case says at this moment, uncovered."""
    return compose(dossier_facts(case, now=now))


def packs_of(case: Case) -> list[Pack]:
    """Return the versions, the newest first, with their variants, files and to whom they were given."""
    rows = Pack.objects.filter(case=case).defer("content").prefetch_related("variants__files", "variants__given")
    return list(rows.order_by("-number"))


def pack_for(case: Case, number: int) -> Pack:
    """Return one version of a case the caller has been let into. Http404 when there is none."""
    found = Pack.objects.filter(case=case, number=number).prefetch_related("variants__files", "variants__given").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def variant_of(pack: Pack, name: str) -> PackVariant | None:
    """Return that variant; None while nobody asked for it."""
    return next((one for one in pack.variants.all() if one.name == name), None)


def file_of(variant: PackVariant, kind: str) -> PackFile | None:
    """Return the file, None while it is not made."""
    return next((one for one in variant.files.all() if one.kind == kind), None)


def made_files_of(case: Case) -> list[int]:
    """Return the size of every file that is made of the case's dossiers."""
    return list(PackFile.objects.filter(variant__pack__case=case).values_list("size", flat=True))


def gone_files_of(pack: Pack) -> dict[str, str]:
    """Return the fingerprints of the files this version had last, by "covered.pdf"; {} where none went."""
    kinds = ("pack_cleared", "pack_expired")
    rows = CaseEvent.objects.filter(case=pack.case, kind__in=kinds, data__version=pack.number)
    last = rows.order_by("-pk").values_list("data", flat=True).first()
    return dict((last or {}).get("sha256", {}))


def refusals_of(case: Case) -> list[tuple[Contact, Rebuttal | None]]:
    """Return what was refused, the earliest first, each with what the shopper says to it.

    12315 opposes nobody: that it does not accept, or that mediation ended, is nothing to answer (R121 arts 15, 23).
    """
    rows = Contact.objects.filter(
        case=case, voided_at__isnull=True, direction=Contact.Direction.IN, reply=Contact.Reply.REFUSED
    ).select_related("agent", "result")
    said = {one.contact_id: one for one in Rebuttal.objects.filter(contact__case=case)}
    return [(one, said.get(one.pk)) for one in rows.order_by("at", "pk") if one.pk in said or not _told_by_12315(one)]


def _told_by_12315(one: Contact) -> bool:
    return one.tier == Case.Tier.REGULATOR and hasattr(one, "result")
