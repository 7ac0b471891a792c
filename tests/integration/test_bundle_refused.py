"""A bundle that is not one of ours, or was tampered with, is refused whole: no row, no file, no wait."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from cases.adapters import storage
from cases.domain.bundle import BundleRefused
from cases.models import Case, Evidence, Order
from cases.services.bundle_read import bundle_read
from cases.services.bundle_write import bundle_write
from tests.factories import NOW
from tests.whole_account import fill

pytestmark = pytest.mark.django_db
_HONEST: dict[str, bytes] = {}
BIG = b"0" * (3 * 1024 * 1024)


@pytest.fixture(autouse=True)
def _monday(media):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def honest(alice) -> dict[str, bytes]:
    """The parts of a sound bundle, made once for all tests."""
    if not _HONEST:
        fill(alice)
        out = io.BytesIO()
        bundle_write(owner=alice, to=out, now=NOW)
        with zipfile.ZipFile(out) as archive:
            _HONEST.update({name: archive.read(name) for name in archive.namelist()})
    return dict(_HONEST)


def zipped(parts: dict[str, bytes], *, listed: bool = True, **changes: Any) -> io.BytesIO:
    """Return an archive of the parts; its manifest lists them as they are unless `listed` says no."""
    manifest = json.loads(parts["manifest.json"]) if parts.get("manifest.json", b"x")[:1] == b"{" else {}
    if listed:
        manifest["files"] = [
            {"path": name, "size": len(part), "sha256": hashlib.sha256(part).hexdigest()}
            for name, part in parts.items()
            if name != "manifest.json"
        ]
    manifest |= changes
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part if name != "manifest.json" else json.dumps(manifest))
    out.seek(0)
    return out


def refused(user, file: io.BytesIO, reason: str) -> None:
    """Read it and see that it was refused for this reason and left nothing behind."""
    before = (Case.objects.count(), Order.objects.count(), Evidence.objects.count(), sorted(_files()))
    with pytest.raises(BundleRefused) as caught:
        bundle_read(owner=user, file=file, now=NOW)
    assert caught.value.reason == reason
    assert before == (Case.objects.count(), Order.objects.count(), Evidence.objects.count(), sorted(_files()))
    assert list(storage.leftovers()) == []


def _files() -> list[str]:
    return [file.name for file in storage.lying()]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"<html>", b"\x00" * 5000])
def test_it_refuses_what_is_no_archive(charlie, raw):
    refused(charlie, io.BytesIO(raw), "no_bundle")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "files/../data.json", "files/x", "FILES/" + "a" * 64, "a\\b", "run.py"]
)
def test_it_refuses_names_that_are_none_of_ours(charlie, honest, name):
    refused(charlie, zipped(honest | {name: b"x"}), "names")


def test_it_refuses_two_files_of_one_name(charlie, honest):
    out = zipped(honest)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("data.json", b"{}")
    refused(charlie, out, "names")


@pytest.mark.parametrize("changes", [{"version": 2}, {"version": "1"}, {"version": None}])
def test_it_refuses_a_version_it_does_not_know(charlie, honest, changes):
    refused(charlie, zipped(honest, **changes), "version")


def test_it_refuses_another_format(charlie, honest):
    refused(charlie, zipped(honest, format="zip"), "no_bundle")


def test_it_refuses_one_changed_byte_of_a_file(charlie, honest):
    name = next(name for name in honest if name.startswith("files/"))
    changed = honest[name][:-1] + bytes([honest[name][-1] ^ 1])
    refused(charlie, zipped(honest | {name: changed}, listed=False), "hash")
    # A manifest that was changed with it does not help: the name is the hash the row knows.
    refused(charlie, zipped(honest | {name: changed}), "hash")


def test_it_refuses_changed_rows(charlie, honest):
    changed = honest["data.json"].replace(b"6789", b"6780")
    assert len(changed) == len(honest["data.json"])
    refused(charlie, zipped(honest | {"data.json": changed}, listed=False), "hash")


def test_it_refuses_files_nobody_listed_and_lists_of_nothing(charlie, honest):
    refused(charlie, zipped(honest | {"files/" + "a" * 64: b"x"}, listed=False), "manifest")
    refused(charlie, zipped({"manifest.json": honest["manifest.json"]}, listed=False), "no_bundle")


def test_it_refuses_a_bomb_before_reading_it(charlie, honest, settings):
    settings.QUOTA_MB = 1
    settings.DATA_MOST = 1
    sizes = {f"files/{number:064x}": BIG for number in range(60)}
    out = zipped(honest | sizes)
    assert len(out.getvalue()) < len(BIG)
    refused(charlie, out, "large")


def test_it_refuses_an_entry_that_says_it_is_smaller_than_it_is(charlie, honest):
    out = zipped(honest | {"data.json": BIG})
    raw = out.getvalue().replace(len(BIG).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    refused(charlie, io.BytesIO(raw), "damaged")


def test_it_refuses_what_is_more_than_the_quota(charlie, honest, settings):
    settings.QUOTA_MB = 0
    refused(charlie, zipped(honest), "quota")


@pytest.mark.parametrize(
    "raw", [b"[]", b"{", b'{"tables": NaN}', b'{"account": {}}', b"[" * 100_000, b'{"a": "\\u0000"}', b"\xff\xfe"]
)
def test_it_refuses_json_that_is_none_or_none_of_ours(charlie, honest, raw):
    refused(charlie, zipped(honest | {"data.json": raw}), "json")


def row_of(data: dict[str, Any], table: str) -> dict[str, Any]:
    return data["tables"][table][0]


def spoilt(honest: dict[str, bytes], change: Any) -> io.BytesIO:
    data = copy.deepcopy(json.loads(honest["data.json"]))
    change(data)
    return zipped(honest | {"data.json": json.dumps(data).encode()})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data["tables"].update(users=[]), "table"),
        (lambda data: data["tables"].update(cases={}), "table"),
        (lambda data: data["tables"].update(cases=[1]), "table"),
        (lambda data: row_of(data, "cases").update(owner=1), "column"),
        (lambda data: row_of(data, "cases").update(ref="abcdefghijklmnop"), "column"),
        (lambda data: row_of(data, "evidence").update(name="../../x"), "column"),
        (lambda data: row_of(data, "cases").pop("problem"), "value"),
        (lambda data: row_of(data, "cases").update(problem="长" * 301), "value"),
        (lambda data: row_of(data, "cases").update(problem=None), "value"),
        (lambda data: row_of(data, "cases").update(opened_at="昨天"), "value"),
        (lambda data: row_of(data, "cases").update(opened_at="2026-11-23T10:00:00"), "value"),
        (lambda data: row_of(data, "cases").update(tier="court"), "value"),
        (lambda data: row_of(data, "cases").update(outcome="won"), "value"),
        (lambda data: row_of(data, "orders").update(amount="NaN"), "value"),
        (lambda data: row_of(data, "orders").update(amount=12.5), "value"),
        (lambda data: row_of(data, "contacts").update(words="a" * 20_001), "value"),
        (lambda data: row_of(data, "evidence").update(covers=[[0, 0, "x", 1]]), "value"),
        (lambda data: row_of(data, "evidence").update(covers=[[0, 0, 1, 1, 0]]), "value"),
        (lambda data: row_of(data, "evidence").update(region=[0, 0, -5, 1]), "value"),
        (lambda data: row_of(data, "evidence").update(marks=[{"kind": "box", "x": "far"}]), "value"),
        (lambda data: row_of(data, "evidence").update(marks=[{"kind": "text", "x": 1, "y": 1, "page": "2"}]), "value"),
        (lambda data: row_of(data, "comparisons").update(pairs=[{"genuine": [0, 0, 5, 5], "words": "x"}]), "value"),
        (lambda data: row_of(data, "cases").update(moments={"refused": "昨天"}), "value"),
        (lambda data: row_of(data, "cases").update(worked=[1]), "value"),
        (lambda data: row_of(data, "ascents").update(grounds={"elsewhere": ["clear"]}), "value"),
        (lambda data: row_of(data, "ascents").update(ticks={"12315": "item"}), "value"),
        (lambda data: row_of(data, "ascents").update(typed={"T12": {"loss": 12}}), "value"),
        (lambda data: row_of(data, "ascents").update(typed={"T12": {"at": "昨天"}}), "value"),
        (lambda data: row_of(data, "packs").update(content={}), "value"),
        (lambda data: row_of(data, "packs")["content"].update(exhibits=[{"number": 1}]), "value"),
        (lambda data: row_of(data, "packs").update(changes=[{"op": "moved", "part": "cover", "text": ""}]), "value"),
        (lambda data: row_of(data, "shares").update(token_hash="0" * 64), "column"),
        (lambda data: row_of(data, "pack_variants").update(state="ready"), "column"),
        (lambda data: data["tables"].update(helpers=[{"id": 1}]), "table"),
        (lambda data: row_of(data, "events").update(data=[]), "value"),
        (lambda data: row_of(data, "mails").update(kind="account"), "value"),
        (lambda data: data["tables"]["cases"].append(dict(row_of(data, "cases"))), "id"),
        (lambda data: row_of(data, "cases").update(next_at=None, next_kind=""), "rows"),
        (lambda data: row_of(data, "cases").update(received_amount="-1.00"), "rows"),
        (lambda data: [row.update(number=1) for row in data["tables"]["evidence"] if row["case"]], "rows"),
    ],
)
def test_it_refuses_rows_that_no_account_of_ours_has(charlie, honest, change, reason):
    refused(charlie, spoilt(honest, change), reason)


def test_it_takes_no_file_of_a_type_we_would_not_take(charlie, honest):
    evil = b"#!/bin/sh\nrm -rf /\n" * 100
    sha = hashlib.sha256(b"MZ" + evil).hexdigest()

    def change(data: dict[str, Any]) -> None:
        row = next(row for row in data["tables"]["evidence"] if row["deleted_at"] is None)
        row["sha256"] = sha

    data = json.loads(honest["data.json"])
    change(data)
    parts = honest | {"data.json": json.dumps(data).encode(), f"files/{sha}": b"MZ" + evil}
    refused(charlie, zipped(parts), "type")


def test_it_is_refused_in_words_by_the_command(honest, tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(honest, version=9).getvalue())
    with pytest.raises(CommandError, match="nothing was changed: version: 9"):
        call_command("import_account", path, email="new@example.com")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_account", tmp_path / "none.zip")
