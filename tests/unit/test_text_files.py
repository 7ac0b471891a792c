"""Text files: what a shopper writes down is kept, whatever words are in it; what a browser would run is not."""

from __future__ import annotations

import time

import pytest

from cases.domain.media import Refused, sniff
from cases.domain.media.sniff import HEAD, TAIL


def said_of(content: bytes) -> str:
    found = sniff(content[:HEAD], content[-TAIL:], len(content))
    return f"refused {found.reason}" if isinstance(found, Refused) else f"kept {found.type.name}"


@pytest.mark.parametrize(
    "text",
    [
        "Order data: 2026-11-01",
        "物流 data: 已签收",
        "data: text, 3 rows",
        "客服说 <span 内退款",
        "<span 内退款\n后来又说 A -> B",
        "价格 <p 元也行，<a 店也行",
        "<body 部分有划痕",
        "<% 50 的折扣",
        "if a < b and c > d",
        "onload 是什么意思",
        "javascript: 打不开",
        "我 <3 这家店",
        "</span> 是客服发的",
    ],
)
def test_it_keeps_what_only_looks_like_code(text):
    assert said_of(text.encode()) == "kept text/plain"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<span onclick='x'>", "html"),
        ("<span>退款</span>", "html"),
        ("<p>您好</p>", "html"),
        ("<a href='https://example.com'>看</a>", "html"),
        ("<div class=a>", "html"),
        ("<img src=x onerror=alert(1)//\n<b>", "html"),
        ("<img\nsrc=x\n>", "html"),
        ("<body 部分有划痕 <b>", "html"),
        ("<META http-equiv=refresh content=0>", "html"),
        ("<script", "html"),
        ("<iframe src=//a", "html"),
        ("<%= system('ls') %>", "html"),
        ("<!-- a", "html"),
        ("<svg/onload=alert(1)", "svg"),
        ("data:text/html,alert", "script"),
        ("data:text/html;base64,PHNj", "script"),
        ("data:image/svg+xml;utf8,a", "script"),
        ("data:;base64,PHNj", "script"),
        ("DATA : text/html , a", "script"),
        ("javascript:alert(1)", "script"),
        ("javascript: void%200", "script"),
        ("vbscript:msgbox(1)", "script"),
        ("<b onmouseover=alert(1)", "script"),
        ("<x onfocus = a", "script"),
    ],
)
def test_it_refuses_markup_and_scripts(text, reason):
    assert said_of(text.encode()) == f"refused {reason}"


@pytest.mark.parametrize(
    "bait", ["<img", "<span ", "<%", "javascript:", "data:", "data:;", "on", "<", "< ", "onmouse "]
)
def test_it_is_not_kept_busy_by_a_text_made_for_that(bait):
    start = time.process_time()
    said_of((bait * (4_000_000 // len(bait))).encode())
    assert time.process_time() - start < 3
