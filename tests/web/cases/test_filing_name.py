"""/c/<ref>/filing/<n>/: what a filing is called."""

from __future__ import annotations

import pytest

from cases.selectors.dossier import dossier_content
from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import DAY, HOUR, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


def listed(client, case) -> str:
    return words_of(client.get(f"/c/{case.ref}/filings/"))


@pytest.mark.parametrize(
    ("platform", "tier", "name"),
    [
        ("taobao", "platform", "平台介入申请"),
        ("jd", "platform", "与商家的纠纷单"),
        ("taobao", "regulator", "12315 投诉"),
        ("taobao", "merchant", "售后单"),
    ],
)
def test_it_is_named_by_whom_it_went_to_where_no_text_was_kept(as_alice, alice, platform, tier, name):
    case = opened(alice, now=NOW - DAY, platform=platform, number="77")
    filing = filing_file(case=case, entry=FilingEntry(tier=tier, moves=tier != "merchant"), now=NOW - HOUR)
    page = page_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert f">{name}</h1>" in page
    assert name in listed(as_alice, case)
    (fact,) = dossier_content(again(case), now=NOW)["filings"]
    assert name.removeprefix("12315").strip() in str(fact["head"])
