"""What lines of a screenshot may mean: order number, amount, agent, promise, moment; and what is private."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from cases.domain.screenshots import Line, facts_of, lines_of, paragraphs, private_in
from cases.domain.zone import local

FACE = Path(__file__).resolve().parents[2] / "press" / "fonts" / "NotoSansSC-Bold.ttf"
# Monday 23 November 2026, 15:20 in Shanghai.
TAKEN = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)


def column(*texts: str, left: float = 130, width: float = 500) -> list[Line]:
    """Return lines of one height, one after the other, as a bubble of theirs would stand."""
    return [Line((left, 100 + 30 * place, width, 20), text) for place, text in enumerate(texts)]


def facts(*texts: str, **where: float):
    return facts_of(column(*texts, **where), taken=TAKEN, is_promise=lambda words, _at: "小时" in words)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("订单编号：2847561930472918", "2847561930472918"),
        ("订单号:JD-302918475561复制", "JD-302918475561"),
        ("订单 编号 ： 260110-348812", "260110-348812"),
        ("2847561930472918", "2847561930472918"),
        ("运单号：773312345678901", None),
        ("交易号：2026112322001455661", None),
        ("订单编号：请稍候", None),
        ("手机号 13812345678", None),
    ],
)
def test_it_finds_the_order_number_and_no_other(text, number):
    found = facts(text).order_number
    assert (found.value if found else None) == number


def test_it_finds_a_number_beside_its_label():
    label, value = Line((50, 400, 100, 20), "订单编号"), Line((400, 401, 300, 20), "2847561930472918 复制")
    found = facts_of([label, value], taken=TAKEN, is_promise=lambda *_: False)
    assert found.order_number is not None
    assert found.order_number.value == "2847561930472918"


def rows_of(*rows: tuple[str, str]) -> list[Line]:
    """Return labels at the left edge with their values at the right one, as an order's page shows them."""
    found = []
    for place, (label, value) in enumerate(rows):
        top = 400.0 + 35 * place
        found += [Line((55, top, 150, 22), label), Line((600, top + 2, 340, 18), value)]
    return [line for line in found if line.text]


def read(lines, taken=TAKEN):
    return facts_of(lines, taken=taken, is_promise=lambda words, _at: "小时" in words or "前" in words)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([("订单编号", "3829104756120038475|复制"), ("支付宝交易号", "2026111222001456")], "3829104756120038475"),
        ([("订单编号", ""), ("支付宝交易号", "2026111222001456")], None),
        ([("订单编号", "3029 1847 5561"), ("下单时间", "2026-11-02 10:14:05")], "302918475561"),
        ([("交易流水", "2026111222001456")], None),
    ],
)
def test_it_takes_no_number_that_stands_beside_another_label(rows, number):
    found = read(rows_of(*rows)).order_number
    assert (found.value if found else None) == number


@pytest.mark.parametrize("texts", [("订单号：38291047561", "20038475 退了吗"), ("单子是382910475612003", "8475 这个")])
def test_it_takes_no_half_of_a_number_that_goes_on_in_the_next_line(texts):
    assert facts(*texts).order_number is None


def test_it_reads_the_days_beside_their_labels_and_no_moment_of_a_talk():
    found = read(rows_of(("付款时间", "2026-11-12 21:04:10"), ("发货时间", "2026-11-13 09:12:00")))
    assert found.days == {"paid_at": date(2026, 11, 12), "shipped_at": date(2026, 11, 13)}
    assert (found.moment, found.heard_at) == (None, None)


@pytest.mark.parametrize(
    ("texts", "agent"),
    [
        (("您好，我是小林，工号", "80213"), "80213"),
        (("您好，我是小林，工号", "802 很高兴为您服务"), "802"),
        (("您好，我是小林，工号802", "13 为您服务"), None),
        (("请问工号", "24小时内回复"), None),
    ],
)
def test_it_follows_the_agent_number_into_the_next_line_only_when_it_is_whole(texts, agent):
    found = facts(*texts).agent_number
    assert (found.value if found else None) == agent


def test_it_takes_no_time_out_of_a_sentence_for_the_moment_it_was_said():
    head = Line((373, 50, 253, 17), "2026-11-19 15:30")
    lines = [head, *column("问题已记录，我们将", "于11月24日18:00 前给您处理", "结果", left=184, width=560)]
    found = read(lines)
    assert found.promise is not None
    assert found.promise.value == "问题已记录，我们将于11月24日18:00 前给您处理结果"
    assert f"{local(found.moment):%m-%d %H:%M}" == "11-19 15:30"
    assert read(column("我们预计11月22日18:00")).moment is None


