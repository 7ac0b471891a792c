"""Load the shipped files into the tables without touching what an admin changed, and note an admin's change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.db import transaction

from guides.adapters.knowledge_files import FOLDER, read_knowledge
from guides.adapters.stamp import forget
from guides.domain.fingerprint import fingerprint
from guides.models import KnowledgeStamp, Sourced
from guides.selectors.shipped import differing, shipped_content, shipped_fingerprint, shipped_tables
from guides.services.guide_load import guides_load
from guides.services.knowledge_version import change_version, locked_stamp
from guides.services.load_report import Difference, LoadReport

__all__ = ["Difference", "LoadReport", "entry_edit", "entry_remove", "entry_restore", "knowledge_load"]


def knowledge_load(*, now: datetime, folder: Path = FOLDER) -> LoadReport:
    """Bring the tables in line with the files; return what changed. Loading the same files again does nothing."""
    files = shipped_fingerprint(folder)
    if KnowledgeStamp.objects.filter(files_hash=files).exists():
        return LoadReport(unchanged=True)
    shipped, report = read_knowledge(folder), LoadReport()
    with transaction.atomic():
        stamp = locked_stamp(now=now)
        if stamp.files_hash == files:
            # Another process loaded them while this one waited for the row.
            return LoadReport(unchanged=True)
        for model, keys, contents in shipped_tables(shipped):
            _load_table(model, keys, contents, report)
        guides_load(documents=shipped.guides, report=report, now=now)
        stamp.version, stamp.files_hash, stamp.loaded_at = token_hex(16), files, now
        stamp.save(update_fields=["version", "files_hash", "loaded_at"])
    forget()
    return report


def entry_edit(*, row: Sourced, now: datetime) -> None:
    """Save an admin's row, full of checks, and tell every process to read again."""
    row.full_clean()
    row.edited_at = now
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    with transaction.atomic():
        if row._state.adding:
            row.save(force_insert=True)
        else:
            row.save(update_fields=columns)
        change_version(now=now)
    transaction.on_commit(forget)


def entry_restore(*, row: Sourced, now: datetime) -> bool:
    """Give an admin's row back the words that ship; return False when none ship for it."""
    content = shipped_content(row)
    if content is None:
        return False
    with transaction.atomic():
        _overwrite(row, content, fingerprint(content))
        change_version(now=now)
    transaction.on_commit(forget)
    return True


def entry_remove(*, row: Sourced, now: datetime) -> None:
    """Delete an admin's row; a shipped one comes back when its file next changes."""
    with transaction.atomic():
        row.delete()
        change_version(now=now)
    transaction.on_commit(forget)


def _load_table(
    model: type[Sourced], keys: tuple[str, ...], contents: list[dict[str, Any]], report: LoadReport
) -> None:
    rows = {tuple(getattr(row, key) for key in keys): row for row in model._default_manager.select_for_update()}
    for content in contents:
        key = tuple(content[name] for name in keys)
        row, loaded_hash = rows.pop(key, None), fingerprint(content)
        name = f"{model.__name__} {' '.join(str(part) for part in key if part)}"
        if row is None:
            model(**content, loaded_hash=loaded_hash).save(force_insert=True)
            report.added.append(name)
        elif row.is_edited and fingerprint(row.content()) != loaded_hash:
            report.left_alone.append(Difference(name, differing(row.content(), content)))
        elif row.is_edited or row.loaded_hash != loaded_hash:
            _overwrite(row, content, loaded_hash)
            report.updated.append(name)
    for key, row in rows.items():
        _withdraw(row, f"{model.__name__} {' '.join(str(part) for part in key if part)}", report)


def _overwrite(row: Sourced, content: dict[str, Any], loaded_hash: str) -> None:
    for name, value in content.items():
        setattr(row, name, value)
    row.loaded_hash, row.edited_at = loaded_hash, None
    row.save(update_fields=[*(name for name in content if name != row._meta.pk.name), "loaded_hash", "edited_at"])


def _withdraw(row: Sourced, name: str, report: LoadReport) -> None:
    """Delete a shipped row that ships no more. One an admin made or changed stays and is reported."""
    if not row.loaded_hash:
        return
    if row.is_edited:
        report.left_alone.append(Difference(name, None))
        return
    row.delete()
    report.withdrawn.append(name)
