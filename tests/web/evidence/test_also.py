"""One screenshot that shows several promises: each has its proof, its own part of the picture, and its line."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from cases.domain.dossier.compose import compose
from cases.models import AlsoProves, Evidence
from cases.selectors.claims import proofs_of as claimed
from cases.selectors.dossier_facts import dossier_facts
from cases.services.contact_log import PromiseEntry
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_replace import evidence_replace
from cases.views.exhibits import proof_url
from cases.views.log_shots import Shots, shots_file
from tests.case_acts import DAY, HOUR, again, heard, promise_of
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.evidence.test_words import box, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(case):
    return promise_of(heard(case, NOW - 2 * HOUR, hours=24))


@pytest.fixture
def second(case):
    return promise_of(heard(case, NOW - HOUR, hours=48, replaces=False))


@pytest.fixture
def both(as_alice, exhibit, first, second) -> Evidence:
    as_alice.post(url_of(exhibit, "words/"), box(0, 0, 500, 200) | {"tie": f"p{first.pk}"})
    as_alice.post(url_of(exhibit, "words/"), box(0, 600, 500, 200) | {"tie": f"p{second.pk}"})
    exhibit.refresh_from_db()
    return exhibit


def lacks_proof(case, *promises) -> list[bool]:
    case = again(case)
    return [bool(proof_url(case, one.pk, one.contact_id)) for one in promises]


def test_it_proves_a_second_promise_without_taking_it_from_the_first(case, both, first, second):
    assert (both.promise, both.region) == (first, [0, 0, 500, 200])
    assert [(one.promise, one.region) for one in both.also.all()] == [(second, [0, 600, 500, 200])]
    assert lacks_proof(case, first, second) == [False, False]


def test_it_says_before_saving_that_both_stay(as_alice, exhibit, first, second):
    as_alice.post(url_of(exhibit, "words/"), box() | {"tie": f"p{first.pk}"})
    said = words_of(as_alice.get(f"{url_of(exhibit, 'words/')}?tie=p{second.pk}"))
    assert "保存后两个都算" in said
    assert first.words in said
    assert "它现在属于" not in said


def test_it_shows_each_promise_its_own_part(as_alice, case, both, first, second):
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    colours = []
    for promise in (first, second):
        url = f"{url_of(both, 'file/words/')}?p={promise.pk}"
        assert url in page
        with Image.open(io.BytesIO(as_alice.get(url).content)) as image:
            colours.append(image.convert("RGB").getpixel((image.width // 2, image.height // 2)))
    # The upper quarter is green, what lies below is red.
    assert colours[0][1] > colours[0][0]
    assert colours[1][0] > colours[1][1]
    assert as_alice.get(f"{url_of(both, 'file/words/')}?p=999999").status_code == 404
    reopened = page_of(as_alice.get(f"{url_of(both, 'words/')}?tie=p{second.pk}"))
    assert 'value="600' in reopened


def test_it_names_all_of_them_on_the_page_of_the_exhibit(as_alice, both, first, second):
    page = page_of(as_alice.get(url_of(both)))
    assert f"<figcaption>{first.words}" in page
    assert f"<figcaption>{second.words}" in page
    assert f'name="also" value="p{second.pk}"' in page


def test_it_ticks_and_unticks_further_promises_on_the_page_of_the_exhibit(as_alice, case, exhibit, first, second):
    kept = {"kind": "chat", "caption": "聊天", "tie": f"p{first.pk}"}
    form = kept | {"version": exhibit.version, "also": [f"p{first.pk}", f"p{second.pk}"]}
    assert as_alice.post(url_of(exhibit), form).status_code == 302
    exhibit.refresh_from_db()
    assert [one.promise for one in exhibit.also.all()] == [second]
    assert lacks_proof(case, first, second) == [False, False]
    assert as_alice.post(url_of(exhibit), kept | {"version": exhibit.version}).status_code == 302
    assert not exhibit.also.exists()
    assert lacks_proof(case, first, second) == [False, True]


def test_it_takes_no_promise_of_another_case(as_alice, exhibit, first, second):
    form = {"kind": "chat", "tie": "", "version": exhibit.version, "also": ["p999999"]}
    assert as_alice.post(url_of(exhibit), form).status_code == 422


def test_it_asks_for_none_where_there_is_only_one_promise(as_alice, exhibit, first):
    assert 'name="also"' not in page_of(as_alice.get(url_of(exhibit)))


def test_it_is_cited_for_each_promise_in_the_dossier_and_in_letters(case, both, first, second):
    rows = {one["id"]: one["exhibits"] for one in compose(dossier_facts(again(case), now=NOW))["promises"]}
    assert rows == {first.pk: [both.number], second.pk: [both.number]}
    proofs = claimed(case)
    assert proofs.of_contact(first.contact_id) == proofs.of_contact(second.contact_id) == [both.number]


def test_it_stands_with_each_entry(as_alice, case, both, first, second):
    for promise in (first, second):
        assert url_of(both) in page_of(as_alice.get(f"/c/{case.ref}/e/{promise.contact_id}/"))


def test_it_keeps_the_first_when_the_same_file_is_added_for_the_second(as_alice, case, both, first, second):
    AlsoProves.objects.all().delete()
    upload = io.BytesIO(picture(size=(600, 800)))
    upload.name = "again.png"
    as_alice.post(f"/c/{case.ref}/evidence/add/", {"promise": second.pk, "key": "k9", "files": [upload]})
    assert lacks_proof(case, first, second) == [False, False]


def test_it_hands_them_on_to_what_takes_its_place(case, both, first, second):
    new = receive(again(case), picture(color=(1, 2, 9)), NOW).made[0]
    assert evidence_replace(case=again(case), old=both, new=new, now=NOW)
    new.refresh_from_db()
    assert (new.promise, [one.promise for one in new.also.all()]) == (first, [second])
    assert not both.also.exists()
    assert lacks_proof(case, first, second) == [False, False]


def test_it_leaves_both_without_proof_when_it_is_deleted(case, both, first, second):
    evidence_delete(evidence=both, now=NOW)
    assert lacks_proof(case, first, second) == [True, True]


def test_it_proves_every_promise_of_the_entry_it_was_logged_with(case, exhibit):
    more = PromiseEntry(words="三天内退款", due_at=NOW + 3 * DAY, replaces=False)
    contact = heard(case, NOW - HOUR, hours=24, also=(more,))
    shots_file(again(case), contact, Shots([exhibit], []), NOW)
    promises = list(contact.promises.order_by("pk"))
    assert len(promises) == 2
    rows = {one["id"]: one["exhibits"] for one in compose(dossier_facts(again(case), now=NOW))["promises"]}
    assert rows == {one.pk: [exhibit.number] for one in promises}
    assert lacks_proof(case, *promises) == [False, False]


def test_it_says_of_a_promise_beside_it_in_the_same_entry_what_the_dossier_says(as_alice, case, exhibit):
    more = PromiseEntry(words="三天内退款", due_at=NOW + 3 * DAY, replaces=False)
    one, other = heard(case, NOW - HOUR, hours=24, also=(more,)).promises.order_by("pk")
    as_alice.post(url_of(exhibit, "words/"), {"tie": f"p{one.pk}"})
    rows = {row["id"]: row["exhibits"] for row in compose(dossier_facts(again(case), now=NOW))["promises"]}
    assert rows == {one.pk: [exhibit.number], other.pk: []}
    assert lacks_proof(case, one, other) == [False, True]


def test_it_proves_the_promises_of_its_entry_and_a_further_one(as_alice, case, exhibit, first):
    told = heard(case, NOW - HOUR / 2, hours=30, replaces=False)
    kept = {"kind": "chat", "caption": "聊天", "tie": f"c{told.pk}", "version": exhibit.version}
    as_alice.post(url_of(exhibit), kept | {"also": [f"p{first.pk}"]})
    rows = {row["id"]: row["exhibits"] for row in compose(dossier_facts(again(case), now=NOW))["promises"]}
    assert rows == {first.pk: [exhibit.number], promise_of(told).pk: [exhibit.number]}
    assert lacks_proof(case, first, promise_of(told)) == [False, False]
