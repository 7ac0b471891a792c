"""Files into a case or the inbox: numbered, never twice, never past the quota, never half."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta

import pytest

from cases.adapters import storage
from cases.adapters.storage import Intake
from cases.domain.lifecycle import IllegalMove
from cases.models import Case, CaseEvent, Evidence
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_delete import evidence_delete, evidence_files_remove
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import MB, evidence_receive, quota_left
from tests.exhibits import arrive, picture, receive
from tests.factories import NOW, CaseFactory, ContactFactory, EvidenceFactory, PromiseFactory, UserFactory
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_it_keeps_the_bytes_and_what_they_are(alice):
    case, content = CaseFactory(owner=alice), picture()
    row = receive(case, content, NOW).made[0]
    row.refresh_from_db()
    assert storage.path_of(row.name).read_bytes() == content
    assert (row.number, row.media_type, row.size, row.state) == (1, "image/png", len(content), "received")
    assert storage.digest(row.name) == (len(content), row.sha256)


def test_it_writes_the_event_and_the_summary_with_the_row(alice):
    case = CaseFactory(owner=alice)
    receive(case, picture(), NOW)
    assert CaseEvent.objects.get(case=case, kind="evidence_added").data == {"numbers": [1]}
    case.refresh_from_db()
    assert case.exhibits["count"] == 1
    assert case.exhibits["tiles"][0]["number"] == 1


def test_it_gives_back_what_the_case_has_already(alice):
    case = CaseFactory(owner=alice)
    first = receive(case, picture(), NOW).made[0]
    again = receive(case, picture(), NOW, name="again.png")
    assert (again.made, again.known) == ([], [first])
    assert Evidence.objects.count() == 1


def test_it_lets_another_case_have_the_same_file(alice):
    receive(CaseFactory(owner=alice), picture(), NOW)
    assert receive(CaseFactory(owner=alice), picture(), NOW).made


def test_it_makes_nothing_new_for_a_form_sent_twice(alice):
    case = CaseFactory(owner=alice)
    receive(case, picture(), NOW, key="k1")
    again = receive(case, picture(size=(9, 9)), NOW, key="k1")
    assert again.items == []
    assert Evidence.objects.count() == 1


def test_it_never_gives_a_number_twice(alice):
    case = CaseFactory(owner=alice)
    for shade in range(3):
        receive(case, picture(color=(shade, 0, 0)), NOW)
    evidence_delete(evidence=Evidence.objects.get(case=case, number=3), now=NOW)
    assert receive(case, picture(color=(9, 9, 9)), NOW).made[0].number == 4


def test_it_refuses_what_would_pass_the_quota_and_takes_the_rest(alice, settings):
    settings.QUOTA_MB = 1
    case = CaseFactory(owner=alice)
    EvidenceFactory(case=case, size=MB - 700, number=1)
    files = [arrive(bytes(range(1, 128)) * 0 + b"text " * 300, "long.txt"), arrive(b"short text", "short.txt")]
    got = evidence_receive(owner=alice, case=case, files=files, now=NOW)
    assert got.refused == [("long.txt", "quota")]
    assert [row.shown_name for row in got.made] == ["short.txt"]
    assert quota_left(owner=alice) < 700


def test_it_counts_what_was_deleted_no_more(alice, settings):
    settings.QUOTA_MB = 1
    EvidenceFactory(case__owner=alice, size=MB, deleted_at=NOW)
    assert quota_left(owner=alice) == MB


def test_it_takes_nothing_into_a_closed_case(alice):
    with pytest.raises(IllegalMove):
        receive(CaseFactory(owner=alice, closed=True), picture(), NOW)
    assert not Evidence.objects.exists()


def test_it_proposes_the_moment_the_phone_wrote_into_the_name(alice):
    row = receive(CaseFactory(owner=alice), picture(), NOW, name="Screenshot_20261123-101500_Taobao.png").made[0]
    assert row.formed_source == "proposed"
    assert row.formed_at.isoformat() == "2026-11-23T02:15:00+00:00"


def test_it_files_an_inbox_item_under_the_next_number_and_its_promise(alice):
    case = CaseFactory(owner=alice)
    promise = PromiseFactory(case=case)
    row = evidence_receive(owner=alice, case=None, files=[arrive(picture())], now=NOW).made[0]
    assert (row.case, row.number) == (None, None)
    done = evidence_file(case=case, items=[row], promise=promise, contact=promise.contact, kind="chat", now=NOW)
    assert [(one.number, one.promise, one.contact, one.kind) for one in done] == [(1, promise, promise.contact, "chat")]
    case.refresh_from_db()
    assert case.exhibits["promises"] == [promise.pk]


def test_it_files_the_twin_when_the_case_has_the_file(alice):
    case = CaseFactory(owner=alice)
    kept = receive(case, picture(), NOW).made[0]
    spare = evidence_receive(owner=alice, case=None, files=[arrive(picture())], now=NOW).made[0]
    contact = ContactFactory(case=case)
    assert evidence_file(case=case, items=[spare], contact=contact, now=NOW) == [kept]
    spare.refresh_from_db()
    assert spare.deleted_at == NOW


def test_it_files_nothing_of_another_shopper(alice, charlie):
    row = evidence_receive(owner=charlie, case=None, files=[arrive(picture())], now=NOW).made[0]
    assert evidence_file(case=CaseFactory(owner=alice), items=[row], now=NOW) == []
    row.refresh_from_db()
    assert row.case is None


def test_it_deletes_the_files_on_commit_and_keeps_number_and_hash(alice, django_capture_on_commit_callbacks):
    case = CaseFactory(owner=alice)
    row = receive(case, picture(), NOW).made[0]
    path = storage.path_of(row.name)
    with django_capture_on_commit_callbacks() as waiting:
        assert evidence_delete(evidence=row, now=NOW + timedelta(hours=1), reason="传错了")
    assert path.exists()
    for callback in waiting:
        callback()
    assert not path.exists()
    event = CaseEvent.objects.get(case=case, kind="evidence_deleted")
    assert event.data == {"numbers": [1], "sha256": row.sha256, "reason": "传错了"}
    assert Case.objects.get(pk=case.pk).exhibits == {}
    assert not evidence_delete(evidence=row, now=NOW)
    assert list(evidence_faults()) == []


def test_it_removes_the_files_of_a_deleted_exhibit_again_after_a_kill(alice):
    row = receive(CaseFactory(owner=alice), picture(), NOW).made[0]
    evidence_delete(evidence=row, now=NOW)
    row.refresh_from_db()
    assert row.act_at == NOW
    evidence_files_remove(evidence_id=row.pk)
    evidence_files_remove(evidence_id=row.pk)
    row.refresh_from_db()
    assert row.act_at is None


def test_it_holds_no_file_in_memory(alice, settings):
    """60 MB stream through with a few pieces in memory at a time."""
    settings.UPLOAD_MAX_MB = 100
    tracemalloc.start()
    try:
        intake = Intake()
        intake.write(picture())
        piece = bytes(256 * 1024)
        for _ in range(240):
            intake.write(piece)
        intake.finish()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        intake.discard()
    assert peak < 4 * MB


@pytest.mark.django_db(transaction=True)
def test_it_never_passes_the_quota_however_many_come_at_once(settings):
    settings.QUOTA_MB = 1
    alice = UserFactory()
    case = CaseFactory(owner=alice)
    files = [arrive(f"text {n} ".encode() * 30_000, f"{n}.txt") for n in range(8)]

    waiting = iter(files)

    def send() -> int:
        got = evidence_receive(owner=alice, case=Case.objects.get(pk=case.pk), files=[next(waiting)], now=NOW)
        return len(got.made)

    made = sum(at_once(send, times=len(files)))
    used = sum(Evidence.objects.filter(owner=alice).values_list("size", flat=True))
    assert 0 < used <= MB
    assert made == Evidence.objects.count() == MB // (files[0].intake.size)
    assert sorted(Evidence.objects.values_list("number", flat=True)) == list(range(1, made + 1))
    for one in files:
        one.intake.discard()
    assert list(evidence_faults()) == []
