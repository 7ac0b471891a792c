"""What another installation knows and this one does not comes in all the same, and every page of it opens."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
import time_machine
from django.urls import reverse

from cases.models import Case
from cases.services.bundle_read import bundle_read
from cases.services.bundle_write import bundle_write
from cases.services.tick import tick_run
from tests.case_acts import DAY
from tests.factories import NOW
from tests.integration.test_bundle_refused import zipped
from tests.whole_account import fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(media):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def brought(alice, charlie) -> Case:
    """Alice's case in Charlie's account, with words no list of ours knows."""
    case = fill(alice)
    out = io.BytesIO()
    bundle_write(owner=alice, to=out, now=NOW, case=case)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    data = json.loads(parts["data.json"])
    tables = data["tables"]
    tables["orders"][0]["platform"] = "elsewhere"
    tables["agents"][0]["platform"] = "elsewhere"
    tables["cases"][0] |= {"problem_type": "unheard", "demand": "unheard", "needs": {"无": "have"}}
    tables["letters"][0]["code"] = tables["filings"][0]["code"] = "T99"
    for row in tables["deadlines"]:
        row |= {"rule": "CLK99"} if row["promise"] is None else {"working": [1, None]}
    for row in tables["events"]:
        row["data"] |= {"numbers": ["x"], "old": {"y": [1]}}
    tables["ascents"][0] |= {
        "grounds": {"unheard": "perhaps"},
        "ticks": {"unheard": ["x"]},
        "typed": {"T99": {"x": "y"}},
    }
    tables["cases"][0] |= {"moments": {"unheard": "2026-11-23T10:00:00+08:00"}, "worked": ["unheard"], "goods": "x"}
    tables["filing_results"][0]["ground"] = "unheard"
    bundle_read(owner=charlie, file=zipped(parts | {"data.json": json.dumps(data).encode()}), now=NOW)
    return Case.objects.get(owner=charlie)


@pytest.mark.parametrize(
    "name",
    [
        *("case", "case-edit", "case-log", "case-say", "case-evidence", "case-guides", "case-older", "case-numbers"),
        *("case-clocks", "case-dossier", "case-shares", "case-answers", "case-reasons", "case-filings", "case-compare"),
        *("case-seller", "case-grounds", "case-up", "case-eligible", "case-extra", "case-ways", "case-fields"),
    ],
)
def test_it_opens_every_page_of_the_case(as_charlie, brought, name):
    assert as_charlie.get(reverse(name, args=[brought.ref])).status_code == 200


@pytest.mark.parametrize("name", ["today", "case-list", "inbox", "capture", "me", "me-export"])
def test_it_opens_every_list(as_charlie, brought, name):
    assert as_charlie.get(reverse(name)).status_code == 200


def test_it_lets_the_worker_go_on_with_everybody_else(brought):
    counts = tick_run(now_fn=lambda: NOW + 3 * DAY)
    assert counts["errors"] == 0
