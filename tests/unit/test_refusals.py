"""A refusal, as sellers put it, finds its card; what is not one finds none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.refusals import RefusalFacts, refusal_faults, refusals_said

CARDS = tuple(RefusalFacts.of(row) for row in read_knowledge().refusals)
BY_SLUG = {card.slug: card for card in CARDS}


def said(text: str) -> list[str]:
    return [card.slug for card in refusals_said(CARDS, text)]


def test_it_ships_a_card_for_each_common_refusal() -> None:
    assert len(CARDS) >= 12
    assert {
        *("still_usable", "opened", "too_late", "ask_maker", "sale_item", "your_damage", "no_defect"),
        *("your_freight", "signed_for", "ask_courier", "pay_for_test", "exchange_only", "warehouse_check"),
    } <= set(BY_SLUG)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_it_finds_its_own_texts_and_only_those(slug: str) -> None:
    card = BY_SLUG[slug]
    assert list(refusal_faults(card)) == []
    assert min(len(card.fires), len(card.silent)) >= 3
    assert [said(text) for text in card.fires] == [[slug]] * len(card.fires)


# Sentences nobody tuned a pattern for: one a card.
UNSEEN = {
    "您好，这点小划痕不会影响您正常使用的哈": "still_usable",
    "不好意思呢，包装拆了的话影响二次销售哦": "opened",
    "系统显示您这单过了退货时间了": "too_late",
    "建议您联系一下品牌售后处理呢": "ask_maker",
    "清仓商品一律不支持退换": "sale_item",
    "师傅看过了，是您操作不当导致的": "your_damage",
    "我们检测后一切正常，不属于质量问题": "no_defect",
    "可以退，邮费您自理": "your_freight",
    "您已经签收了就不能再赔付了": "signed_for",
    "包裹破了您找快递公司理赔吧": "ask_courier",
    "麻烦您自费做个鉴定，有结果再说": "pay_for_test",
    "我们这边只能换货，不支持退款": "exchange_only",
    "亲，需要等仓库核对完": "warehouse_check",
    "查到物流显示已经签收了呀": "shown_delivered",
    "赠品没有一起退，没法给您退": "gift_first",
    "活动解释：最终解释权归商家": "final_say",
    "详情页注明不支持无理由退货": "page_says_no",
    "之前那个同事说错了": "agent_was_wrong",
    "吊牌都拆了，退不了": "tag_cut",
    "没有造成人身伤害我们不赔的": "nobody_fell_ill",
    "这款缺货，您申请退款吧，发不了": "out_of_stock",
    "光凭图片不能证明是我们的问题": "proof_not_enough",
    "咱家卖的全是正品呢": "genuine",
    "亲，鞋子是正品，做工有点差别不影响使用": "genuine",
}


@pytest.mark.parametrize(("text", "slug"), UNSEEN.items())
def test_it_finds_what_nobody_tuned_it_for(text: str, slug: str) -> None:
    assert slug in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好的，已经给您同意退款，1-3 天到账",
        "请您提供一下订单号和照片",
        "48 小时内答复您，我的工号是 6789",
        "可以换货，也可以退款，您看哪个方便",
        "运费我们承担，您寄回来就好",
        "今天下午发货，请您留意物流",
        "我的订单 123456，衬衫袖口开线，想换货",
        "快递明天送到，麻烦您开箱检查",
        "支持七天无理由，吊牌在就可以退",
        "您要的是正品授权书吗，我发您",
    ],
)
def test_it_is_silent_on_what_is_no_refusal(text: str) -> None:
    assert said(text) == []


TEXTS = Path(__file__).parent.parent / "data" / "refusal_texts.tsv"


def test_it_reads_what_sellers_really_write() -> None:
    with TEXTS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) > 150
    wrong = [
        (row["text"], row["slug"], said(row["text"]))
        for row in rows
        if (row["slug"] not in said(row["text"]) if row["slug"] else said(row["text"]))
    ]
    assert wrong == []


def test_it_reads_over_spaces_and_line_breaks() -> None:
    assert said("小 瑕疵\n不影响 使用 的") == ["still_usable"]


def test_it_keeps_the_order_of_the_text() -> None:
    both = "这个不影响使用，另外运费您承担"
    assert said(both) == ["still_usable", "your_freight"]
    assert said("运费您承担，这个不影响使用") == ["your_freight", "still_usable"]


def test_it_answers_the_same_every_time() -> None:
    text = "超过七天无理由了，拆封不能退，运费自理"
    assert len({tuple(said(text)) for _ in range(5)}) == 1
    assert len(said(text)) == 3


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.slug)
def test_it_says_what_to_check_what_rule_and_what_to_add(card: RefusalFacts) -> None:
    assert len(card.look) >= 2
    assert card.exhibits
    assert card.rule.zh
    assert card.source.confidence in "ABC"
    # A chat cuts long texts, and the letter never threatens or promises.
    assert len(card.reply_with({"goods", "video", "page", "chat"}).zh) <= 200
    assert not any(word in card.reply.zh for word in ("曝光", "差评", "举报", "否则", "必须", "！"))


def test_it_reports_a_card_that_does_not_come_out() -> None:
    card = BY_SLUG["still_usable"]
    broken = RefusalFacts(**{name: getattr(card, name) for name in card.__slots__} | {"patterns": ("[",)})
    assert any("pattern" in fault for fault in refusal_faults(broken))
    deaf = RefusalFacts(**{name: getattr(card, name) for name in card.__slots__} | {"patterns": ("绝不出现",)})
    assert any("must fire" in fault for fault in refusal_faults(deaf))
    eager = RefusalFacts(**{name: getattr(card, name) for name in card.__slots__} | {"patterns": (".",)})
    assert any("must not fire" in fault for fault in refusal_faults(eager))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.slug)
def test_it_keeps_one_platforms_rules_apart_from_what_holds_everywhere(card: RefusalFacts) -> None:
    cited = (card.source.name, *(name for name, _url, _article in card.source.also))
    for text in (card.rule.zh, card.rule.en, *cited):
        assert not any(name in text for name in ("淘宝", "京东", "Taobao", "JD")), text
    for name, slug in (("淘宝", "taobao"), ("京东", "jd")):
        assert all(name in one.words.zh and name in one.source.name for one in card.own_rules_at(slug))
    assert card.own_rules_at("pdd") == ()


def test_it_knows_what_taobao_adds() -> None:
    (own,) = BY_SLUG["still_usable"].own_rules_at("taobao")
    assert own.source.id == "TB"
    assert own.source.article == "65, 67"
    assert BY_SLUG["still_usable"].source.id == "CPL"
