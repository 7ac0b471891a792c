"""鉴定报告: what the paper says, what it lacks, and who pays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.appraisal import NEEDED, missing
from cases.models import Appraisal, CaseEvent
from cases.services.case_state import case_close
from tests.web.cases.checklist import check_error, check_kept, page_of, words_of

pytestmark = pytest.mark.django_db
WHOLE = {
    "whose": "brand",
    "issuer": "示例品牌有限公司",
    "number": "JD-2026-0012",
    "dated": "2026-11-20",
    "conclusion": "fake",
    "asked_by": "shopper",
}


@pytest.fixture
def url(exhibit) -> str:
    return f"/c/{exhibit.case.ref}/evidence/1/"


@given(st.sets(st.sampled_from(NEEDED)))
def test_it_names_exactly_what_is_missing(known):
    facts = dict.fromkeys(known, "x")
    assert set(missing(facts)) == set(NEEDED) - known
    assert list(missing(facts)) == [name for name in NEEDED if name not in known]


def test_it_keeps_the_whole_report_and_shows_it(as_alice, exhibit, url):
    assert as_alice.post(f"{url}report/", WHOLE)["Location"] == url
    row = Appraisal.objects.get(evidence=exhibit)
    assert (row.issuer, row.dated, row.conclusion) == ("示例品牌有限公司", date(2026, 11, 20), "fake")
    exhibit.refresh_from_db()
    assert exhibit.kind == "report"
    words = words_of(as_alice.get(url))
    for said in ("示例品牌有限公司", "JD-2026-0012", "2026-11-20", "不是正品", "品牌方（权利人）", "我送的"):
        assert said in words
    assert "还缺" not in words
    assert CaseEvent.objects.get(kind="report_described").data["numbers"] == [1]


def test_it_warns_of_what_the_report_lacks_and_keeps_the_rest(as_alice, exhibit, url):
    response = as_alice.post(f"{url}report/", {"whose": "", "issuer": "某检测所"}, follow=True)
    words = words_of(response)
    assert "还缺：是谁的报告、编号、日期、结论、谁送的" in words
    check_kept(page_of(as_alice.get(f"{url}report/")), "issuer", "某检测所")
    as_alice.post(f"{url}report/", WHOLE)
    assert Appraisal.objects.count() == 1


def test_it_says_who_pays_with_the_source(as_alice, exhibit, url):
    words = words_of(as_alice.get(f"{url}report/"))
    assert "先问费用：京东规定，属假由商家担，否则由消费者担" in words
    assert "来源：《京东开放平台商品类问题纠纷处理标准》" in words
    page = page_of(as_alice.get(f"{url}report/"))
    guide = f"/c/{exhibit.case.ref}/guide/prove-a-fake/"
    assert guide in page
    assert as_alice.get(guide).status_code == 200


def test_it_refuses_a_day_to_come_and_keeps_what_was_typed(as_alice, exhibit, url):
    response = as_alice.post(f"{url}report/", WHOLE | {"dated": "2026-11-24"})
    check_error(response, "dated", "还没到", issuer="示例品牌有限公司")
    assert not Appraisal.objects.exists()


def test_it_shows_what_is_typed_as_text(as_alice, exhibit, url):
    payload = "<script>alert(1)</script>"
    as_alice.post(f"{url}report/", WHOLE | {"issuer": payload, "number": payload})
    assert payload not in page_of(as_alice.get(url))


def test_it_changes_nothing_in_a_closed_case(as_alice, exhibit, url):
    case_close(case=exhibit.case, outcome="full", now=exhibit.received_at)
    as_alice.post(f"{url}report/", WHOLE)
    assert not Appraisal.objects.exists()


def test_it_hides_the_report_from_a_stranger(as_charlie, client, exhibit, url):
    assert as_charlie.get(f"{url}report/").status_code == 404
    assert as_charlie.post(f"{url}report/", WHOLE).status_code == 404
    assert client.get(f"{url}report/").status_code == 302
