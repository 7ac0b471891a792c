"""What says where a page is, and what only looks like it."""

from __future__ import annotations

import pytest

from cases.domain.page_address import says_where


@pytest.mark.parametrize(
    "text",
    [
        "https://item.taobao.com/item.htm?id=1&x=<b>",
        "HTTP://ITEM.EXAMPLE.COM",
        "http://192.168.1.20:8080/item",
        "item.jd.com/100012.html",
        "shop.example.com:8080/a",
        "例子.中国",
        "https://例子.中国/商品",
        "【淘宝】https://m.tb.cn/h.5x2Kz CZ0001 「加绒卫衣」点击链接直接打开 或者 淘宝搜索直接打开",
        "7.43 复制打开抖音，看看 https://v.douyin.com/iAbCdEf/ aBc:/ 07/12",
        "复制这段话￥kZ3x2abcDEF￥打开淘宝",
        "￥kZ3x2abcDEF¥",
        "(kZ3x2abcDEF)/ CZ3457 复制打开淘宝",
        "复制这条信息打开https://m.tb.cn/h.5abc?tk=xyz",
        "链接https://item.jd.com/1.html",
        "Nike:https://item.jd.com/1.html",
        "JD:item.jd.com/1.html",
    ],
)
def test_it_takes_an_address_and_what_an_app_shares(text):
    assert says_where(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)//https://item.taobao.com/",
        "data:text/html,https://item.taobao.com/",
        "vbscript:x",
        "file:///etc/passwd.com",
        "ftp://example.com/a",
        "taobao://item.taobao.com/item.htm",
        "http://",
        "https://localhost/",
        "//",
        "卫衣",
        "那个店的商品页",
        "a@example.com",
        "3.5",
        "￥99￥",
        "IMG_2026.jpg",
        "衣服.zip",
        "intent://item.taobao.com/#Intent;scheme=taobao;end",
    ],
)
def test_it_takes_nothing_that_leads_to_no_page(text):
    assert not says_where(text)


def test_it_reads_the_longest_text_at_once():
    assert not says_where("a." * 250)
    assert not says_where("-" * 500)
