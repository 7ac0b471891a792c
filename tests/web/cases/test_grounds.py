"""/c/<ref>/grounds/ and elsewhere: the grounds of refusal as questions, and the bodies that have the dispute."""

from __future__ import annotations

import re

import pytest

from cases.models import Ascent, CaseEvent, Elsewhere
from cases.selectors.letters import letter_of_case
from cases.services.case_state import case_close
from guides.selectors.rising import grounds_at
from tests.case_acts import DAY, again, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db
BODY = {"to": "12315", "body": "association", "day": "2026-11-20", "name": "示例市消协", "number": "XX-7"}
NOWHERE = "同一争议未向法院"


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/grounds/"


@pytest.fixture
def other(case) -> str:
    return f"/c/{case.ref}/elsewhere/"


def complaint(case) -> str:
    return letter_of_case(again(case), "T12", now=NOW).text


def test_it_asks_the_seven_grounds_of_12315_and_names_their_source(as_alice, url):
    page = as_alice.get(f"{url}?to=12315")
    articles = [one.source.article for one in grounds_at("12315")]
    assert [n for n in range(1, 8) for article in articles if f"16({n})" in article] == list(range(1, 8))
    assert page_of(page).count("<legend>") == 7
    words = words_of(page)
    assert "消费者协会" in words
    assert "平台自己的处理结果不在此列" in words
    assert "第121号" in words
    assert "2026-11-23" in words


YES_NO = re.compile(r'name="(\w+)" value="(\w+)"[^>]*><span>([^<]+)</span>')


@pytest.mark.parametrize("platform", ["taobao", "jd"])
def test_it_offers_answers_that_fit_each_question(as_alice, alice, platform):
    case = opened(alice, now=NOW - DAY, platform=platform)
    for to, place in (("12315", "12315"), ("platform", platform)):
        offered: dict[str, dict[str, str]] = {}
        for name, value, said in YES_NO.findall(page_of(as_alice.get(f"/c/{case.ref}/grounds/?to={to}"))):
            offered.setdefault(name, {})[said] = value
        for one in grounds_at(place):
            words = one.question.zh
            assert ("有没有" in words) != ("是不是" in words), words
            yes, no = ("有", "没有") if "有没有" in words else ("是", "不是")
            other = {"met": "clear", "clear": "met"}[one.yes]
            assert offered[one.slug] == {yes: one.yes, no: other, "不确定": "unsure"}


def test_it_warns_by_the_no_where_a_yes_is_well(as_alice, url):
    as_alice.post(url, {"to": "12315", "not_consumer": "met"})
    page = page_of(as_alice.get(f"{url}?to=12315"))
    assert 'id="met-not_consumer"' in page
    assert re.search(
        r'value="met"[^>]*name="not_consumer"[^>]*checked|name="not_consumer"[^>]*value="met"[^>]*checked', page
    ), page


@pytest.mark.parametrize(
    ("platform", "says"),
    [("jd", "标贴或防伪，是不是"), ("taobao", "和商家自行谈妥的退款"), ("pdd", "没有查到"), ("jd_self", "没有查到")],
)
def test_it_asks_what_that_platforms_rules_say_or_says_that_nothing_is_known(as_alice, alice, platform, says):
    case = opened(alice, now=NOW - DAY, platform=platform)
    words = words_of(as_alice.get(f"/c/{case.ref}/grounds/?to=platform"))
    assert says in words
    assert ("超过三年" in words) is False


def test_it_warns_that_jd_may_refuse_after_an_authority(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="jd")
    assert "京东可以不再受理" in words_of(as_alice.get(f"/c/{case.ref}/grounds/?to=12315"))


def test_it_keeps_the_answers_and_says_what_stands_in_the_way(as_alice, case, url):
    response = as_alice.post(url, {"to": "12315", "identity": "met", "competence": "clear"})
    assert (response.status_code, response["Location"]) == (302, f"{url}?to=12315")
    assert Ascent.objects.get(case=case).grounds == {"identity": "met", "competence": "clear"}
    page = page_of(as_alice.get(f"{url}?to=12315"))
    assert 'id="met-identity"' in page
    assert 'id="met-competence"' not in page
    assert kinds(case).count("grounds_checked") == 1
    as_alice.post(url, {"to": "12315", "identity": "met"})
    assert kinds(case).count("grounds_checked") == 1, "the same answer again is no event"


