"""After the platform has decided: what the card and the call make of it."""

from __future__ import annotations

import re

import pytest

from cases.domain.dossier.compose import compose as compose_dossier
from cases.domain.messages import compose
from cases.models import Deadline
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.letters import letter_of_case
from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import again
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.filings import filed, next_title, note, result_url, undo_last

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return result_url(case, filed(case))


def test_it_shows_a_ruling_for_a_part_as_a_decision(as_alice, case, url):
    note(as_alice, url, "partly")
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "其余还没谈成" not in words
    assert "可以接受；有异议就带新证据提出来，也可以请 12315 组织调解" in words
    assert "写申诉" in words
    assert "叁 监管 现在可以申请" in words
    assert "Accept it, object with new evidence" in words_of(as_alice.get(f"/en/c/{case.ref}/"))
    # Undone, the platform has decided nothing.
    undo_last(case)
    assert "平台部分支持" not in next_title(as_alice, case)


@pytest.mark.parametrize(
    ("kind", "words", "zh", "en"),
    [
        ("partly", "退一半", "11月23日 15:00的处理结果是“退一半”", "you decided: “退一半”"),
        ("partly", "", "11月23日 15:00的处理结果只支持了一部分请求", "you granted a part of my request"),
        ("against", "凭证不足", "11月23日 15:00的处理结果是“凭证不足”", "you decided: “凭证不足”"),
        ("against", "", "11月23日 15:00的处理结果没有支持我方请求", "you decided against my request"),
    ],
)
def test_it_asks_on_the_phone_where_to_object_to_what_was_decided(as_alice, case, url, kind, words, zh, en):
    note(as_alice, url, kind, words=words)
    script = letter_of_case(again(case), "T10", now=NOW)
    assert zh in script.text
    assert "从哪里提交异议和新证据、最晚什么时候提交" in script.text
    assert "现在到哪一步" not in script.text
    english = compose("T10", script.facts, "en").text
    assert en in english
    assert "where do I hand in an objection" in english
    # An appeal is on its way: then how far it is.
    entry = FilingEntry(tier="platform", moves=False, code="T11", text="申诉")
    filing_file(case=again(case), entry=entry, now=NOW)
    assert "现在到哪一步" in letter_of_case(again(case), "T10", now=NOW).text


BACK = "支持退货退款，请买家在7天内寄回商品并填写运单号。"


def test_it_leads_to_sending_the_goods_back_in_time(as_alice, case, url):
    """TB arts 43-45: the shopper's own last day, asked for, counted, and over once they were sent."""
    note(as_alice, url, "for", words=BACK)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "平台支持你，按时寄回" in words
    assert "填运单号、留底单" in words
    assert "对方同意了" not in words
    assert "The platform is for you: send it back in time" in words_of(as_alice.get(f"/en/c/{case.ref}/"))
    owed = f"/c/{case.ref}/owed/?kind=return"
    assert owed in page_of(as_alice.get(f"/c/{case.ref}/"))
    assert re.search(r'value="return"[^>]* checked', page_of(as_alice.get(owed)))
    as_alice.post(owed, {"kind": "return", "words": "", "at": "2026-11-23T15:10", "due": "2026-11-30T23:59"})
    assert list(Deadline.objects.running().filter(case=case, rule="OWED").values_list("lane", "variant")) == [
        ("mine", "return")
    ]
    assert "寄回商品，填好运单号" in next_title(as_alice, case)
    as_alice.post(f"/c/{case.ref}/owed/", {"done": "1", "at": "2026-11-23T15:15"})
    assert "平台支持你，问清什么时候办好" in next_title(as_alice, case)
    told = [one["title"] for one in compose_dossier(dossier_facts(again(case), now=NOW))["timeline"]]
    assert any("对方要求寄回商品" in one for one in told)
    assert "本人寄回商品" in told


def test_it_asks_for_nothing_back_where_the_ruling_is_undone(as_alice, case, url):
    note(as_alice, url, "for", words=BACK)
    undo_last(case)
    assert again(case).next_kind != "ruled_return"
