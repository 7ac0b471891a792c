"""The shipped guides into their table: each document becomes a revision, unless an editor published another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guides.domain.fingerprint import fingerprint
from guides.domain.guide_difference import difference
from guides.models import Guide, GuideRevision
from guides.services.guide_publish import revision_add, row_columns
from guides.services.load_report import Difference, LoadReport


def guides_load(*, documents: list[dict[str, Any]], report: LoadReport, now: datetime) -> None:
    """Publish what ships and is not published yet, and say so in the report. A draft is never touched."""
    fresh: list[tuple[dict[str, Any], str]] = []
    rows = {row.pk: row for row in Guide.objects.select_for_update(of=("self",)).select_related("published")}
    for document in documents:
        row, shipped_hash = rows.pop(document["slug"], None), fingerprint(document)
        name = f"Guide {document['slug']}"
        if row is None:
            fresh.append((document, shipped_hash))
            report.added.append(name)
        elif row.is_edited and not _says(row, shipped_hash):
            ours = row.published.content if row.published else {}
            report.left_alone.append(Difference(name, difference(document, ours)))
        elif row.is_edited or row.loaded_hash != shipped_hash:
            _publish(row, document, shipped_hash, now)
            report.updated.append(name)
    _add(fresh, now)
    for row in rows.values():
        _withdraw(row, report)


def _add(fresh: list[tuple[dict[str, Any], str]], now: datetime) -> None:
    """Write new guides and their first revisions, a few statements for all: an installation starts with dozens."""
    guides = [Guide(**row_columns(document), loaded_hash=shipped_hash) for document, shipped_hash in fresh]
    Guide.objects.bulk_create(guides)
    revisions = [
        GuideRevision(guide=guide, number=1, content=document, content_hash=shipped_hash, published_at=now)
        for guide, (document, shipped_hash) in zip(guides, fresh, strict=True)
    ]
    for guide, revision in zip(guides, GuideRevision.objects.bulk_create(revisions), strict=True):
        guide.published = revision
    Guide.objects.bulk_update(guides, ["published"])


def _says(row: Guide, shipped_hash: str) -> bool:
    return row.published is not None and row.published.content_hash == shipped_hash


def _publish(guide: Guide, document: dict[str, Any], shipped_hash: str, now: datetime) -> None:
    columns = row_columns(document) | {
        "published": revision_add(guide=guide, document=document, now=now),
        "loaded_hash": shipped_hash,
        "edited_at": None,
    }
    for name, value in columns.items():
        setattr(guide, name, value)
    guide.save(update_fields=[name for name in columns if name != "slug"])


def _withdraw(guide: Guide, report: LoadReport) -> None:
    """Take a guide that ships no more out of sight; its revisions stay for the cases that were shown them."""
    if not guide.loaded_hash:
        return
    if guide.is_edited:
        report.left_alone.append(Difference(f"Guide {guide.pk}", None))
        return
    guide.published, guide.loaded_hash = None, ""
    guide.save(update_fields=["published", "loaded_hash"])
    report.withdrawn.append(f"Guide {guide.pk}")
