"""Screens as phones show them, read for real: what is proposed is right, and nothing is proposed that is not there."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser

from tests.phone_screens import SMALL, chat_page, order_page, photographed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

SEEN = {
    "a chat": (
        chat_page(
            [
                ("time", "星期四 14:05"),
                ("me", "你好，我买的保温杯漏水，订单号 3829104756120038475，能退吗"),
                ("time", "星期四 14:21"),
                ("them", "亲，您好，我是客服小林，工号 80213"),
                ("them", "给您核实了，退款 129.00 元会在 48 小时内原路退回，请您耐心等待"),
                ("me", "好的，那我等到周六"),
            ],
            title="示例生活旗舰店",
        ),
        {
            "order_number": "3829104756120038475",
            "amount": "129.00",
            "agent_number": "80213",
            "promise": "给您核实了，退款129.00元会在48小时内原路退回，请您耐心等待",
            "heard_at": "2026-11-19T14:21:00+08:00",
        },
    ),
    "a chat in the dark": (
        chat_page(
            [
                ("time", "2026-11-19 15:30"),
                ("平台客服", "您反馈的问题已记录，我们将于 11月25日 18:00 前给您处理结果，客服编号：TB-00918"),
                ("me", "收到"),
                ("平台客服", "本次服务将在 5 分钟后自动结束"),
            ],
            title="平台客服",
            dark=True,
        ),
        {
            "order_number": None,
            "amount": None,
            "agent_number": "TB-00918",
            "promise": "您反馈的问题已记录，我们将于11月25日18:00前给您处理结果，客服编号：TB-00918",
            "heard_at": "2026-11-19T15:30:00+08:00",
        },
    ),
    "a chat in small type": (
        chat_page(
            [
                ("time", "2026年11月20日 上午9:08"),
                ("客服A1207", "您好，您的换货申请已经通过，新的商品会在三个工作日内发出，物流信息会更新到订单里"),
                ("me", "请在24小时内给我单号"),
                ("time", "2026年11月20日 上午9:15"),
                ("客服A1207", "好的亲，收到，有问题随时联系我们哦"),
            ],
            title="示例生活旗舰店",
            style=SMALL,
        ),
        {
            "order_number": None,
            "amount": None,
            "agent_number": "A1207",
            "promise": "您好，您的换货申请已经通过，新的商品会在三个工作日内发出，物流信息会更新到订单里",
            "heard_at": "2026-11-20T09:08:00+08:00",
        },
    ),
    "an order": (
        order_page(
            "示例生活旗舰店",
            [("商品总价", "¥159.00"), ("运费", "¥0.00"), ("店铺优惠", "-¥30.00"), ("实付款", "¥129.00")],
            [
                ("订单编号", "3829104756120038475 | 复制"),
                ("支付宝交易号", "2026111222001456781234567890"),
                ("付款时间", "2026-11-12 21:04:10"),
                ("成交时间", "2026-11-18 17:40:21"),
            ],
        ),
        {
            "order_number": "3829104756120038475",
            "amount": "129.00",
            "agent_number": None,
            "promise": None,
            "heard_at": None,
        },
    ),
}


@pytest.mark.parametrize("screen", SEEN)
def test_it_proposes_what_stands_on_a_phone_and_nothing_else(screen: str, browser: Browser, tmp_path) -> None:
    page, said = SEEN[screen]
    path = tmp_path / "Screenshot_20261122-104700.jpg"
    path.write_bytes(photographed(browser, page))
    out = StringIO()
    call_command("read_screenshot", str(path), "--json", stdout=out)
    read = json.loads(out.getvalue())
    # The reader sets a space here and none there.
    assert {name: (read[name] or "").replace(" ", "") or None for name in said} == said
