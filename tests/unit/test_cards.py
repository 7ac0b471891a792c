"""What a card is set from: the shop's words in the shipped ones, and nothing that does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guides.adapters.typeset import missing_glyphs
from guides.domain.card_guides import pressed, with_guide
from guides.domain.cards import Card, Frame, Own, Shop, card_faults, frame_words, sheet_data
from guides.domain.guide import PictureView
from guides.selectors.cards import small_print
from tests.kit import CARDS, card

FULL = Shop("声野数码旗舰店官方直营", "每天 9:00–21:00", "2 小时", "24 小时", "淘宝")
GUIDE = {
    "kind": "screen",
    "alt_zh": "订单详情，红框圈住“联系商家”",
    "alt_en": "The order, a red box around 联系商家",
    "screen": {
        "title_zh": "订单详情",
        "title_en": "Order",
        "rows": [
            {"kind": "tabs", "items_zh": ["全部", "售后"], "items_en": ["All", "After-sales"]},
            {"kind": "card", "title": ["声野数码旗舰店", "Shengye"], "thumb": True, "lines": [["耳机", "Earphones"]]},
            {"kind": "buttons", "items": [["申请售后", "After-sales"], ["联系商家", "Contact"]]},
            {"kind": "space", "height": 30},
        ],
    },
    "marks": [{"kind": "arrow", "target": "buttons.0.1"}, {"kind": "box", "target": "buttons.0.1"}],
}


def named(slug: str) -> Card:
    found = card(slug)
    assert found is not None
    return found


def data(slug: str, shop: Shop = FULL, long: bool = False) -> dict:
    return sheet_data(named(slug), shop, small_print(), long=long)


def texts(value: object) -> str:
    if isinstance(value, dict):
        return "".join(texts(each) for each in value.values())
    return "".join(texts(each) for each in value) if isinstance(value, list) else str(value)


def test_it_offers_the_six_cards_the_article_names():
    assert [each.name.zh for each in CARDS] == [
        "客服入口示意图", "换货流程", "退货退款流程", "维修流程", "少件补发流程", "怎么描述问题",
    ]  # fmt: skip
    assert list(card_faults(CARDS)) == []


def test_it_has_the_caption_of_the_article_and_the_steps_of_the_exchange():
    assert data("entry")["caption"] == "订单页点击“客服”→发送问题 + 订单号"
    assert [(each["title"], each["text"]) for each in data("exchange")["frames"]] == [
        ("申请换货", "订单页点“申请售后”，选“换货”"),
        ("传照片、写原因", "说清哪里、什么现象"),
        ("等商家审核", "24 小时内审核，结果在这一页看"),
        ("寄回，填单号", "寄到页面上的退货地址"),
        ("等新品寄出", "我们收到后寄出新品"),
        ("签收，确认", "先检查，没问题再确认"),
    ]


def test_it_shows_the_model_sentence_of_the_article():
    assert "订单 123456，衬衫袖口开线，想换货" in texts(data("describe")["example"])


@pytest.mark.parametrize("slug", [each.slug for each in CARDS])
def test_it_leaves_no_gap_and_no_line_of_what_was_not_typed(slug):
    full, bare = data(slug), data(slug, Shop())
    assert full["foot"] == [["售后人工服务时间", "每天 9:00–21:00"], ["收到后回复", "2 小时内"]]
    assert bare["foot"] == []
    waiting = ["结果在这一页看", "结果在聊天里说"]
    assert "{review}" not in texts(bare)
    assert slug in ("entry", "describe") or any(each["text"] in waiting for each in bare["frames"])
    for each in (full, bare):
        assert "{" not in texts(each)
        assert missing_glyphs(texts(each)) == ""


def test_it_names_the_platforms_app_or_none():
    assert data("entry")["path"][0] == "打开淘宝 App"
    assert data("entry", Shop())["path"][0] == "打开 App"


def test_it_puts_the_shop_into_the_sketched_screens():
    assert data("exchange")["frames"][0]["rows"][1]["title"] == FULL.name
    assert data("exchange", Shop())["frames"][0]["rows"][1]["title"] == "店铺名"


def test_it_picks_inks_that_read_on_the_shops_colours():
    light = data("entry", Shop(main="#F2C14E", paper="#1C2333"))["colours"]
    assert (light["on_main"], light["ink"]) == ("#161816", "#FFFFFF")


def test_it_puts_an_own_picture_in_place_of_one_sketch_only():
    own = Own("own.jpg", 1, ({"kind": "box", "x": 1, "y": 2, "w": 3, "h": 4},))
    frames = data("exchange", replace(FULL, own=own))["frames"]
    assert [each["picture"] for each in frames] == [None, "own.jpg", None, None, None, None]
    assert frames[1]["marks"] == [{"kind": "box", "x": 1, "y": 2, "w": 3, "h": 4}]
    # The card of three elements has one picture: the chat below them.
    assert data("describe", replace(FULL, own=Own("own.jpg", 0)))["example"]["picture"] == "own.jpg"


def test_it_says_the_steps_in_words():
    assert frame_words(named("repair"), FULL)[2] == ("等商家审核", "24 小时内审核，结果在这一页看")


def test_it_takes_a_guides_picture_with_the_merchants_shop_in_it():
    taken = with_guide(named("entry"), GUIDE)
    frame = sheet_data(taken, FULL, "", long=False)["frames"][0]
    assert frame["press"] == "buttons.0.1"
    assert frame["alt"] == "订单详情，红框圈住“联系商家”"
    assert frame["rows"] == [
        {"kind": "bar", "title": "订单详情"},
        {"kind": "tabs", "items": ["全部", "售后"]},
        {"kind": "card", "title": FULL.name, "thumb": True, "lines": ["耳机"]},
        {"kind": "buttons", "items": ["申请售后", "联系商家"]},
    ]
    assert taken.frames[1:] == named("entry").frames[1:]


def test_it_finds_what_an_editors_box_goes_round_by_where_it_is():
    view = PictureView.of(GUIDE)
    moved = [mark.as_data() for mark in view.marks]
    assert pressed(PictureView.of(GUIDE | {"marks": moved})) == "buttons.0.1"
    on_tab = [{"kind": "box", "target": "tabs.0.1"}]
    assert pressed(PictureView.of(GUIDE | {"marks": on_tab})) == "tabs.0.1"
    on_thumb = [{"kind": "box", "target": "card.0.thumb"}]
    assert pressed(PictureView.of(GUIDE | {"marks": on_thumb})) == "card.0"


def test_it_keeps_its_own_picture_when_the_guide_boxes_nothing():
    assert with_guide(named("entry"), GUIDE | {"marks": []}) == named("entry")


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"press": "buttons.0.9"}, "is nothing in its rows"),
        ({"press": "row.0"}, "is nothing in its rows"),
        ({"press": ""}, "is nothing in its rows"),
        ({"rows": ({"kind": "carousel"},), "press": "carousel.0"}, "row kind carousel"),
    ],
)
def test_it_names_a_fault_of_a_shipped_card(broken, fault):
    good = named("exchange").frames[0]
    frame = replace(good, **broken)
    assert any(fault in each for each in card_faults([replace(named("exchange"), frames=(frame,))]))
    silent = Frame(good.title, good.text, good.alt._replace(en=""), good.rows, good.press)
    assert any("alternative text" in each for each in card_faults([replace(named("exchange"), frames=(silent,))]))
    assert any("layout" in each for each in card_faults([replace(named("exchange"), layout="round")]))