def bubble(top: float, left: float, *lines: tuple[str, float]) -> list[Line]:
    return [Line((left, top + 27 * place, width, 22), text) for place, (text, width) in enumerate(lines)]


def test_it_takes_no_last_line_of_the_shoppers_own_bubble_for_a_promise():
    lines = bubble(100, 226, ("我买的外套掉色，已经拍照给你们，请在", 585), ("48小时内退款", 200))
    assert read(lines).promise is None


def test_it_knows_a_wide_bubble_of_theirs_by_where_ones_own_end():
    theirs = bubble(100, 185, ("您的换货申请已经通过，新的商品会在48小时内", 685), ("发出", 80))
    own = bubble(300, 494, ("请给我单号", 319))
    assert read(theirs).promise is None
    found = read([*theirs, *own]).promise
    assert found is not None
    assert found.value == "您的换货申请已经通过，新的商品会在48小时内发出"
    wide = bubble(400, 122, ("我等了很久，请你们在48小时内给我退款，不", 692), ("然就投诉", 150))
    assert read([*theirs, *own, *wide]).promise.value.startswith("您的换货")


def test_it_takes_no_line_of_a_parcel_page_for_a_promise():
    assert facts("运单号773312345678901 复制", "24小时内送达").promise is None


def test_it_names_no_shop_of_a_list_of_orders():
    assert facts("示例家居旗舰店", "蓝屿数码专营店").shop is None
    assert facts("<示例家居旗舰店···", "示例家居旗舰店").shop.value == "示例家居旗舰店"


@pytest.mark.parametrize(
    ("texts", "amount"),
    [
        (["运费 12 元", "退您 129 元"], None),
        (["优惠 -¥30.00"], None),
        (["¥129.00", "退款 129.00 元"], "129.00"),
        (["￥199.00"], "199.00"),
        (["优惠￥20", "实付款 ￥1,299.00"], "1299.00"),
        (["运费 6 元", "合计：45.5元"], "45.5"),
        (["没有钱数"], None),
    ],
)
def test_it_finds_what_was_paid(texts, amount):
    found = facts(*texts).amount
    assert (found.value if found else None) == amount


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("您好，客服工号6789为您服务", "6789"),
        ("工号：A-1024", "A-1024"),
        ("我的工号是 88021", "88021"),
        ("客服012很高兴为您服务", "012"),
        ("客服小美", None),
    ],
)
def test_it_finds_the_agent_number(text, agent):
    found = facts(text).agent_number
    assert (found.value if found else None) == agent


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("11月23日 10:02", "2026-11-23 10:02"),
        ("11月23日10:02", "2026-11-23 10:02"),
        ("客服小美 2026-11-22 21:30:15", "2026-11-22 21:30"),
        ("2025年12月31日 下午3:05", "2025-12-31 15:05"),
        ("12月1日 08:00", "2025-12-01 08:00"),
        ("昨天 18:20", "2026-11-22 18:20"),
        ("星期五 09:15", "2026-11-20 09:15"),
        ("星期一 09:15", "2026-11-16 09:15"),
        ("下午 2:10", "2026-11-23 14:10"),
        ("16:00", "2026-11-22 16:00"),
        ("2月31日 10:00", None),
        ("营业时间 9:00-18:00", None),
        ("2026-11-24 10:00", None),
    ],
)
def test_it_reads_the_moment_it_was_said(text, said):
    found = facts(text, "24小时内回复您").moment
    assert (f"{local(found):%Y-%m-%d %H:%M}" if found else None) == said


def test_it_takes_no_clock_of_the_status_bar():
    lines = [Line((40, 12, 60, 15), "15:08"), *column("24小时内回复您")]
    assert facts_of(lines, taken=TAKEN, is_promise=lambda words, _at: "小时" in words).moment is None


def test_it_joins_the_lines_of_a_bubble_and_takes_the_last_promise_with_its_moment():
    lines = [
        Line((400, 50, 200, 15), "11月22日 10:00"),
        *column("48小时内给您", "答复"),
        Line((400, 300, 200, 15), "11月23日 09:30"),
        Line((130, 340, 500, 20), "已经登记，24小时内给"),
        Line((130, 366, 300, 20), "您回复处理结果"),
    ]
    found = facts_of(lines, taken=TAKEN, is_promise=lambda words, _at: "小时" in words)
    assert found.promise is not None
    assert found.promise.value == "已经登记，24小时内给您回复处理结果"
    assert f"{local(found.moment):%m-%d %H:%M}" == "11-23 09:30"


def test_it_takes_nothing_the_shopper_wrote_for_a_promise():
    assert facts("请在24小时内回复我", left=400, width=480).promise is None


