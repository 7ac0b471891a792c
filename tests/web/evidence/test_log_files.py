"""The log sheet with its screenshots (S28): never lost to a question, tied to the promise they prove."""

from __future__ import annotations

import pytest

from cases.models import Case, Contact, Evidence
from cases.services.evidence_file import evidence_file
from tests.case_acts import opened
from tests.exhibits import picture
from tests.factories import NOW
from tests.web.cases.checklist import HX, page_of, words_of
from tests.web.evidence.sending import named, send

pytestmark = pytest.mark.django_db
FORM = {"tier": "merchant", "promise": "24h", "agent": "6789", "channel": "chat", "direction": "in", "key": "k1"}
BADGE = "还没有截图"


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/log/"


def kept_in(page: str) -> list[str]:
    return [tag.split('"')[0] for tag in page.split('name="kept" value="')[1:]]


def test_it_asks_for_the_screenshot_beside_the_promise(as_alice, url):
    page = page_of(as_alice.get(url))
    assert 'type="file" name="files"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "趁还在" in page
    assert 'hx-encoding="multipart/form-data"' in page_of(as_alice.get(url, headers=HX))


def test_it_ties_several_to_the_entry_and_its_promise(as_alice, case, url):
    send(as_alice, url, picture(), named(picture("JPEG"), "b.jpg"), **FORM)
    contact = Contact.objects.get()
    rows = Evidence.objects.order_by("number")
    assert [(row.number, row.case, row.contact, row.promise.contact, row.kind) for row in rows] == [
        (number, case, contact, contact, "chat") for number in (1, 2)
    ]
    assert BADGE not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_carries_the_badge_until_a_screenshot_is_there(as_alice, case, url):
    as_alice.post(url, FORM)
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert 'class="tag need"' in page
    assert BADGE in page
    add = page.split('class="tag need" href="')[1].split('"')[0]
    send(as_alice, add.split("?")[0], picture(), promise=add.split("=")[1])
    assert BADGE not in page_of(as_alice.get(f"/c/{case.ref}/"))
    row = Evidence.objects.get()
    as_alice.post(f"/c/{case.ref}/evidence/{row.number}/delete/")
    assert BADGE in page_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_keeps_the_files_while_it_asks(as_alice, case, url):
    form = FORM | {"agent": ""}
    asked = send(as_alice, url, picture(), **form)
    assert asked.status_code == 422
    assert "已经存好 1 个文件" in words_of(asked)
    assert not Contact.objects.exists()
    kept = kept_in(page_of(asked))
    assert Evidence.objects.get().ref == kept[0]
    as_alice.post(url, form | {"asked": "agent", "kept": kept})
    row = Evidence.objects.get()
    assert (row.case, row.number, row.contact) == (case, 1, Contact.objects.get())


def test_it_keeps_the_files_while_something_is_corrected(as_alice, url):
    response = send(as_alice, url, picture(), **(FORM | {"promise": ""}))
    assert response.status_code == 422
    assert len(kept_in(page_of(response))) == 1
    assert Evidence.objects.get().case is None


def test_it_says_which_file_was_not_taken_before_saving(as_alice, url):
    response = send(as_alice, url, picture(), named(b"PK\x03\x04" + bytes(40), "a.zip"), **FORM)
    assert response.status_code == 422
    assert "a.zip：压缩包不收" in words_of(response)
    assert not Contact.objects.exists()
    as_alice.post(url, FORM | {"kept": kept_in(page_of(response))})
    assert Evidence.objects.get().contact == Contact.objects.get()


def test_it_ties_what_was_sorted_into_the_case_while_it_asked(as_alice, case, url):
    kept = kept_in(page_of(send(as_alice, url, picture(), **(FORM | {"agent": ""}))))
    row = Evidence.objects.get()
    evidence_file(case=case, items=[row], now=NOW)
    as_alice.post(url, FORM | {"kept": kept})
    row.refresh_from_db()
    assert (row.case, row.number, row.promise) == (case, 1, Contact.objects.get().promises.get())


def test_it_says_that_a_kept_file_has_gone_before_it_saves_without_it(as_alice, url):
    kept = kept_in(page_of(send(as_alice, url, picture(), **(FORM | {"agent": ""}))))
    as_alice.post(f"/capture/{kept[0]}/delete/")
    said = as_alice.post(url, FORM | {"kept": kept})
    assert said.status_code == 422
    assert "聊天.png：传上去之后被删掉了" in words_of(said)
    assert f'data-gone="{kept[0]}"' in page_of(said)
    assert not Contact.objects.exists()
    assert kept_in(page_of(said)) == []
    as_alice.post(url, FORM)
    assert Contact.objects.count() == 1
    # The same form again, of which a file was deleted since: it is there, and nothing is missed.
    assert as_alice.post(url, FORM | {"kept": kept}).status_code == 302


def test_it_says_so_of_a_kept_file_that_was_sorted_into_another_case(as_alice, url, alice):
    kept = kept_in(page_of(send(as_alice, url, picture(), **(FORM | {"agent": ""}))))
    other = opened(alice, now=NOW, shop="另一家")
    evidence_file(case=other, items=[Evidence.objects.get()], now=NOW)
    assert as_alice.post(url, FORM | {"kept": kept}).status_code == 422
    assert Evidence.objects.get().case == other
    assert not Contact.objects.exists()


def test_it_takes_the_same_picture_from_where_it_is_now(as_alice, case, url):
    kept = kept_in(page_of(send(as_alice, url, picture(), **(FORM | {"agent": ""}))))
    send(as_alice, f"/c/{case.ref}/evidence/add/", picture())
    # Sorted into the case, the one of the inbox goes: the exhibit there has the same bytes.
    as_alice.post(f"/capture/{kept[0]}/move/", {"case": case.ref})
    as_alice.post(url, FORM | {"kept": kept})
    assert Evidence.objects.kept().get().contact == Contact.objects.get()


def test_it_takes_no_file_of_somebody_else(as_alice, as_charlie, url):
    send(as_charlie, "/capture/", picture())
    theirs = Evidence.objects.get()
    as_alice.post(url, FORM | {"kept": [theirs.ref, "x", ""]})
    theirs.refresh_from_db()
    assert (theirs.case, theirs.contact) == (None, None)
    assert Contact.objects.count() == 1


def test_it_makes_one_entry_and_one_exhibit_of_a_form_sent_twice(as_alice, case, url):
    for _ in range(2):
        send(as_alice, url, picture(), **FORM)
    assert Contact.objects.count() == 1
    assert Evidence.objects.kept().count() == 1
    assert Evidence.objects.kept().get().case == case


def test_it_shows_the_screenshots_with_the_entry_and_asks_for_one_there(as_alice, case, url):
    as_alice.post(url, FORM)
    contact = Contact.objects.get()
    entry = f"/c/{case.ref}/e/{contact.pk}/"
    assert BADGE in words_of(as_alice.get(entry))
    assert f"add/?contact={contact.pk}" in page_of(as_alice.get(entry))
    send(as_alice, f"/c/{case.ref}/evidence/add/", picture(), contact=contact.pk)
    assert BADGE not in words_of(as_alice.get(entry))
    assert f"/c/{case.ref}/evidence/1/" in page_of(as_alice.get(entry))
    assert "补上截图" not in words_of(as_alice.get(f"/c/{case.ref}/"))
