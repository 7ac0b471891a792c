"""No hot query reads a growing table from end to end or sorts more than a page, on either database.

The statements are caught as they run, with their bound parameters, and explained on a filled database: a literal in
the text would hide that SQLite does not match a partial index to bound values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.adapters.storage import Intake
from cases.models import Case, User
from cases.services.bulk_seed import MEASURED_EMAIL, bulk_seed
from cases.services.tick import tick_run

GROWING = re.compile(r"cases_(?!heartbeat)\w+|account_emailaddress|django_session|usersessions_usersession")
MOST_SORTED = 100
DUE = 30
# May be sorted, there are few: one case's own rows, one row by its unique key, one shop's or one order's cases,
# one shopper's addresses or agents.
FEW = re.compile(
    r"\((case_id|deadline_id|id|ref|digest_id|order_id)=\?"
    r"|SEARCH account_emailaddress .*\(user_id=\?|SEARCH cases_agent .*\(owner_id=\? AND platform=\?"
)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

Statement = tuple[str, Any]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """A few thousand cases with statistics; the measured shopper, signed in nowhere yet."""
    with django_db_blocker.unblock():
        bulk_seed(shoppers=60, cases=3000, due=DUE, now=timezone.now())
        yield User.objects.get(email=MEASURED_EMAIL)
        call_command("flush", verbosity=0, interactive=False)


@contextmanager
def caught() -> Iterator[list[Statement]]:
    """Collect what reads or changes rows, with its parameters as bound."""
    statements: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many and re.match(r"\s*(SELECT|UPDATE|DELETE|WITH)\b", sql):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield statements


def faults_on_sqlite(sql: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [row[3] for row in cursor.fetchall()]
    aliases = dict(re.findall(r'(?:FROM|JOIN) "(\w+)" (U\d+|T\d+)\b', sql))
    found = []
    for line in lines:
        scanned = re.match(r"SCAN (\w+)", line)
        if scanned and GROWING.fullmatch(aliases.get(scanned[1], scanned[1])) and "USING COVERING INDEX" not in line:
            found.append(line)
        if "TEMP B-TREE" in line and not any(FEW.search(each) for each in lines):
            found.append(line)
    return found


def faults_on_postgres(sql: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        # With a few thousand rows a full read is cheap: forbid it, and see whether an index could do the work.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        run = "ANALYZE, " if sql.lstrip().startswith("SELECT") else ""
        cursor.execute(f"EXPLAIN ({run}FORMAT JSON) {sql}", params)
        answer = cursor.fetchone()[0]
    plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    found = []

    def walk(node: dict[str, Any]) -> None:
        table, rows = node.get("Relation Name", ""), node.get("Actual Rows", node["Plan Rows"])
        if node["Node Type"] == "Seq Scan" and GROWING.fullmatch(table):
            found.append(f"Seq Scan on {table}")
        if "Sort" in node["Node Type"] and rows > MOST_SORTED:
            found.append(f"{node['Node Type']} of {rows} rows by {node['Sort Key']}")
        for child in node.get("Plans", []):
            walk(child)

    walk(plan)
    return found


def faults_of(statements: list[Statement]) -> list[str]:
    explain = faults_on_sqlite if connection.vendor == "sqlite" else faults_on_postgres
    return [f"{fault}\n    {sql}" for sql, params in statements for fault in explain(sql, params)]


PAGES = {
    "today": lambda ref: reverse("today"),
    "case list": lambda ref: reverse("case-list"),
    "case list, waiting": lambda ref: reverse("case-list") + "?s=waiting",
    "case list, closed": lambda ref: reverse("case-list") + "?s=closed",
    "case list, later page": lambda ref: reverse("case-list") + "?s=closed&before=2026-11-23T00:00:00%2B00:00_999999",
    "case": lambda ref: reverse("case", args=[ref]),
    "log": lambda ref: reverse("case-log", args=[ref]),
    "letter": lambda ref: reverse("case-say", args=[ref]),
    "inbox": lambda ref: reverse("inbox"),
    "inbox, later page": lambda ref: reverse("inbox") + f"?before={2**50}-{'0' * 32}",
}


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_it_finds_what_a_page_shows_by_an_index(filled, page):
    client = Client()
    client.force_login(filled, backend=BACKEND)
    ref = Case.objects.filter(owner=filled).open().values_list("ref", flat=True)[0]
    with caught() as statements:
        assert client.get(PAGES[page](ref)).status_code == 200
    assert len(statements) >= 3
    assert not faults_of(statements)


@pytest.fixture
def unexplained(media) -> None:
    """A file that nobody is writing and no row names: every table that could is asked for it."""
    intake = Intake()
    intake.write(b"left over")
    intake.finish()
    intake.keep()


@pytest.mark.django_db
@pytest.mark.usefixtures("unexplained")
def test_it_finds_what_waits_by_an_index(filled):
    with caught() as statements:
        counts = tick_run(now_fn=timezone.now)
    assert counts["claimed"] == DUE
    assert counts["sent"] > 0
    assert any('FROM "cases_export" WHERE "cases_export"."name" IN' in sql for sql, _ in statements)
    assert not faults_of(_one_of_each(statements))


@pytest.mark.django_db
@pytest.mark.usefixtures("unexplained")
def test_it_sees_by_an_index_that_nothing_waits(filled):
    with caught() as statements:
        counts = tick_run(now_fn=lambda: timezone.now() - timedelta(days=500))
    assert not counts["claimed"]
    assert len(statements) >= 3
    assert not faults_of(_one_of_each(statements))


def _one_of_each(statements: list[Statement]) -> list[Statement]:
    return list({sql: (sql, params) for sql, params in statements}.values())
