"""Compares rows and files: what is missing, changed, cut short, and what no row names; mends what may be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from cases.adapters import parts, storage
from cases.models import Evidence, Export, PackFile, Rendition
from cases.services.heartbeat import heartbeat_last, heartbeat_write

AT_ONCE = 500
WALK_SECONDS = 3600


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: missing, truncated, changed or orphan, at a place in the storage."""

    fault: str
    name: str
    evidence: int | None = None
    case: str = ""
    number: int | None = None


def evidence_faults() -> Iterator[Fault]:
    """Yield what is wrong with every original, rendition and dossier, then every file that no row names."""
    for row in Evidence.objects.kept().select_related("case").order_by("pk").iterator(AT_ONCE):
        fault = _fault_of(row.name, row.size, row.sha256)
        if fault and Evidence.objects.kept().filter(pk=row.pk).exists():
            yield Fault(fault, row.name, row.pk, row.case.ref if row.case else "", row.number)
    for made in Rendition.objects.select_related("evidence__case").order_by("pk").iterator(AT_ONCE):
        fault = _fault_of(made.name, made.size, made.sha256)
        if fault and Rendition.objects.filter(pk=made.pk).exists():
            of = made.evidence
            yield Fault(fault, made.name, of.pk, of.case.ref if of.case else "", of.number)
    for file in PackFile.objects.select_related("variant__pack__case").order_by("pk").iterator(AT_ONCE):
        fault = _fault_of(file.name, file.size, file.sha256)
        if fault and PackFile.objects.filter(pk=file.pk).exists():
            yield Fault(fault, file.name, case=file.variant.pack.case.ref)
    for stray in _strays():
        yield Fault("orphan", stray.name)


def _fault_of(name: str, size: int, sha256: str) -> str:
    try:
        found, now_sha = storage.digest(name)
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    if found < size:
        return "truncated"
    return "changed" if (found, now_sha) != (size, sha256) else ""


def _strays() -> Iterator[storage.Lying]:
    """Yield the files nobody is writing that no living row names."""
    batch: list[storage.Lying] = []
    for file in storage.lying():
        if not file.being_written:
            batch.append(file)
        if len(batch) == AT_ONCE:
            yield from _unnamed(batch)
            batch = []
    yield from _unnamed(batch)


def _unnamed(files: list[storage.Lying]) -> list[storage.Lying]:
    """Return those no row names. Asked after the files were seen unlocked: a row committed meanwhile is found."""
    names = [file.name for file in files]
    known = set(Evidence.objects.kept().filter(name__in=names).values_list("name", flat=True))
    known |= set(Rendition.objects.filter(name__in=names).values_list("name", flat=True))
    known |= set(PackFile.objects.filter(name__in=names).values_list("name", flat=True))
    known |= set(Export.objects.filter(name__in=names).values_list("name", flat=True))
    return [file for file in files if file.name not in known]


def _has_row(name: str) -> bool:
    return not _unnamed([storage.Lying(name, 0)])


def strays_sweep(*, now: datetime) -> int:
    """Return how many files were removed: what killed uploads left, at once; what nobody can explain, after
    STRAY_SECONDS. The second takes a walk through all files, so it is done once an hour at most."""
    storage.clear_work(now.timestamp() - WALK_SECONDS)
    swept = parts.clear(now.timestamp() - settings.STRAY_SECONDS)
    for name in storage.leftovers():
        has_row = _has_row(name)
        storage.clear_leftover(name, has_row=has_row)
        swept += not has_row
    every = timedelta(seconds=min(settings.STRAY_SECONDS, WALK_SECONDS))
    last = heartbeat_last(name="strays")
    if last is None or not timedelta(0) <= now - last < every:
        for file in list(_strays()):
            if now.timestamp() - file.changed_at >= settings.STRAY_SECONDS:
                storage.sweep_away(file.name)
                swept += 1
        heartbeat_write(name="strays", now=now)
    return swept
