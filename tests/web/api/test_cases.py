"""GET /api/v1/cases/ and /api/v1/cases/<ref>/."""

from __future__ import annotations

import pytest

from cases.selectors import api
from tests.case_acts import heard, opened
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_it_lists_ones_own_cases_alone(program, strangers, case, charlie):
    opened(charlie, now=NOW)
    said = program.get("cases/").json()
    assert [one["ref"] for one in said["cases"]] == [case.ref]
    assert len(strangers.get("cases/").json()["cases"]) == 1


def test_it_goes_page_by_page(program, alice, case, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 2)
    for number in range(2):
        opened(alice, now=NOW, key=f"k{number}", number=str(number))
    first = program.get("cases/").json()
    rest = program.get(f"cases/?after={first['next']}").json()
    assert [one["file_no"] for one in first["cases"] + rest["cases"]] == [1, 2, 3]
    assert rest["next"] is None
    assert program.get("cases/?after=x").json()["error"]["fields"]["after"]


def test_it_says_where_a_case_stands(program, case):
    heard(case, NOW, hours=24)
    said = program.get(f"cases/{case.ref}/").json()
    assert (said["file_no"], said["tier"], said["open"], said["order"]["shop"]) == (1, "merchant", True, "示例店")
    assert said["next"]["actor"] == "them"
    assert said["next"]["at"].endswith("+08:00")


def test_it_knows_nothing_of_a_strangers_case(strangers, case):
    for path in ("", "contacts/", "contacts/1/", "evidence/", "evidence/1/", "evidence/1/file/"):
        assert strangers.get(f"cases/{case.ref}/{path}").status_code == 404
    assert strangers.post(f"cases/{case.ref}/contacts/", {"words": "好"}).status_code == 404
    assert strangers.send(f"cases/{case.ref}/evidence/").status_code == 404


def test_it_may_not_be_kept_by_anybody_between(program, case):
    answer = program.get(f"cases/{case.ref}/")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer
