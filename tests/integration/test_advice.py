"""Refusal cards, places and coverage: the same from tables and files, and what an admin changes stays."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from guides.domain.pitfalls import Situation
from guides.models import Platform, Refusal
from guides.selectors.coverage import coverage
from guides.selectors.guides import guide
from guides.selectors.humans import humans_for
from guides.selectors.letters import letters
from guides.selectors.pitfalls import pitfalls_for
from guides.selectors.platforms import place, platform, platforms, regulators
from guides.selectors.refusals import refusal, refusals, refusals_matching
from guides.services.knowledge import entry_edit, knowledge_load
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_says_the_same_from_the_tables_as_from_the_files(now: datetime) -> None:
    from_files = (refusals(), regulators(), platforms())
    knowledge_load(now=now)
    assert (refusals(), regulators(), platforms()) == from_files
    assert Refusal.objects.count() == len(refusals())


def test_it_finds_the_card_in_a_pasted_chat(now: datetime) -> None:
    knowledge_load(now=now)
    found = refusals_matching("客服：亲，这个不影响使用的\n客服：退的话运费自理哦")
    assert [card.slug for card in found] == ["still_usable", "your_freight"]
    assert refusals_matching("好的，同意退款") == ()
    assert refusal("still_usable") == found[0]
    assert refusal("nothing") is None


def test_it_takes_an_admins_pattern_and_keeps_it(now: datetime) -> None:
    knowledge_load(now=now)
    row = Refusal.objects.get(slug="still_usable")
    row.patterns = [*row.patterns, "瑕不掩瑜"]
    entry_edit(row=row, now=now)
    assert [card.slug for card in refusals_matching("亲，瑕不掩瑜")] == ["still_usable"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"patterns": ["["]}, "读不懂"),
        ({"patterns": ["."]}, "不应匹配"),
        ({"fires": ["亲，今天发货"]}, "应该匹配"),
        ({"silent": []}, "至少 3 句"),
        ({"look": [["只有中文", ""]]}, "缺一种语言"),
        ({"look": ["一句话"]}, "still_usable"),
    ],
)
def test_it_refuses_a_card_that_does_not_come_out(now: datetime, changes: dict[str, object], words: str) -> None:
    knowledge_load(now=now)
    row = Refusal.objects.get(slug="still_usable")
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refused:
        entry_edit(row=row, now=now)
    assert words in str(refused.value)
    assert [card.slug for card in refusals_matching("不影响使用")] == ["still_usable"]


def test_it_opens_in_the_admin(now: datetime) -> None:
    knowledge_load(now=now)
    client = Client()
    client.force_login(
        UserFactory(is_staff=True, is_superuser=True), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert "不影响使用" in client.get("/admin/guides/refusal/").content.decode()
    assert client.get("/admin/guides/refusal/still_usable/change/").status_code == 200
    assert client.get("/admin/guides/platform/12315/change/").status_code == 200


def test_it_never_offers_a_regulator_where_an_order_is_placed(now: datetime) -> None:
    knowledge_load(now=now)
    assert [one.slug for one in regulators()] == ["12315", "local", "12305"]
    assert "12315" not in [one.slug for one in platforms()]
    assert platform("12315") is None
    found = place("12315")
    assert found is not None
    assert [line.number for line in found.hotlines] == ["12315", "12345"]
    assert Platform.objects.get(slug="12315").kind == "regulator"


def test_it_answers_for_every_platform_at_every_tier(now: datetime) -> None:
    knowledge_load(now=now)
    rows = coverage()
    assert len(rows) == 14 * 3 + 3
    # 12305 is reached through its playbook.
    assert [(row.platform, row.tier) for row in rows if not row.is_answered] == []
    by_place = {(row.platform, row.tier): row for row in rows}
    assert "taobao-step-in" in by_place["taobao", "platform"].own
    assert by_place["jd_self", "platform"].own == ()
    assert "没有查到" in by_place["jd_self", "platform"].unknown.zh
    assert "any-step-in" in by_place["dewu", "platform"].general
    assert "12315-online" in by_place["pdd", "regulator"].general


def test_it_leads_from_a_pitfall_to_its_guide(now: datetime) -> None:
    knowledge_load(now=now)
    found = pitfalls_for(Situation(text="您先撤销申请，我私下转您", said_by="them"))
    assert [one.slug for one in found] == ["private_deal", "withdraw_first"]
    assert all(guide(one.guide) for one in found)
    assert all(one.letter in letters() for one in found)


def test_it_knows_whom_to_ask_for_a_person() -> None:
    assert humans_for("pdd")[0].platform == "pdd"
    assert {one.platform for one in humans_for("vip")} == {"any"}