def test_it_reads_an_order_page():
    found = facts("淘宝", "示例家居旗舰店", "付款时间：2026-11-10 20:15:03", "签收时间：2027-01-01")
    assert (found.platform, found.shop.value if found.shop else "") == ("taobao", "示例家居旗舰店")
    assert found.days == {"paid_at": date(2026, 11, 10)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("手机号13812345678", [("phone", "13812345678")]),
        ("138 1234 5678", [("phone", "138 1234 5678")]),
        ("0571-87654321", [("phone", "0571-87654321")]),
        ("李雷 13912345678", [("phone", "13912345678"), ("name", "李雷")]),
        ("收货人：韩梅梅", [("name", "韩梅梅")]),
        ("收件人 王小明 13812345678", [("phone", "13812345678"), ("name", "王小明")]),
        ("收货人  欧阳娜娜", [("name", "欧阳娜娜")]),
        ("收件人王小明 138****5678", [("phone", "138****5678"), ("name", "王小明")]),
        ("联系人 李雷，转分机", [("name", "李雷")]),
        ("姓名 韩梅梅", [("name", "韩梅梅")]),
        ("收货人手机：", []),
        ("收货人 手机", []),
        ("收件人 已签收", []),
        ("收件人 本人签收", []),
        ("联系人 请填写", []),
        ("收件人 信息", []),
        ("姓名 必填", []),
        ("收货人要求送到楼上再付款", []),
        ("买家 已付款", []),
        ("联系人电话 13812345678", [("phone", "13812345678")]),
        ("身份证330106199001011234", [("id", "330106199001011234")]),
        ("33010619900101123X", [("id", "33010619900101123X")]),
        ("运单号：SF1234567890123", [("parcel", "SF1234567890123")]),
        ("YT8877665544332", [("parcel", "YT8877665544332")]),
        ("浙江省杭州市西湖区文三路100号", [("address", "浙江省杭州市西湖区文三路100号")]),
        ("收货地址：幸福小区3幢201", [("address", "幸福小区3幢201")]),
        ("订单编号：2847561930472918", []),
        ("24小时内回复您", []),
        ("市场价 100 元", []),
    ],
)
def test_it_proposes_what_is_private(text, kinds):
    assert [(one.kind, one.words) for one in private_in(column(text))] == kinds


def test_it_follows_an_address_into_the_next_line():
    found = private_in(column("地址：浙江省杭州市", "西湖区文三路100号3幢", "24小时内回复"))
    assert [one.words for one in found] == ["浙江省杭州市", "西湖区文三路100号3幢"]


def test_it_covers_the_number_and_leaves_its_label():
    line = Line((100, 100, 800, 20), "手机号13812345678")
    x, y, width, height = private_in([line])[0].box
    assert 100 < x < 100 + 800 * 0.4
    assert x + width >= 899
    assert (y < 100, y + height > 120) == (True, True)


@pytest.mark.parametrize(
    "text",
    ["收件人 王小明 13812345678", "收货人：韩梅梅，13912345678", "运单号：SF1234567890123 已发出", "手机号13812345678"],
)
def test_it_covers_all_of_what_is_private_and_no_half_of_a_sign(text):
    """Held against where a real face puts each sign."""
    face = ImageFont.truetype(FACE, 100)
    ends = [face.getlength(text[:place]) / face.getlength(text) * 1000 for place in range(len(text) + 1)]
    half = 500 / (face.getlength(text) / 100)
    for one in private_in([Line((0, 100, 1000, 30), text)]):
        start = unicodedata.normalize("NFKC", text).index(one.words)
        left, right = one.box[0], one.box[0] + one.box[2]
        assert left <= ends[start]
        assert right >= ends[start + len(one.words)]
        for edge in (left, right):
            # No nearer to the middle of a Chinese sign than a quarter of it.
            assert not any(
                ends[at] + half / 2 < edge < ends[at + 1] - half / 2 for at, sign in enumerate(text) if sign > "\u4e00"
            ), (one.words, edge)


def test_it_leaves_out_what_the_reader_guessed():
    rows = [
        {"box": [0, 5, 10, 10], "text": "a", "confidence": 0.4},
        {"box": [0, 1, 9, 9], "text": "b", "confidence": 1},
    ]
    assert [line.text for line in lines_of(rows)] == ["b"]


boxes = st.tuples(*(st.floats(0, 1000) for _ in range(4)))
some_lines = st.lists(st.builds(Line, boxes, st.text(max_size=40)), max_size=12)


@given(some_lines)
def test_it_never_fails_and_loses_no_line(lines):
    facts_of(lines, taken=TAKEN, is_promise=lambda *_: True)
    private_in(lines)
    assert sum(len(group) for group in paragraphs(lines)) == len(lines)
