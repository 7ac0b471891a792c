"""What is said or about to happen fires the pitfalls it should, and nothing fires on what is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.lint import LintRules
from guides.domain.pitfalls import PitfallFacts, Situation, pitfall_faults, pitfalls_met

SHIPPED = read_knowledge()
LINT = LintRules.of(SHIPPED.lint)
RULES = tuple(PitfallFacts.of(row, LINT) for row in SHIPPED.pitfalls)
BY_SLUG = {rule.slug: rule for rule in RULES}


def met(**facts: object) -> list[str]:
    return [rule.slug for rule in pitfalls_met(RULES, Situation(**facts))]  # type: ignore[arg-type]


def test_it_ships_the_pitfalls_of_the_article_and_more() -> None:
    assert len(RULES) >= 12
    assert {
        *("private_deal", "withdraw_first", "confirm_first", "closed_too_soon", "skipped_seller", "pre_sales_agent"),
        *("vague_words", "promise_without_proof", "threats", "window_missed", "return_unfilmed", "filed_twice"),
        "review_for_cash",
    } <= set(BY_SLUG)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_it_fires_on_its_own_situations_and_only_there(slug: str) -> None:
    rule = BY_SLUG[slug]
    assert list(pitfall_faults(rule)) == []
    for situation in rule.fires:
        assert slug in [one.slug for one in pitfalls_met(RULES, situation)]
    for situation in rule.silent:
        assert slug not in [one.slug for one in pitfalls_met(RULES, situation)]


def test_it_fires_on_nothing_that_is_not_known() -> None:
    assert met() == []
    assert met(about_to="close") == []
    assert met(about_to="escalate", tier="merchant") == []
    assert met(text="", said_by="them", platform="taobao", problem="defect") == []


@pytest.mark.parametrize(
    ("facts", "slugs"),
    [
        ({"text": "亲，您先撤销申请，我微信转您 30", "said_by": "them"}, ["private_deal", "withdraw_first"]),
        ({"text": "删掉差评就给您退", "said_by": "them"}, ["review_for_cash"]),
        ({"text": "我们会尽快为您处理", "said_by": "them"}, ["soft_promise"]),
        ({"text": "不退就给差评，质量太差了", "said_by": "me"}, ["vague_words", "threats"]),
        ({"about_to": "close", "money_arrived": False}, ["closed_too_soon"]),
        ({"about_to": "escalate", "tier": "merchant", "contacts": 0}, ["skipped_seller"]),
        (
            {"about_to": "file", "to": "12315", "platform_asked": False, "filed_with": ("association",)},
            ["skipped_platform", "filed_twice"],
        ),
        ({"tier": "platform", "silent_days": 3, "tries": 4}, ["robot_again", "platform_silent"]),
        (
            {"about_to": "return_goods", "problem": "counterfeit", "filmed": False, "freight": "collect"},
            ["return_unfilmed", "return_unpaid", "fake_sent_back"],
        ),
    ],
)
def test_it_finds_all_that_apply_in_the_order_they_ship(facts: dict[str, object], slugs: list[str]) -> None:
    assert met(**facts) == slugs


def test_it_leaves_the_sellers_words_to_the_seller_and_mine_to_me() -> None:
    threat = "不退就曝光你们"
    assert met(text=threat, said_by="me") == ["threats"]
    assert met(text=threat, said_by="them") == []
    offer = "加微信给您转 50 元"
    assert met(text=offer, said_by="them") == ["private_deal"]
    assert met(text=offer, said_by="me") == []
    # Without a speaker both are looked at.
    assert met(text=offer) == ["private_deal"]


@pytest.mark.parametrize(
    "letter",
    [
        "您好，我的订单 123456，买的保温杯不保温（倒开水 2 小时变凉），想申请退款，请协助处理。",
        "谢谢您愿意解决。为了双方都有凭证，请走平台的退款流程处理，我不接受私下转账或撤销售后申请。",
        "请在11月25日 18:00前给出方案；到时仍无结果，我将按平台规则申请平台介入，相关记录我已保存。",
        "抱歉，在退款到账前我不撤销售后申请。您可以直接在售后单里同意，系统会处理。",
    ],
)
def test_it_is_silent_on_our_own_letters(letter: str) -> None:
    assert met(text=letter, said_by="me") == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_it_names_what_to_do_and_the_guide_behind_it(rule: PitfallFacts) -> None:
    assert rule.what.zh
    assert rule.what.en
    assert rule.do.zh
    assert rule.do.en
    assert rule.guide in {doc["slug"] for doc in SHIPPED.guides}
    # A pitfall advises; it never forbids.
    assert not any(word in rule.what.zh + rule.do.zh for word in ("禁止", "不得", "必须"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"when": ({"moon": "full"},)}, "moon is no field"),
        ({"when": (), "patterns": ()}, "can never fire"),
        ({"fires": (Situation(text="你好"),)}, "must fire"),
        ({"silent": (Situation(offer="private"),)}, "must not fire"),
        ({"silent": ()}, "needs something that fires"),
        ({"guide": ""}, "names no guide"),
    ],
)
def test_it_reports_a_rule_that_does_not_hold(changes: dict[str, object], fault: str) -> None:
    broken = replace(BY_SLUG["private_deal"], **changes)  # type: ignore[arg-type]
    assert any(fault in one for one in pitfall_faults(broken))


def test_it_refuses_words_the_wording_rules_do_not_have() -> None:
    row = next(row for row in SHIPPED.pitfalls if row["slug"] == "private_deal")
    with pytest.raises(ValueError, match="has no word"):
        PitfallFacts.of({**row, "lint": {"private_deal": ["飞书转账"]}}, LINT)
    with pytest.raises(ValueError, match="has no section"):
        PitfallFacts.of({**row, "lint": {"moon": []}}, LINT)
