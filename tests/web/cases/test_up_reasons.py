"""/c/<ref>/up/: why somebody goes past a warning, beside it; what the record proves need not be said again."""

from __future__ import annotations

import re

import pytest

from cases.models import Case, CaseEvent
from cases.services.case_state import tier_move
from tests.case_acts import HOUR, again, heard
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
FORM = {"to": "platform", "due": "2026-11-26T23:59", "reason": ""}


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/up/"


def up(client, url: str, **changes: str):
    return client.post(url, FORM | changes)


def why_of(page: str) -> str:
    """Return which reason is chosen beside the warnings."""
    group = page.split('id="id_why"', 1)[1].split("</fieldset>", 1)[0]
    return "".join(re.findall(r'value="(\w+)"[^>]*checked', group))


def refused(case) -> None:
    heard(case, NOW - HOUR, reply="refused")


def lapsed(case) -> None:
    heard(case, NOW - 3 * HOUR, hours=2)


def silent(case) -> None:
    Case.objects.filter(pk=case.pk).update(no_reply_at=NOW - HOUR)


@pytest.mark.parametrize(
    ("record", "slug", "kept"),
    [
        (refused, "refused", "对方已经拒绝"),
        (lapsed, "promise", "答应的没有做到"),
        (silent, "silence", "对方没有回复"),
    ],
)
def test_it_takes_what_is_on_record_for_the_reason(as_alice, case, url, record, slug, kept):
    """A lapsed promise or a refusal answers the warning: it is chosen, and nothing has to be typed."""
    record(case)
    page = page_of(as_alice.get(url))
    assert why_of(page) == slug
    assert page.index("还缺：") < page.index('id="id_why"') < page.index('id="up-needs"'), "beside the warning"
    assert up(as_alice, url, reason="").status_code == 302
    assert CaseEvent.objects.get(kind="guards_passed").data["chosen"] == slug
    moved = CaseEvent.objects.get(kind="tier_moved").data
    assert (moved["chosen"], moved["reason"]) == (slug, "")
    assert kept in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_offers_the_reasons_it_knows_and_keeps_what_is_added(as_alice, case, url):
    page = page_of(as_alice.get(url))
    assert why_of(page) == "", "nothing is on record, so nothing is chosen"
    assert "为什么还是要继续（必选）" in page
    assert page.count('form="f"') >= 6, "the choices and the words belong to the form below"
    assert up(as_alice, url, why="window", reason="后天截止").status_code == 302
    passed = CaseEvent.objects.get(kind="guards_passed").data
    assert (passed["chosen"], passed["why"]) == ("window", "后天截止")
    assert "我的期限快到了 · 后天截止" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_says_the_reason_in_the_language_of_the_page(as_alice, case, url):
    up(as_alice, url, why="silence", reason="")
    here, there = (words_of(as_alice.get(f"{lang}/c/{case.ref}/")) for lang in ("", "/en"))
    assert "对方没有回复" in here
    assert "They do not answer" in there
    assert "对方没有回复" not in there


def test_it_still_reads_a_reason_kept_in_words(as_alice, case):
    """Before there were codes the label was kept, in the language it was chosen in."""
    tier_move(case=again(case), to="platform", now=NOW - HOUR, reason="对方没有回复 · 三次了")
    assert "对方没有回复 · 三次了" in words_of(as_alice.get(f"/en/c/{case.ref}/"))


def test_it_keeps_the_typed_words_alone_with_something_else(as_alice, case, url):
    up(as_alice, url, why="other", reason="客服让我去")
    moved = CaseEvent.objects.get(kind="tier_moved").data
    assert (moved.get("chosen", ""), moved["reason"]) == ("", "客服让我去")
