"""`parse_promise`: the contract's JSON, a table in one process, sentences for bad input, and no need of a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.unit.promises.tables import EXAMPLES, rows

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
AT = "2026-11-23T10:00:00+08:00"


def told(*args: str, **options: Any) -> str:
    out = StringIO()
    call_command("parse_promise", *args, stdout=out, **options)
    return out.getvalue()


def read(phrase: str, heard_at: str = AT) -> dict[str, Any]:
    return json.loads(told(phrase, heard_at=heard_at, json=True))


def test_it_prints_the_contracts_object() -> None:
    found = read("1-3个工作日内给您回复", "2026-09-30T15:00:00+08:00")
    assert found["phrase"] == "1-3个工作日内给您回复"
    assert found["due"] == "2026-10-10T23:59:59+08:00"
    assert found["kind"] == "working_days"
    assert found["flags"] == ["range"]
    assert found["working"][0] == "2026-10-01 周四 跳过：国庆节"
    assert found["working"][-3:-1] == ["2026-10-08 周四 第1个工作日", "2026-10-09 周五 第2个工作日"]
    assert found["reason"] is None


def test_it_prints_null_and_the_reason_when_it_must_ask() -> None:
    found = read("尽快给您处理")
    assert (found["due"], found["kind"], found["flags"], found["working"]) == (None, "none", ["vague"], [])
    assert found["reason"] == "vague"


def test_it_lists_both_times_of_one_sentence() -> None:
    found = read("24小时内联系您，3个工作日内出结果")
    assert found["flags"] == ["two_promises"]
    assert [term["due"] for term in found["terms"]] == ["2026-11-24T10:00:00+08:00", "2026-11-26T23:59:59+08:00"]


@pytest.mark.parametrize(
    "heard_at", ["2026-11-23T10:00:00", "2026-11-23 10:00", "2026-11-23T02:00:00Z", "2026-11-23T10:00:00+08:00"]
)
def test_it_takes_a_moment_without_an_offset_as_shanghais(heard_at: str) -> None:
    assert read("24小时内", heard_at)["due"] == "2026-11-24T10:00:00+08:00"


def test_it_reads_a_phrase_heard_just_now_without_being_told_when() -> None:
    assert json.loads(told("24小时内", json=True))["due"].endswith("+08:00")


def test_it_tells_people_in_lines() -> None:
    lines = told("明天下午3点半前给您答复", heard_at=AT).splitlines()
    assert lines == ["明天下午3点半前给您答复", "due 2026-11-24T15:30:00+08:00 (clock)", "  2026-11-24 周二 15:30"]
    assert told("尽快", heard_at=AT).splitlines() == ["尽快", "no due moment: vague"]


def test_it_reads_the_examples_of_the_fact_sheet_in_order() -> None:
    found = [json.loads(line) for line in told(tsv=str(EXAMPLES)).splitlines()]
    table = rows(EXAMPLES)
    assert [line["phrase"] for line in found] == [row.phrase for row in table]
    assert [line["due"] for line in found] == [row.due.isoformat() if row.due else None for row in table]


def test_it_takes_a_table_without_a_header_with_more_columns_and_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_bytes(f"\ufeff24小时内\t{AT}\tx\ty\r\n\r\n尽快\t2026-11-23T10:00\r\n".encode())
    found = [json.loads(line) for line in told(tsv=str(file)).splitlines()]
    assert [(line["phrase"], line["due"]) for line in found] == [
        ("24小时内", "2026-11-24T10:00:00+08:00"),
        ("尽快", None),
    ]


def test_it_reads_a_table_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(f"phrase\tcontact_at\n24小时内\t{AT}\n"))
    assert json.loads(told(tsv="-"))["due"] == "2026-11-24T10:00:00+08:00"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"24\xe5\xb0\x8f\xe6\x97\xb6 2026-11-23\n", "line 1: no tab"),
        ("phrase\tcontact_at\n24小时内\tgestern\n".encode(), "line 2: contact_at takes a moment like"),
        ("24小时内\t2026-11-23\n".encode(), "line 1: contact_at takes a moment like"),
        (b"\xff\xfe\x00", "cannot read"),
    ],
)
def test_it_names_the_line_it_cannot_read_and_prints_nothing(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_bytes(content)
    out = StringIO()
    with pytest.raises(CommandError, match=complaint):
        call_command("parse_promise", tsv=str(file), stdout=out)
    assert out.getvalue() == ""


def test_it_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="either a phrase or --tsv"):
        told()
    with pytest.raises(CommandError, match="either a phrase or --tsv"):
        told("24小时内", tsv=str(EXAMPLES))
    with pytest.raises(CommandError, match="cannot read"):
        told(tsv="nowhere.tsv")
    with pytest.raises(CommandError, match="--heard-at takes a moment like 2026-11-23T10:00:00\\+08:00, not 'soon'"):
        told("24小时内", heard_at="soon")


def test_it_needs_no_migrated_database(tmp_path: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    environment.pop("DATABASE_URL", None)
    run = subprocess.run(
        [sys.executable, "manage.py", "parse_promise", "3个工作日", "--heard-at", "2026-09-30T15:00", "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert json.loads(run.stdout)["due"] == "2026-10-10T23:59:59+08:00"
