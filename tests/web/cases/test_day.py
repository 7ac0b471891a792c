"""/c/<ref>/clocks/day/: a day that starts a clock is told where it is asked for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.services.case_state import case_close
from tests.case_acts import again, kinds, running
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/clocks/day/"


def test_it_starts_the_clock_and_leads_back(as_alice, case, url):
    response = as_alice.post(url, {"trigger": "signed", "day": "2026-11-20"})
    assert response["Location"] == f"/c/{case.ref}/"
    assert again(case).order.signed_at == datetime(2026, 11, 20, tzinfo=SHANGHAI)
    assert running(case) == ["CLK02"]
    assert "你填了日子：11月20日 签收" in words_of(as_alice.get(response["Location"]))


def test_it_leads_back_to_the_page_it_came_from(as_alice, case, url):
    response = as_alice.post(url, {"trigger": "received", "day": "2026-11-20", "from": "clocks"})
    assert response["Location"] == f"/c/{case.ref}/clocks/"
    assert again(case).moments == {"received": datetime(2026, 11, 20, tzinfo=SHANGHAI).isoformat()}


def test_it_takes_a_time_of_day(as_alice, case, url):
    as_alice.post(url, {"trigger": "after_sale_filed", "day": "2026-11-23", "clock": "10:30"})
    at = datetime(2026, 11, 23, 10, 30, tzinfo=SHANGHAI)
    assert again(case).moments == {"after_sale_filed": at.isoformat()}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("", "选哪一天"), ("soon", "写成"), ("2026-11-24", "这一天还没到"), ("1826-11-20", "写成")],
)
def test_it_says_at_the_question_what_is_wrong_and_keeps_what_was_typed(as_alice, case, url, day, sentence):
    response = as_alice.post(url, {"trigger": "signed", "day": day})
    page = page_of(response)
    assert response.status_code == 422
    beside = page.split('id="day-signed-e"', 1)[1].split("</p>", 1)[0]
    assert sentence in beside
    assert f'name="day" value="{day}"' in page
    assert again(case).order.signed_at is None


def test_it_takes_no_trigger_it_does_not_know(as_alice, case, url):
    assert as_alice.post(url, {"trigger": "birthday", "day": "2026-11-20"}).status_code == 422
    assert again(case).moments == {}


def test_it_is_told_once_when_pressed_twice(as_alice, case, url):
    for _ in range(2):
        as_alice.post(url, {"trigger": "signed", "day": "2026-11-20"})
    assert kinds(case).count("moment_noted") == 1


def test_it_takes_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url, {"trigger": "signed", "day": "2026-11-20"})["Location"] == f"/c/{case.ref}/"
    assert "moment_noted" not in kinds(case)


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert "moment_noted" not in kinds(case)