def test_it_says_when_nothing_stands_in_the_way_and_promises_nothing(as_alice, url):
    answers = {one.slug: "clear" for one in grounds_at("12315")}
    as_alice.post(url, answers | {"to": "12315"})
    words = words_of(as_alice.get(f"{url}?to=12315"))
    assert "没有碰到不受理的情形" in words
    assert "受不受理由对方决定" in words


def test_it_takes_no_answer_that_is_none(as_alice, case, url):
    assert as_alice.post(url, {"to": "12315", "identity": "perhaps"}).status_code == 422
    assert not Ascent.objects.filter(case=case).exists()


def test_it_lets_the_complaint_say_of_other_bodies_only_what_was_answered(as_alice, case, url, other):
    assert NOWHERE not in complaint(case)
    as_alice.post(url, {"to": "12315", "elsewhere": "clear"})
    assert NOWHERE in complaint(case)
    as_alice.post(other, BODY)
    assert NOWHERE not in complaint(case)
    assert "同一争议另向示例市消协（2026年11月20日，编号 XX-7）提出过。" in complaint(case)


def test_it_keeps_which_body_when_and_the_number(as_alice, case, url, other):
    assert as_alice.post(other, BODY)["Location"] == f"{url}?to=12315"
    row = Elsewhere.objects.get(case=case)
    assert (row.body, row.day.isoformat(), row.number) == ("association", "2026-11-20", "XX-7")
    words = words_of(as_alice.get(f"{url}?to=12315"))
    assert "示例市消协" in words
    assert Ascent.objects.get(case=case).grounds["elsewhere"] == "met"
    as_alice.post(other, BODY)
    assert Elsewhere.objects.filter(case=case).count() == 1
    assert "示例市消协" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_takes_a_body_off_again(as_alice, case, url, other):
    as_alice.post(other, BODY)
    row = Elsewhere.objects.get(case=case)
    drop = f"/c/{case.ref}/elsewhere/{row.pk}/drop/"
    assert as_alice.post(drop, {"to": "12315"}).status_code == 302
    assert "示例市消协" not in words_of(as_alice.get(f"{url}?to=12315"))
    assert "另向" not in complaint(case)
    as_alice.post(drop)
    assert kinds(case).count("elsewhere_dropped") == 1
    check_verbs(as_alice, drop, "post")


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"body": ""}, "body", "选一个机构"),
        ({"day": ""}, "day", "选哪一天"),
        ({"day": "2026-11-24"}, "day", "今天或更早"),
        ({"day": "1899-01-01"}, "day", "今天或更早"),
        ({"number": "9" * 65}, "number", "64"),
    ],
)
def test_it_says_beside_the_field_what_to_change(as_alice, case, other, change, field, says):
    form = BODY | change
    kept = {name: value for name, value in form.items() if name not in (field, "to")}
    check_error(as_alice.post(other, form), field, says, **kept)
    assert not Elsewhere.objects.exists()


def test_it_changes_nothing_in_a_closed_case(as_alice, case, url, other):
    case_close(case=again(case), outcome="full", now=NOW)
    for address, form in ((url, {"identity": "met"}), (other, BODY)):
        as_alice.post(address, form)
    assert not Elsewhere.objects.exists()
    assert not CaseEvent.objects.filter(kind="grounds_checked").exists()


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, f"{url}?to=12315", "提交之前", "Before filing")


def test_it_is_looked_at_and_answered(as_alice, url, other):
    check_verbs(as_alice, url, "get", "post")
    check_verbs(as_alice, other, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url, other):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    check_gate(other, "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(other, BODY).status_code == 404
    assert not Elsewhere.objects.exists()


def test_it_is_kept_by_no_cache_and_shows_markup_as_text(as_alice, url, other):
    as_alice.post(other, BODY | {"name": PAYLOAD})
    response = as_alice.get(f"{url}?to=12315")
    check_private(response)
    check_escaped(response)
