"""What was decided of each filing stays in the dossier's summary, and what left it is told."""

from __future__ import annotations

import pytest

from cases.domain.dossier.changes import changes
from cases.domain.dossier.compose import compose
from tests.dossier_facts import DAY, HOUR, claim, contact, facts, handed_in, ruled
from tests.factories import NOW


@pytest.mark.parametrize("kind", ["for", "partly", "against", "not_accepted", "settled", "ended"])
@pytest.mark.parametrize("reply", ["substantive", "refused", "agreed"])
def test_it_keeps_the_ruling_of_each_filing_in_the_summary(kind, reply):
    first, second = ruled(2, kind, NOW - 5 * DAY), ruled(3, kind, NOW - 3 * DAY, "达成调解", "regulator")
    earlier = ruled(5, kind, NOW - 6 * DAY, "之前的决定")
    chat = contact(4, at=NOW - DAY, tier="platform", reply=reply, words="退款处理中")
    shown = facts(
        contacts=(contact(), earlier[0], first[0], second[0], chat),
        filings=(
            handed_in(earlier[1], first[1], tier="platform", at=NOW - 7 * DAY),
            handed_in(second[1], pk=5, at=NOW - 4 * DAY),
        ),
    )
    content = compose(shown)
    assert "支持退货退款" in claim(content, "contact-2")
    assert "达成调解" in claim(content, "contact-3")
    assert "退款处理中" in claim(content, "contact-4")
    assert claim(content, "contact-5") == ""
    names = [one["id"] for one in content["summary"]]
    assert len(names) == len(set(names))


def test_it_says_a_ruling_that_came_without_words():
    told, result = ruled(2, "against", NOW - DAY, "")
    content = compose(facts(contacts=(contact(), told), filings=(handed_in(result, tier="platform"),)))
    assert claim(content, "contact-2") == "2026年11月22日 15:20，淘宝客服：结果（无证据）。"


def test_it_says_what_left_the_summary():
    chat = contact(2, at=NOW - DAY, reply="agreed", words="同意退款", reply_words="同意")
    later = contact(3, at=NOW - HOUR, reply="substantive", words="退款处理中")
    old, new = (compose(facts(contacts=rows)) for rows in ((contact(), chat), (contact(), chat, later)))
    (gone,) = [one for one in changes(old, new) if one["part"] == "summary"]
    assert gone["op"] == "gone"
    assert "同意退款" in gone["text"]
    assert [one for one in changes(new, new) if one["part"] == "summary"] == []


def test_it_compares_a_sentence_that_lost_its_name_on_the_way():
    """A version brought along from another installation may hold sentences of rows that did not come."""
    old = compose(facts())
    old["summary"] = [{key: value for key, value in row.items() if key != "id"} for row in old["summary"]]
    assert {one["part"] for one in changes(old, compose(facts()))} == {"summary"}
