"""Numbers stay: a better file gets its own, a deleted one leaves its history, a filing remembers what was there."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import CaseEvent, Evidence, Filing
from cases.selectors.exhibits import exhibits_cited
from cases.services.case_state import case_close
from cases.services.evidence_delete import evidence_delete
from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import again
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


def better(color: str = "blue") -> SimpleUploadedFile:
    return SimpleUploadedFile("better.png", picture(color=color))


def replace(client, case, number: int, *files):
    return client.post(f"/c/{case.ref}/evidence/{number}/replace/", {"files": list(files)})


def filed(case) -> Filing:
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="证据1：聊天")
    return filing_file(case=again(case), entry=entry, now=NOW)


def test_it_gives_the_better_file_its_own_number_and_what_was_said(as_alice, exhibit):
    Evidence.objects.filter(pk=exhibit.pk).update(caption="聊天", proves="答应换货", kind="chat", marks=[{"kind": "x"}])
    response = replace(as_alice, exhibit.case, 1, better())
    assert response["Location"] == f"/c/{exhibit.case.ref}/evidence/2/"
    old, new = Evidence.objects.order_by("number")
    assert (old.number, old.replaced_by, new.number) == (1, new, 2)
    assert (new.caption, new.proves, new.kind, new.marks) == ("聊天", "答应换货", "chat", [])
    assert CaseEvent.objects.get(kind="evidence_replaced").data["numbers"] == [1, 2]
    Evidence.objects.update(marks=[])
    was = as_alice.get(f"/c/{exhibit.case.ref}/evidence/1/")
    assert "已被证据 2 替换" in words_of(was)
    # Not stuck to the picture below.
    assert '<div class="gap-s stack-s"><div class="note ' in page_of(was)
    assert "替换了证据 1" in words_of(as_alice.get(f"/c/{exhibit.case.ref}/evidence/2/"))


def test_it_cites_the_better_one_only(as_alice, exhibit):
    replace(as_alice, exhibit.case, 1, better())
    assert [one.number for one in exhibits_cited(again(exhibit.case))] == [2]
    evidence_delete(evidence=Evidence.objects.get(number=2), now=NOW)
    assert [one.number for one in exhibits_cited(again(exhibit.case))] == [1]


def test_it_moves_the_proof_of_a_promise_to_the_better_one(as_alice, exhibit):
    from tests.case_acts import heard, promise_of

    promise = promise_of(heard(exhibit.case, NOW, hours=24))
    Evidence.objects.filter(pk=exhibit.pk).update(promise=promise, contact=promise.contact, region=[1, 1, 9, 9])
    replace(as_alice, exhibit.case, 1, better())
    old, new = Evidence.objects.order_by("number")
    assert (old.promise, old.region, new.promise) == (None, [], promise)
    assert again(exhibit.case).exhibits["promises"] == [promise.pk]


def test_it_leaves_another_exhibit_of_the_case_as_it_is(as_alice, exhibit):
    """Its words and ties are its own: that file has its place already."""
    other = receive(exhibit.case, picture(color="blue"), NOW).made[0]
    Evidence.objects.filter(pk=exhibit.pk).update(caption="聊天")
    Evidence.objects.filter(pk=other.pk).update(caption="付款", proves="付了 129 元", kind="payment")
    response = replace(as_alice, exhibit.case, 1, better())
    assert response.status_code == 422
    assert "这个文件已经是本案的证据 2" in words_of(response)
    other.refresh_from_db()
    assert (other.caption, other.proves, other.kind) == ("付款", "付了 129 元", "payment")
    assert Evidence.objects.get(number=1).replaced_by is None


def test_it_replaces_once_when_the_form_comes_twice(as_alice, exhibit):
    url, key = f"/c/{exhibit.case.ref}/evidence/1/replace/", "twice-12345678"
    answers = [as_alice.post(url, {"files": [better()], "key": key}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/c/{exhibit.case.ref}/evidence/2/"] * 2
    assert CaseEvent.objects.filter(kind="evidence_replaced").count() == 1


@pytest.mark.parametrize("number_of_files", [0, 1])
def test_it_wants_another_file(number_of_files, as_alice, exhibit):
    same = SimpleUploadedFile("same.png", picture(size=(600, 800)))
    response = replace(as_alice, exhibit.case, 1, *[same][:number_of_files])
    assert response.status_code == 422
    assert Evidence.objects.get().replaced_by is None


def test_it_remembers_in_a_filing_what_was_there(as_alice, exhibit):
    row = filed(exhibit.case)
    (then,) = row.exhibits
    assert (then["number"], then["sha256"], then["size"]) == (1, exhibit.sha256, exhibit.size)
    replace(as_alice, exhibit.case, 1, better())
    row.refresh_from_db()
    assert row.exhibits[0]["number"] == 1
    assert filed(exhibit.case).exhibits[0]["number"] == 2


def test_it_says_before_deleting_that_it_was_handed_in_and_still_answers_for_its_number(as_alice, exhibit):
    url = f"/c/{exhibit.case.ref}/evidence/1/"
    assert "提交材料时它用的就是这个编号" not in words_of(as_alice.get(f"{url}delete/"))
    filed(exhibit.case)
    assert "提交材料时它用的就是这个编号" in words_of(as_alice.get(f"{url}delete/"))
    as_alice.post(f"{url}delete/", {"reason": "重复了"})
    left = as_alice.get(url)
    assert left.status_code == 410
    for said in ("重复了", "提交材料时它用的就是这个编号", "编号不再使用"):
        assert said in words_of(left)
    assert exhibit.sha256 in page_of(left)
    replace(as_alice, exhibit.case, 1, better())
    as_alice.post(f"/c/{exhibit.case.ref}/evidence/add/", {"files": [better("red")]})
    assert list(Evidence.objects.kept().values_list("number", flat=True)) == [2]


def test_it_replaces_nothing_in_a_closed_case(as_alice, exhibit):
    case_close(case=exhibit.case, outcome="full", now=NOW)
    replace(as_alice, exhibit.case, 1, better())
    assert Evidence.objects.count() == 1


def test_it_hides_replacing_and_what_is_left_from_a_stranger(as_charlie, client, exhibit):
    url = f"/c/{exhibit.case.ref}/evidence/1/"
    assert as_charlie.get(f"{url}replace/").status_code == 404
    assert replace(as_charlie, exhibit.case, 1, better()).status_code == 404
    assert client.get(f"{url}replace/").status_code == 302
    evidence_delete(evidence=exhibit, now=NOW)
    assert as_charlie.get(url).status_code == 404
