"""`due_date`: the contract's JSON, one object per date, sentences for what has none."""

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

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


def due(rule: str, start: str, **options: Any) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("due_date", rule=rule, start=start, json=True, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_prints_the_contracts_object() -> None:
    (told,) = due("CLK20", "2026-09-24")
    assert (told["rule"], told["start"], told["due"]) == ("CLK20", "2026-09-24", "2026-10-12T23:59:59+08:00")
    assert told["provisional"] is False
    assert told["working"][-1] == "2026-10-12 周一 第7个工作日"
    assert told["source"]["article"] == "15"
    assert told["source"]["confidence"] == "A"
    assert told["source"]["url"].startswith("https://samr.gov.cn/")


@pytest.mark.parametrize(
    ("rule", "start", "ends"),
    [
        ("CLK20", "2026-11-23", ["2026-12-02T23:59:59+08:00"]),
        ("CLK21", "2026-10-12", ["2026-12-11T23:59:59+08:00"]),
        ("CLK21", "2026-12-02", ["2027-01-31T23:59:59+08:00"]),
        ("CLK02", "2026-09-23", ["2026-09-30T23:59:59+08:00"]),
        ("CLK02", "2026-09-25", ["2026-10-02T23:59:59+08:00"]),
        ("CLK04", "2026-11-02", ["2026-11-09T23:59:59+08:00", "2026-11-17T23:59:59+08:00"]),
        ("CLK05", "2026-11-02", ["2026-11-09T23:59:59+08:00", "2026-11-17T23:59:59+08:00"]),
        ("CLK07", "2026-11-23T10:00:00+08:00", ["2026-11-24T10:00:00+08:00"]),
        ("CLK07", "2026-11-23T02:00:00Z", ["2026-11-24T10:00:00+08:00"]),
        ("CLK12", "2026-11-23", ["2026-11-26T23:59:59+08:00"]),
        ("CLK23", "2024-05-01", ["2027-05-01T23:59:59+08:00"]),
        ("clk02", "2026-09-23", ["2026-09-30T23:59:59+08:00"]),
    ],
)
def test_it_prints_one_object_per_date(rule: str, start: str, ends: list[str]) -> None:
    assert [told["due"] for told in due(rule, start)] == ends


def test_it_takes_the_category_of_goods() -> None:
    first, second = due("CLK11", "2026-11-23T10:00:00+08:00", category="fashion_look")
    assert first["due"] == "2026-11-25T10:00:00+08:00"
    assert second["due"] == "2026-12-08T23:59:59+08:00"
    assert first["category"] == "fashion_look"


def test_it_marks_a_year_without_a_calendar() -> None:
    (told,) = due("CLK20", "2026-12-28")
    assert told["provisional"] is True


def test_it_says_so_in_its_plain_text_where_only_a_holiday_would_move_the_end() -> None:
    out = StringIO()
    call_command("due_date", rule="CLK21", start="2026-11-02", stdout=out)
    assert out.getvalue().startswith("CLK21 2027-01-01T23:59:59+08:00 节假日安排未录入，仅按周末推算")


def test_it_labels_experience() -> None:
    assert {told["source"]["label"] for told in due("CLK05", "2026-11-02")} == {"经验"}


@pytest.mark.parametrize(
    ("rule", "start", "options", "words"),
    [
        ("CLK01", "2026-11-23", {}, "parse_promise"),
        ("CLK11", "2026-11-23", {}, "--category"),
        ("CLK11", "2026-11-23", {"category": "books"}, "books"),
        ("CLK11", "2026-11-23", {"category": "watch_quality"}, "三包"),
        ("CLK17", "2026-11-23", {}, "CLK17"),
        ("CLK20", "2026-04-14", {}, "2026-04-15"),
        ("CLK20", "tomorrow", {}, "tomorrow"),
        ("CLK20", "2026-11-23T10:00:00", {}, "2026-11-23T10:00:00"),
        ("CLK20", "2026-13-40", {}, "2026-13-40"),
    ],
)
def test_it_refuses_in_a_sentence(rule: str, start: str, options: dict[str, str], words: str) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("due_date", rule=rule, start=start, json=True, stdout=out, **options)
    assert words in str(refused.value)
    assert out.getvalue() == ""


def test_it_prints_for_people_without_json() -> None:
    out = StringIO()
    call_command("due_date", rule="CLK20", start="2026-09-24", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "CLK20 2026-10-12T23:59:59+08:00"
    assert "投诉举报处理办法" in lines[-1]


def test_it_needs_no_database(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {"DATA_DIR": str(tmp_path / "nothing"), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(
        [sys.executable, "manage.py", "due_date", "--rule", "CLK20", "--start", "2026-09-24", "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due"] == "2026-10-12T23:59:59+08:00"


def test_it_fails_with_a_status_and_says_why_on_stderr(tmp_path: Path) -> None:
    environment = dict(os.environ) | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(
        [sys.executable, "manage.py", "due_date", "--rule", "CLK01", "--start", "2026-09-24", "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "CLK01" in done.stderr
    assert "Traceback" not in done.stderr
