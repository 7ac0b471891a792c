"""A version is frozen, numbered and compared with the one before; what is noted of it is on the record."""

from __future__ import annotations

import pytest

from cases.models import CaseEvent, Pack
from cases.selectors.dossier import dossier_content
from cases.services import pack_make as maker
from cases.services.contact_undo import contact_undo
from cases.services.evidence_delete import evidence_delete
from cases.services.pack_make import TooManyVersions, pack_given, pack_make
from cases.services.rebuttal import rebuttals_write
from tests.case_acts import HOUR, again, heard
from tests.dossiers import disputed, exhibited
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def case(alice):
    return disputed(alice)


def make(case, now=NOW, whole_number=False) -> Pack:
    return pack_make(case=again(case), whole_number=whole_number, now=now)


def test_it_freezes_what_the_record_says(case):
    pack = make(case)
    assert (pack.number, pack.changes, pack.variants.get().name) == (1, [], "covered")
    before = pack.content
    heard(again(case), NOW, words="我们再看看", reply="received")
    pack.refresh_from_db()
    assert pack.content == before
    assert make(case, NOW + HOUR).number == 2


def test_it_says_what_changed_since_the_one_before(case):
    make(case)
    heard(again(case), NOW, words="同意退款", reply="agreed", tier="platform")
    pack = make(case, NOW + HOUR)
    assert any(one["op"] == "added" and "同意退款" in one["text"] for one in pack.changes)


def test_it_makes_no_version_when_nothing_has_changed(case):
    first = make(case)
    assert make(case, NOW + 5 * HOUR).pk == first.pk
    assert make(case, NOW + 5 * HOUR, whole_number=True).number == 2


def test_it_drops_the_sentence_of_a_contact_that_was_taken_back(case):
    contact = heard(again(case), NOW, words="最终不予处理", reply="refused", tier="platform")
    assert "最终不予处理" in str(dossier_content(again(case), now=NOW))
    assert contact_undo(case=again(case), contact=contact, now=NOW)
    assert "最终不予处理" not in str(dossier_content(again(case), now=NOW))


def test_it_says_no_proof_once_the_exhibit_is_deleted(case):
    exhibits = exhibited(case)
    told = dossier_content(again(case), now=NOW)
    assert told["promises"][0]["exhibits"] == [1]
    evidence_delete(evidence=exhibits[0], now=NOW)
    told = dossier_content(again(case), now=NOW)
    assert told["promises"][0]["exhibits"] == []
    assert [one["exhibits"] for one in told["summary"] if one["id"].startswith("promise")] == [[]]


def test_it_takes_in_what_the_shopper_says_to_a_reason(case):
    refused = case.contacts.get(reply="refused")
    assert rebuttals_write(case=case, said={refused.pk: ("缝线和专柜不同", [2])}, now=NOW) == 1
    (reason,) = dossier_content(again(case), now=NOW)["reasons"]
    assert (reason["answer"], reason["exhibits"]) == ("缝线和专柜不同", [2])
    assert rebuttals_write(case=case, said={refused.pk: ("", [])}, now=NOW) == 1
    assert dossier_content(again(case), now=NOW)["reasons"][0]["answer"] == ""


def test_it_keeps_to_whom_and_when_it_was_given(case):
    pack = make(case)
    row = pack_given(case=again(case), variant=pack.variants.get(), to_whom="12315", now=NOW)
    assert (row.to_whom, row.at) == ("12315", NOW)
    event = CaseEvent.objects.filter(case=case, kind="pack_given").get()
    assert event.data == {"version": 1, "to": "12315", "variant": "covered"}


def test_it_stops_at_so_many_versions(case, monkeypatch):
    monkeypatch.setattr(maker, "MOST_VERSIONS", 1)
    make(case)
    with pytest.raises(TooManyVersions):
        make(case, whole_number=True)


def test_it_reads_the_record_in_a_fixed_number_of_queries(case, django_assert_max_num_queries):
    for at in range(5):
        heard(again(case), NOW - at * HOUR, words=f"第{at}次", reply="received", tier="platform")
    exhibited(case)
    with django_assert_max_num_queries(14):
        dossier_content(again(case), now=NOW)
