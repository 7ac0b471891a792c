"""T16, word for word: what falls away, how long it is, what is known of limits."""

from __future__ import annotations

from dataclasses import replace

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.merchant_reply import reply_row_faults
from tests.kit import REPLY

ASKING = (
    "亲，您好！为了更快帮您处理，请一次发来：①订单号 ②商品问题（最好附 1–3 张照片）③您的诉求（退款/换货/补发/维修）。"
)
EXAMPLE = "例：“订单 123456，衬衫袖口开线，想换货”。"
FULL = {"service_hours": "每天 9:00–21:00", "reply_sla": "2 小时", "agent_no": "6789"}


def test_it_says_everything_when_everything_is_known():
    long, short = REPLY.written(**FULL)
    assert long == (
        ASKING + EXAMPLE + "售后人工服务时间：每天 9:00–21:00。为您服务的客服工号：6789。收到后2小时内回复您。"
    )
    assert short == (
        "请一次发来：①订单号 ②问题+照片 ③诉求（退款/换货/补发/维修）。人工每天 9:00–21:00。工号6789。2小时内回复。"
    )


def test_it_leaves_out_each_clause_whose_gap_is_empty():
    assert REPLY.written() == (ASKING + EXAMPLE, "请一次发来：①订单号 ②问题+照片 ③诉求（退款/换货/补发/维修）。")
    for name, clause in (
        ("service_hours", "售后人工服务时间：每天 9:00–21:00。"),
        ("agent_no", "为您服务的客服工号：6789。"),
        ("reply_sla", "收到后2小时内回复您。"),
    ):
        assert REPLY.written(**{name: FULL[name]})[0] == ASKING + EXAMPLE + clause


def test_it_keeps_the_short_form_within_half_of_our_measure():
    long, short = REPLY.written(**FULL)
    assert len(long) <= REPLY.advised
    assert len(short) <= REPLY.advised / 2


def test_it_knows_no_limit_of_any_platform_and_takes_the_careful_one():
    assert not REPLY.limits
    for row in read_knowledge().platforms:
        assert REPLY.room("亲" * 201, row["slug"]) == -1


def test_it_counts_against_a_limit_once_one_is_known():
    known = replace(REPLY, limits={"jd": 10})
    assert known.room("一二三四五六七八九十", "jd") == 0
    assert known.room("一二三四五六七八九十😀", "jd") == -1
    assert known.room("一", "taobao") == REPLY.advised - 1


def test_it_wants_the_source_of_a_limit():
    row = {"limits": {"jd": 500}, "also_sources": []}
    assert [str(one) for one in reply_row_faults(row)] == [
        "kitreply: a platform's limit needs the source that names it, among the other sources"
    ]
    assert not reply_row_faults(row | {"also_sources": [{"name": "帮助页", "url": "", "article": ""}]})
    assert not reply_row_faults(row | {"limits": {}})
