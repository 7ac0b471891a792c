"""The step up says where the platform wants an after-sales request first, while none is on record."""

from __future__ import annotations

import pytest

from cases.models import Case, Deadline
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of

pytestmark = pytest.mark.django_db
SAID = "入口要先提交售后申请，还没有这条记录。"


def step_of(client, case: Case) -> str:
    return page_of(client.get(f"/c/{case.ref}/")).split('id="next"', 1)[1].split("</section>", 1)[0]


def refused(alice, **facts) -> Case:
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY, **facts)
    heard(case, NOW - HOUR, reply="refused")
    return again(case)


def test_it_keeps_the_step_and_leads_to_the_guide_that_files_the_request(as_alice, alice):
    case = refused(alice)
    step = step_of(as_alice, case)
    assert "向淘宝申请平台介入" in step
    assert SAID in step
    assert f"/c/{case.ref}/guide/taobao-after-sale/" in step
    assert as_alice.get(f"/c/{case.ref}/guide/taobao-after-sale/").status_code == 200


def test_it_says_nothing_once_the_request_is_on_record(as_alice, alice):
    case = refused(alice)
    Deadline.objects.filter(case=case, rule="CLK02").update(state="met", ended_at=NOW)
    step = step_of(as_alice, case)
    assert SAID not in step
    assert "/guide/taobao-step-in/" in step


@pytest.mark.parametrize("said", ["have", "na"])
def test_it_believes_what_was_answered(as_alice, alice, said):
    case = refused(alice)
    Case.objects.filter(pk=case.pk).update(needs={"up:after_sale": said})
    assert SAID not in step_of(as_alice, case)


def test_it_says_nothing_where_the_way_in_is_another(as_alice, alice):
    assert SAID not in step_of(as_alice, refused(alice, platform="jd", number="286600412345"))
    waiting = opened(alice, now=NOW - DAY, key="waits")
    heard(waiting, NOW - HOUR, hours=24)
    assert SAID not in step_of(as_alice, waiting)
