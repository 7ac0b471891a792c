"""The dossier's texts: every sentence stands on a record and says what proves it; what is covered is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases.domain.dossier.changes import changes
from cases.domain.dossier.compose import compose
from cases.domain.dossier.covering import covered
from cases.domain.dossier.facts import (
    BodyFact,
    FilingFact,
    MarkFact,
)
from cases.domain.dossier.plain import plain_sections, plain_text
from cases.domain.dossier.said import claim_text, due_stamp, stamp
from cases.domain.dossier.summary import lateness
from cases.domain.zone import SHANGHAI
from tests.dossier_facts import DAY, HEARD, HOUR, came, claim, contact, exhibit, facts, handed_in, promise
from tests.factories import NOW


def test_it_says_who_promised_what_by_when_and_how_late_it_is():
    text = claim(compose(facts()), "promise-1")
    assert text == (
        "2026年11月20日 15:20，商家客服（工号 6789）答应“24小时内给您回复”，应在 2026年11月21日 15:20 前答复，"
        "到 2026年11月23日 15:20 还没有答复，超时 2 天（证据 1）。"
    )


def test_it_cites_the_late_answer_with_the_promise_it_came_for():
    late = contact(2, at=NOW - DAY, reply="refused", words="不影响使用")
    shown = facts(
        contacts=(contact(), late),
        promises=(promise(answered_at=NOW - DAY),),
        exhibits=(exhibit(promise=1), exhibit(2, contact=2)),
    )
    assert next(one["exhibits"] for one in compose(shown)["summary"] if one["id"] == "promise-1") == [1, 2]


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"filings": (handed_in(),)}, True),
        ({"filings": (handed_in(came("accepted")),)}, False),
        ({"filings": (handed_in(),), "closed_at": NOW - HOUR}, False),
        ({"filings": (handed_in(at=NOW - 3 * DAY, pk=3), handed_in(came("accepted")))}, False),
    ],
)
def test_it_says_since_when_the_last_paper_waits_for_a_result(fields, waits):
    said = [claim_text(one) for one in compose(facts(**fields))["summary"] if one["id"].startswith("filing-")]
    assert ("到 2026年11月23日 15:20 还没有记下结果，已过 2 天" in said[-1]) is waits
    assert not any("还没有记下结果" in one for one in said[:-1])


def test_it_says_that_a_claim_has_no_exhibit():
    content = compose(facts(exhibits=()))
    assert all(claim_text(one).endswith("（无证据）。") for one in content["summary"])
    assert content["promises"][0]["exhibits"] == []


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        ({"promises": ()}, "promise-1"),
        ({"signed_at": None}, "signed"),
        ({"contacts": (contact(),)}, "contact-2"),
        ({"filings": ()}, "filing-4"),
    ],
)
def test_it_drops_a_sentence_with_its_record(gone, name):
    whole = facts(
        signed_at=HEARD - DAY,
        contacts=(contact(), contact(2, reply="refused", words="不影响使用", at=HEARD + HOUR)),
        filings=(FilingFact(4, NOW - DAY, "platform", "给平台的说明", "全文", ("TS1",)),),
    )
    assert claim(compose(whole), name)
    assert not claim(compose(replace(whole, **gone)), name)


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({}, "没有按时：到 2026年11月23日 15:20 还没有答复，超时 2 天"),
        ({"answered_at": HEARD + DAY + 5 * HOUR}, "没有按时：2026年11月21日 20:20 才有答复，超时 5 小时"),
        ({"state": "kept", "answered_at": HEARD + 20 * HOUR}, "按时：2026年11月21日 11:20 答复，早 4 小时"),
        ({"state": "kept"}, "已兑现"),
        ({"state": "running", "due_at": NOW + 6 * HOUR}, "还没到时间，还有 6 小时"),
        ({"state": "vague", "due_at": None}, "没有说具体时间"),
        ({"state": "replaced"}, "后来改了答复时间"),
        ({"state": "unwatched"}, "案件已了结、已升级或款项已到，未再计时"),
    ],
)
def test_it_says_what_became_of_a_promise(fields, result):
    assert compose(facts(promises=(promise(**fields),)))["promises"][0]["result"] == result


def test_it_counts_a_closed_cases_lateness_until_it_closed():
    content = compose(facts(closed_at=NOW - DAY, outcome="full"))
    assert content["promises"][0]["result"].endswith("超时 1 天")
    assert ["现在到哪一步", "2026年11月22日了结：全部解决"] in content["cover"]


def test_it_says_the_end_of_a_day_as_24():
    midnight = NOW.replace(hour=16, minute=0)
    assert due_stamp(midnight) == "2026-11-23 24:00"
    assert stamp(midnight) == "2026-11-24 00:00"
    assert stamp(midnight - timedelta(seconds=1)) == "2026-11-23 24:00"


def test_it_cites_the_promise_where_its_time_has_passed():
    mark = MarkFact(9, HEARD + DAY, "lapsed", "merchant", "时间到了", True, promise=1)
    assert compose(facts(marks=(mark,)))["timeline"][-1]["exhibits"] == [1]
    assert compose(facts(marks=(replace(mark, promise=2),)))["timeline"][-1]["exhibits"] == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "正在由商家处理；对方答应 2026年11月21日 15:20 前答复，没有答复"),
        ({"answered_at": HEARD + 2 * DAY}, "正在由商家处理"),
        ({"state": "running"}, "正在由商家处理"),
        ({"tier": "platform"}, "正在由商家处理"),
    ],
)
def test_it_says_on_the_cover_what_has_lapsed(fields, said):
    cover = dict(compose(facts(promises=(promise(**fields),)))["cover"])
    assert cover["现在到哪一步"] == said


def test_it_sets_reason_answer_and_exhibits_side_by_side():
    said = contact(2, reply="refused", words="不影响使用", answer="缝线不对不是使用问题", answer_exhibits=(2,))
    (row,) = compose(facts(contacts=(said,), promises=(), exhibits=(exhibit(contact=2),)))["reasons"]
    assert (row["words"], row["told_in"], row["answer"], row["exhibits"]) == (
        "不影响使用", [1], "缝线不对不是使用问题", [2]
    )  # fmt: skip


def test_it_tells_the_timeline_in_order_with_direction_channel_and_late_notes():
    rows = compose(
        facts(
            contacts=(
                contact(noted_at=HEARD + 5 * HOUR, note="语气敷衍"),
                contact(2, told=False, at=HEARD - HOUR, noted_at=HEARD - HOUR, words="请换货", reply="", agent=""),
            ),
            marks=(MarkFact(9, HEARD + DAY, "lapsed", "merchant", "时间到了", True),),
        )
    )["timeline"]
    assert [row["id"] for row in rows] == ["contact-2", "contact-1", "mark-9"]
    assert rows[0]["who"] == "本人 → 商家客服"
    assert rows[1]["who"] == "商家客服（工号 6789） → 本人"
    assert rows[1]["note"] == "备注：语气敷衍；2026-11-20 20:20 补记"
    assert rows[2]["note"] == "自动记录"


@pytest.mark.parametrize(("after", "note"), [(timedelta(seconds=15), "自动记录"), (3 * DAY, "事后自动推算")])
def test_it_calls_the_app_no_witness_of_what_was_told_to_it_later(after, note):
    mark = MarkFact(9, HEARD + DAY, "lapsed", "merchant", "时间到了", True, noted_at=HEARD + DAY + after)
    assert compose(facts(marks=(mark,)))["timeline"][-1]["note"] == note


def test_it_lists_exhibits_with_source_time_and_where_the_original_is():
    rows = compose(facts(exhibits=(exhibit(promise=1), exhibit(2, formed_at=None, proves="", original_where="手机"))))
    first, second = rows["exhibits"]
    assert (first["source"], first["formed"]) == ("与商家客服（工号 6789）的平台聊天", "2026-11-20 15:20")
    assert (second["formed"], second["proves"], second["original"]) == (
        "未注明；2026-11-23 15:20 收存", "未填写", "手机"
    )  # fmt: skip
    proposed = compose(facts(exhibits=(exhibit(formed_confirmed=False),)))["exhibits"][0]
    assert proposed["formed"] == "2026-11-20 15:20（文件自记）"


def test_it_says_what_a_new_version_has_and_lacks():
    old = compose(facts())
    new = compose(facts(demand="退款", exhibits=(exhibit(promise=1, caption="新名字"), exhibit(3)), promises=()))
    found = {(one["op"], one["part"]) for one in changes(old, new)}
    assert ("changed", "cover") in found
    assert ("gone", "promises") in found
    assert {("changed", "exhibits"), ("added", "exhibits"), ("gone", "exhibits")} <= found


def test_it_calls_the_passing_of_time_no_change():
    assert changes(compose(facts()), compose(facts(now=NOW + 5 * HOUR))) == []


def test_it_reads_out_every_section():
    content = compose(facts(filings=(FilingFact(4, NOW, "regulator", "12315 投诉书", "全文在此", ("1330",)),)))
    names = [name for name, _heading, _text in plain_sections(content)]
    assert names == ["summary", "demand", "parties", "promises", "timeline", "filings", "exhibits", "hashes"]
    text = plain_text(content)
    assert "向 12315 提交“投诉书”，编号 1330\n全文在此" in text
    assert "【情况摘要】" in text
    filed = next(one for one in content["timeline"] if one["id"].startswith("filing-"))
    line = next(one for one in text.split("【经过】")[1].splitlines() if filed["title"] in one)
    assert line.endswith("（无证据）")
    assert "ab" * 32 in text


def test_it_tells_the_money_once_as_the_shoppers_note():
    content = compose(facts(tier="regulator", filings=(handed_in(came("paid", "钱已到账")),)))
    (row,) = [one for one in content["timeline"] if one["id"] == "result-1"]
    assert (row["who"], row["title"], row["words"]) == ("记录", "本人记下：款项已到", "")
    assert row["note"] == "“12315 投诉书”的结果；备注：原话"
    assert content["filings"][0]["results"] == ["2026-11-22 15:20 本人记下：款项已到"]


def test_it_cites_no_exhibit_that_was_replaced():
    old = [
        exhibit(1, kind="order", caption="订单 TS1"),
        exhibit(2, kind="goods"),
        exhibit(3, kind="logistics", caption="签收"),
        exhibit(4, contact=2),
        exhibit(5, promise=1),
        exhibit(6, kind="licence"),
    ]
    new = [replace(one, number=one.number + 10) for one in old]
    refused = contact(2, reply="refused", words="不影响使用", answer="不是", answer_exhibits=(2, 12, 4))
    known = {
        "contacts": (contact(), refused), "signed_at": HEARD, "paid_at": HEARD,
        "filings": (FilingFact(4, NOW, "platform", "给平台的说明", "全文", ("TS1",)),),
    }  # fmt: skip
    content = compose(facts(exhibits=(*(replace(one, replaced=one.number + 10) for one in old), *new), **known))
    alone = compose(
        facts(exhibits=tuple(new), **known | {"contacts": (contact(), replace(refused, answer_exhibits=(12, 14)))})
    )
    assert [one["number"] for one in content["exhibits"]] == [*range(1, 7), *range(11, 17)]
    for part in ("summary", "parties", "promises", "reasons", "timeline"):
        assert content[part] == alone[part], part
    assert "证据 12、14" in plain_text(content)


@pytest.mark.parametrize(
    ("tier", "filings", "text"),
    [
        ("regulator", (), "已提交 12315，还没有受理结果"),
        ("merchant", (), "正在由商家处理"),
        ("regulator", (handed_in(),), "已提交 12315，还没有受理结果"),
        ("regulator", (handed_in(came("accepted")),), "2026年11月22日 12315 已受理，正在处理"),
        ("regulator", (handed_in(came("not_accepted")),), "2026年11月22日 12315 不予受理"),
        ("regulator", (handed_in(came("ended")),), "2026年11月22日 12315 调解终止"),
        (
            "regulator",
            (handed_in(came("settled", at=NOW - HOUR, pk=2), came("accepted")),),
            "2026年11月23日 12315 调解达成",
        ),
        ("platform", (handed_in(came("for"), tier="platform"),), "2026年11月22日淘宝支持本人"),
        ("platform", (handed_in(came("partly"), tier="platform"),), "2026年11月22日淘宝部分支持本人"),
        ("platform", (handed_in(came("against"), tier="platform"),), "2026年11月22日淘宝不支持本人"),
        ("regulator", (handed_in(came("against"), tier="platform"), handed_in(pk=5)), "已提交 12315，还没有受理结果"),
        ("regulator", (handed_in(came("paid")),), "2026年11月22日款项已到（本人记下）"),
        (
            "regulator",
            (handed_in(came("settled"), came("paid", pk=2, at=NOW)),),
            "2026年11月22日 12315 调解达成；2026年11月23日款项已到（本人记下）",
        ),
        (
            "regulator",
            (handed_in(came("not_accepted")), handed_in(pk=5, at=NOW)),
            "2026年11月22日 12315 不予受理；2026年11月23日再次提交，还没有受理结果",
        ),
    ],
)
def test_it_says_what_came_of_it_where_it_stands_now(tier, filings, text):
    assert ["现在到哪一步", text] in compose(facts(tier=tier, filings=filings, promises=()))["cover"]


def test_it_names_other_bodies_with_a_number_that_is_never_struck():
    given = "20261119000012345"
    bodies = (BodyFact("法院", date(2026, 11, 19), "示例区法院", given), BodyFact("消费者协会", date(2026, 11, 20)))
    shown = covered(compose(facts(bodies=bodies)), whole_number=False)
    assert shown["parties"][-1]["rows"] == [
        ["法院", f"示例区法院，2026年11月19日起，编号 {given}"],
        ["消费者协会", "2026年11月20日起"],
    ]
    assert shown["numbers"] == [["法院", given]]
    assert "也在处理这件事的机构" in plain_text(shown)
    assert "也在处理这件事的机构" not in plain_text(compose(facts()))


@pytest.mark.parametrize(
    ("due", "until", "words"),
    [
        ("09:31:40", "09:36:05", "超时 5 分钟"),
        ("09:31:00", "09:36:59", "超时 5 分钟"),
        ("09:31:10", "09:31:50", "超时 不到 1 分钟"),
    ],
)
def test_it_counts_lateness_between_the_minutes_it_shows(due, until, words):
    late = promise(due_at=_today(due), state="broken")
    for found in (
        lateness(late, facts(now=_today(until))),
        lateness(replace(late, answered_at=_today(until)), facts(now=_today("20:00:00"))),
    ):
        assert until[:5] in found
        assert found.endswith(words)


def test_it_counts_from_the_end_of_a_day_as_from_24():
    late = promise(due_at=_today("23:59:59"), state="broken")
    assert lateness(late, facts(now=_today("23:59:59") + timedelta(minutes=10))).endswith("超时 9 分钟")


def _today(clock):
    return datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=SHANGHAI)


def test_it_cites_nowhere_what_could_not_be_opened():
    left = exhibit(promise=1, left_out=True, details=(("没有放入", "文件损坏，打不开"),))
    content = compose(facts(exhibits=(left, exhibit(2, kind="goods", caption="袖口"))))
    assert content["promises"][0]["exhibits"] == []
    assert [one["number"] for one in content["exhibits"]] == [1, 2]
    assert "没有放入：文件损坏，打不开" in plain_text(content)
