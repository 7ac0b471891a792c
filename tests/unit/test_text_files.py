"""Text files: what a shopper writes down is kept, whatever words are in it; what a browser would run is not."""

from __future__ import annotations

import base64
import random
import time

import pytest

from cases.domain.media import Refused, sniff, sniff_whole
from cases.domain.media.sniff import HEAD, TAIL
from cases.domain.media.text_run import TextRun
from tests.corpus import zipped
from tests.exhibits import pdf


def said_of(content: bytes) -> str:
    found = sniff_whole(content)
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
    """Three seconds where an honest text of that length takes an eighth of one; a slow machine is slow with both."""
    assert seconds_for(bait) < 25 * seconds_for("plain words of a chat\n")


def seconds_for(words: str) -> float:
    """Return what the fastest of three looks at four megabytes of these words takes of the processor."""
    text, taken = (words * (4_000_000 // len(words))).encode(), []
    for _ in range(3):
        start = time.process_time()
        said_of(text)
        taken.append(time.process_time() - start)
    return min(taken)


LONG = b"a" * 70_000
ELF = b"\x00\x7fELF\x02\x01\x01" + bytes(200)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
) + base64.encodebytes(b"<html><script>alert(1)</script></html>")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LONG + zipped(), "refused archive"),
        (LONG + zipped() + LONG * 2, "refused archive"),
        (LONG + ELF, "refused program"),
        (LONG + ELF + LONG * 2, "refused program"),
        (LONG + random.Random(7).randbytes(90_000), "refused unknown"),
        (LONG + random.Random(7).randbytes(500) + LONG * 2, "refused unknown"),
        (LONG * 2 + b"<script>alert(1)</script>" + LONG * 2, "refused html"),
        (LONG + b"\x00", "refused unknown"),
        ("好".encode() * 30_000 + "好".encode("gb18030") * 3 + b"\xff", "refused unknown"),
        ("好".encode() * 90_000, "kept text/plain"),
        ("a好".encode("gb18030") * 90_000, "kept text/plain"),
        ("a好".encode("utf-16") * 1, "kept text/plain"),
        (("好" * 90_000).encode("utf-16"), "kept text/plain"),
        (("好" * 90_000 + "<svg/>").encode("utf-16"), "refused svg"),
        (MHTML, "refused html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\nhello", "refused html"),
        ("Content-Type 是什么意思？MIME-Version: 没听过".encode(), "kept text/plain"),
        (b" \n\t\r\n" * 50, "refused empty"),
        ("\u3000\u3000\u200b\n".encode(), "refused empty"),
        (b"\xef\xbb\xbf", "refused empty"),
        (b" " * 200_000, "refused empty"),
        (b"\n\n" + pdf(), "kept application/pdf"),
        (b" " * 900 + pdf(), "kept application/pdf"),
        (b" " * 1100 + pdf(), "refused unknown"),
        (b"hello\n" + pdf(), "refused unknown"),
        ("说明书是 %PDF-1.4 的".encode(), "kept text/plain"),
    ],
)
@pytest.mark.parametrize("step", [0, 1000, 4096, 65_536])
def test_it_judges_all_of_a_text_in_whatever_pieces_it_comes(content, said, step):
    if not step:
        assert said_of(content) == said
        return
    text = TextRun()
    for at in range(0, len(content), step):
        text.feed(content[at : at + step])
    found = sniff(content[:HEAD], content[-TAIL:], len(content), text)
    assert (f"refused {found.reason}" if isinstance(found, Refused) else f"kept {found.type.name}") == said
