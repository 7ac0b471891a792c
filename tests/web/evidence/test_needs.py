"""The checklist: by kind of problem and next tier, what is there, what is missing, and how to get it."""

from __future__ import annotations

import pytest

from cases.models import Case, Evidence
from cases.selectors.evidence import needs_met, needs_of
from cases.services.exhibits import case_exhibits_refresh
from tests.case_acts import again, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


def at(case: Case, tier: str) -> Case:
    Case.objects.filter(pk=case.pk).update(tier=tier)
    return again(case)


@pytest.mark.parametrize(
    ("tier", "asked", "other"),
    [
        ("merchant", "商家拒绝或不处理的截图", "商家的企业全称"),
        ("platform", "商家的企业全称", "商家拒绝或不处理的截图"),
        ("regulator", "商家的企业全称", "商家拒绝或不处理的截图"),
    ],
)
def test_it_asks_for_what_the_next_tier_asks(tier, asked, other, as_alice, case):
    at(case, tier)
    words = words_of(as_alice.get(f"/c/{case.ref}/evidence/"))
    assert asked in words
    assert other not in words
    assert "缺陷近景和全景照" in words


def test_it_counts_an_exhibit_of_that_kind_as_there(as_alice, exhibit):
    def state() -> str:
        return next(row.state for row in needs_of(again(exhibit.case), "zh-hans") if row.item.startswith("商家拒绝"))

    assert state() == "missing"
    Evidence.objects.filter(pk=exhibit.pk).update(kind="refusal")
    case_exhibits_refresh(case=again(exhibit.case))
    assert state() == "have"


def test_it_says_how_to_get_what_is_missing_with_the_platforms_own_guide(as_alice, alice):
    taobao = opened(alice, now=NOW)
    page = page_of(as_alice.get(f"/c/{taobao.ref}/evidence/"))
    assert "从订单页一路点到聊天" in page
    assert f"/c/{taobao.ref}/guide/taobao-merchant-order/" in page
    douyin = opened(alice, now=NOW, platform="douyin", key="another")
    page = page_of(as_alice.get(f"/c/{douyin.ref}/evidence/"))
    assert f"/c/{douyin.ref}/guide/douyin-merchant-order/" in page
    for found in ("taobao-merchant-order", "douyin-merchant-order"):
        ref = taobao.ref if "taobao" in found else douyin.ref
        assert as_alice.get(f"/c/{ref}/guide/{found}/").status_code == 200


def test_it_shows_how_to_film_the_unboxing(as_alice, alice):
    case = opened(alice, now=NOW, problem_type="missing_items")
    assert "先拍完整面单和未拆封口，一镜到底" in words_of(as_alice.get(f"/c/{case.ref}/evidence/"))


def test_it_tells_nothing_of_how_where_it_is_there(as_alice, case):
    page = page_of(as_alice.get(f"/c/{case.ref}/evidence/"))
    assert page.count("怎么拿到") == sum(row.state == "missing" for row in needs_of(case, "zh-hans"))


def test_it_shows_in_the_next_step_how_much_is_there(as_alice, case):
    have, asked = needs_met(needs_of(case, "zh-hans"))
    page = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert f"给平台的必备证据：{asked} 件里有 {have} 件" in page
    assert f"/c/{case.ref}/evidence/#needs" in page_of(as_alice.get(f"/c/{case.ref}/"))
    every = {row.item: "have" for row in needs_of(case, "zh-hans")}
    Case.objects.filter(pk=case.pk).update(needs=every)
    assert f"给平台的必备证据已齐：{asked} 件" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_counts_what_does_not_apply_as_neither(case):
    have, asked = needs_met(needs_of(case, "zh-hans"))
    first = next(row for row in needs_of(case, "zh-hans") if row.must and row.state == "missing")
    case.needs = {first.item: "na"}
    assert needs_met(needs_of(case, "zh-hans")) == (have, asked - 1)
