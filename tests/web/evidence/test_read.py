"""What was read off a screenshot fills forms in; only what the shopper saves counts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cases.adapters import storage
from cases.adapters.darkroom import client as darkroom
from cases.adapters.reader import client as reader
from cases.domain.zone import SHANGHAI
from cases.models import Case, Contact, Evidence, PictureText, Promise, Rendition
from cases.services.evidence_develop import evidence_develop
from tests.case_acts import DAY, opened
from tests.exhibits import receive
from tests.factories import NOW
from tests.screens import AGENT, NUMBER, PHONE, PROMISE, chat_screen, order_screen
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def lines(tmp_path_factory) -> dict[str, list]:
    """What the reader makes of the two screens: read once."""
    found = {}
    for name, content in (("chat", chat_screen()), ("order", order_screen())):
        folder = tmp_path_factory.mktemp(name)
        (folder / "a.png").write_bytes(content)
        made = darkroom.develop(folder / "a.png", "image/png", folder)["made"]
        found[name] = reader.read(Path(made["screen"]["path"]))
    return found


def read_in(row: Evidence, lines: list) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    text = "\n".join(line["text"] for line in lines)
    PictureText.objects.filter(evidence=row).update(lines=lines, text=text, read_at=NOW, act_at=None)
    row.refresh_from_db()
    return row


@pytest.fixture
def shot(case, lines) -> Evidence:
    return read_in(receive(case, chat_screen(), NOW).made[0], lines["chat"])


@pytest.fixture
def unsorted(alice, lines) -> Evidence:
    from cases.services.evidence_receive import evidence_receive
    from tests.exhibits import arrive

    made = evidence_receive(owner=alice, case=None, files=[arrive(order_screen(), "IMG_1.png")], now=NOW).made[0]
    return read_in(made, lines["order"])


def url_of(row: Evidence) -> str:
    return f"/c/{row.case.ref}/evidence/{row.number}/"


def test_it_shows_each_proposal_beside_its_piece_of_the_picture(as_alice, shot):
    page = page_of(as_alice.get(url_of(shot)))
    for value in (PROMISE, AGENT, NUMBER, "2026-11-23 10:02"):
        assert value in page
    assert page.count('class="crop"') == 6
    assert f'href="{url_of(shot)}file/screen/"' in page
    assert f"/c/{shot.case.ref}/log/?from={shot.number}" in page
    assert not Contact.objects.filter(case=shot.case).exists()


def test_it_says_that_it_is_being_read_until_it_is(as_alice, case, lines):
    row = receive(case, chat_screen(), NOW).made[0]
    assert 'id="read"' in page_of(as_alice.get(url_of(row)))
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert "every 3s" in page_of(as_alice.get(url_of(row))).split('id="read"')[1]


def test_it_says_nothing_of_reading_without_the_extra(as_alice, case, monkeypatch):
    monkeypatch.setattr(reader, "is_there", lambda: False)
    row = receive(case, chat_screen(), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    for path in ("", "cover/"):
        page = page_of(as_alice.get(url_of(row) + path))
        assert 'id="read"' not in page
        assert 'name="found"' not in page


def fields_of(page: str) -> dict[str, str]:
    import re

    found = {}
    for tag in re.findall(r"<input[^>]*>", page.split('id="log-form"')[1]):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        chosen = said.get("type") not in ("radio", "checkbox") or "checked" in tag
        if "name" in said and chosen and said.get("type") != "file":
            found[said["name"]] = said.get("value", "")
    return found


def test_it_becomes_a_contact_with_its_promise_in_two_taps(as_alice, shot):
    sheet = page_of(as_alice.get(f"/c/{shot.case.ref}/log/?from={shot.number}"))
    assert sheet.count('class="crop"') == 3
    assert not Contact.objects.filter(case=shot.case).exists()
    sent = fields_of(sheet)
    assert (sent["words"], sent["agent"], sent["promise"]) == (PROMISE, AGENT, "words")
    response = as_alice.post(f"/c/{shot.case.ref}/log/", sent)
    assert response.status_code == 302
    contact = Contact.objects.get(case=shot.case)
    promise = Promise.objects.get(case=shot.case)
    assert contact.at == datetime(2026, 11, 23, 10, 2, tzinfo=SHANGHAI)
    assert contact.agent.number == AGENT
    assert promise.due_at == datetime(2026, 11, 24, 10, 2, tzinfo=SHANGHAI)
    shot.refresh_from_db()
    assert (shot.contact, shot.promise, shot.kind) == (contact, promise, Evidence.Kind.CHAT)
    # It is offered once.
    assert "log/?from=" not in page_of(as_alice.get(url_of(shot)))


def test_it_takes_a_chat_under_a_shops_name_for_one_with_the_seller(as_alice, shot):
    Case.objects.filter(pk=shot.case_id).update(tier="platform")
    sheet = page_of(as_alice.get(f"/c/{shot.case.ref}/log/?from={shot.number}"))
    assert fields_of(sheet)["tier"] == "merchant"
    assert fields_of(page_of(as_alice.get(f"/c/{shot.case.ref}/log/")))["tier"] == "platform"


def test_it_saves_what_the_shopper_typed_instead(as_alice, shot):
    sent = fields_of(page_of(as_alice.get(f"/c/{shot.case.ref}/log/?from={shot.number}")))
    as_alice.post(f"/c/{shot.case.ref}/log/", sent | {"agent": "7000", "words": "48小时内给您答复"})
    contact = Contact.objects.get(case=shot.case)
    assert (contact.agent.number, contact.words) == ("7000", "48小时内给您答复")


def test_it_keeps_the_exhibit_through_a_correction(as_alice, shot):
    sent = fields_of(page_of(as_alice.get(f"/c/{shot.case.ref}/log/?from={shot.number}")))
    asked = as_alice.post(f"/c/{shot.case.ref}/log/", sent | {"words": ""})
    assert asked.status_code == 422
    assert fields_of(page_of(asked))["from"] == str(shot.number)


@pytest.mark.parametrize("number", ["2", "99", "x", "-1", "1" * 30, ""])
def test_it_fills_in_from_no_exhibit_that_is_not_of_the_case(number, as_alice, shot, charlie):
    other = opened(charlie, now=NOW - DAY)
    receive(other, chat_screen("11月22日 09:00"), NOW)
    response = as_alice.get(f"/c/{shot.case.ref}/log/?from={number}")
    assert response.status_code == 200
    assert PROMISE not in page_of(response)


def test_it_opens_a_case_from_an_order_and_makes_it_exhibit_one(as_alice, unsorted):
    inbox = page_of(as_alice.get("/capture/"))
    assert f"/new/?from={unsorted.ref}" in inbox
    page = page_of(as_alice.get(f"/new/?from={unsorted.ref}"))
    for value in (NUMBER, "1299.00", "示例家居旗舰店", "2026-11-10", 'value="taobao"'):
        assert value in page
    assert not Case.objects.filter(owner=unsorted.owner).exists()
    sent = {
        "from": unsorted.ref, "platform": "taobao", "number": NUMBER, "item": "保温杯", "problem": "盖子漏水",
        "demand": "exchange", "key": "k1",
    }  # fmt: skip
    response = as_alice.post("/new/", sent)
    assert response.status_code == 302, words_of(response)
    unsorted.refresh_from_db()
    assert unsorted.case == Case.objects.get(owner=unsorted.owner)
    assert (unsorted.number, unsorted.kind) == (1, Evidence.Kind.ORDER)


def test_it_fills_nothing_in_from_a_strangers_inbox(as_charlie, unsorted):
    page = page_of(as_charlie.get(f"/new/?from={unsorted.ref}"))
    assert NUMBER not in page
    assert 'name="from"' not in page


def test_it_proposes_the_case_whose_number_stands_in_the_picture(as_alice, alice, unsorted):
    case = opened(alice, now=NOW - DAY, number=NUMBER)
    page = page_of(as_alice.get("/capture/"))
    assert f'value="{case.ref}" selected' in page
    assert "/new/?from=" not in page


def test_it_takes_no_part_of_a_telephone_number_for_an_order(as_alice, alice, unsorted):
    opened(alice, now=NOW - DAY, number="12345678")
    assert "/new/?from=" in page_of(as_alice.get("/capture/"))


def test_it_finds_an_exhibit_by_what_stands_in_it(as_alice, shot, case):
    assert f'{url_of(shot)}"' in page_of(as_alice.get(f"/c/{case.ref}/evidence/?q=登记 {NUMBER}"))
    nothing = page_of(as_alice.get(f"/c/{case.ref}/evidence/?q=不在里面"))
    assert f'{url_of(shot)}"' not in nothing
    assert "不在里面" in nothing


def test_it_proposes_covers_and_burns_in_only_what_was_confirmed(as_alice, shot):
    page = page_of(as_alice.get(f"{url_of(shot)}cover/"))
    found = [part.split('"')[0] for part in page.split('name="found" value="')[1:]]
    assert len(found) == 3
    assert shot.covers == []
    as_alice.post(f"{url_of(shot)}cover/", {"found": found})
    shot.refresh_from_db()
    assert len(shot.covers) == 3
    evidence_develop(evidence_id=shot.pk, now_fn=lambda: NOW)
    covered = Rendition.objects.get(evidence=shot, variant="covered")
    with storage.work_folder() as folder:
        path = folder / "covered.png"
        path.write_bytes(storage.open_file(covered.name).read())
        again = "".join(line["text"] for line in reader.read(path) or [])
    for secret in (PHONE, PHONE[3:], "文三路", "201"):
        assert secret not in again
    assert "退款金额" in again
    # What is covered is not proposed again.
    assert 'name="found"' not in page_of(as_alice.get(f"{url_of(shot)}cover/"))


@pytest.mark.parametrize("said", ["x", "1,2,3", "0,0,0,0", "nan,0,1,1", "1e400,0,1,1"])
def test_it_refuses_a_proposal_that_is_none(said, as_alice, shot):
    response = as_alice.post(f"{url_of(shot)}cover/", {"found": said})
    assert response.status_code == 422
    shot.refresh_from_db()
    assert shot.covers == []


def test_it_calls_where_someone_lives_an_address_and_no_web_address(as_alice, case):
    lines = [{"box": [100, 100, 600, 30], "text": "地址：浙江省杭州市西湖区文三路100号", "confidence": 1.0}]
    row = read_in(receive(case, chat_screen(), NOW).made[0], lines)
    words = words_of(as_alice.get(f"{url_of(row)}cover/"))
    assert "地址" in words
    assert "网址" not in words
