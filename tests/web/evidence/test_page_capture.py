"""商品页、店铺页留存: address, moment, screenshots and their fingerprint in one item; nothing is fetched."""

from __future__ import annotations

import hashlib
import socket

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import CaseEvent, Evidence, PageCapture
from cases.services.case_state import case_close
from cases.services.evidence_delete import evidence_delete
from tests.exhibits import picture
from tests.factories import NOW
from tests.web.cases.checklist import check_error, page_of, words_of

pytestmark = pytest.mark.django_db
ADDRESS = "https://item.example.com/item.htm?id=1&x=<b>"
SAID = {"what": "product", "address": ADDRESS, "seen_at": "2026-11-23T10:30"}


def shots(*colors: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{color}.png", picture(color=color)) for color in colors]


def keep(client, case, *files, **more):
    return client.post(f"/c/{case.ref}/evidence/page/", SAID | {"files": list(files)} | more)


def test_it_keeps_address_moment_and_screenshots_in_one_item(as_alice, case):
    response = keep(as_alice, case, *shots("red", "blue"))
    made = PageCapture.objects.get()
    assert response["Location"] == f"/c/{case.ref}/evidence/page/{made.pk}/"
    rows = list(Evidence.objects.order_by("number"))
    assert [(row.number, row.kind, row.page, row.formed_source) for row in rows] == [
        (1, "page", made, "confirmed"),
        (2, "page", made, "confirmed"),
    ]
    lines = [ADDRESS, "2026-11-23T02:30:00Z", *(row.sha256 for row in rows)]
    assert made.sha256 == hashlib.sha256("\n".join(lines).encode()).hexdigest()
    page = page_of(as_alice.get(response["Location"]))
    for said in (made.sha256, rows[0].sha256, rows[1].sha256, "2026-11-23T02:30:00Z", "id=1&amp;x=&lt;b&gt;"):
        assert said in page
    assert f"/evidence/page/{made.pk}/" in page_of(as_alice.get(f"/c/{case.ref}/evidence/"))
    assert f"/evidence/page/{made.pk}/" in page_of(as_alice.get(f"/c/{case.ref}/evidence/1/"))


def test_it_asks_nobody_for_the_page(as_alice, case, monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: asked.append(args))
    keep(as_alice, case, *shots("red"))
    made = PageCapture.objects.get()
    assert asked == []
    page = page_of(as_alice.get(f"/c/{case.ref}/evidence/page/{made.pk}/"))
    assert "item.example.com" in page
    assert 'href="https://item.example.com' not in page
    assert 'src="https://item.example.com' not in page


def test_it_wants_a_screenshot_and_keeps_what_was_typed(as_alice, case):
    response = keep(as_alice, case)
    assert response.status_code == 422
    assert "没有选文件" in words_of(response)
    assert "id=1&amp;x=" in page_of(response)
    response = keep(as_alice, case, SimpleUploadedFile("a.exe", b"MZ" + bytes(60)))
    assert "a.exe" in words_of(response)
    assert not PageCapture.objects.exists()


def test_it_asks_for_the_files_again_when_a_field_is_wrong(as_alice, case):
    response = keep(as_alice, case, *shots("red"), seen_at="2026-11-24T10:30")
    check_error(response, "seen_at", "还没到")
    assert "重新选一次截图" in words_of(response)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "那家店", "data:text/html,x"])
def test_it_asks_for_an_address_that_leads_to_a_page(typed, as_alice, case):
    response = keep(as_alice, case, *shots("red"), address=typed)
    check_error(response, "address", "https://")
    assert f'value="{typed}"' in page_of(response)
    assert 'value="2026-11-23T10:30"' in page_of(response)
    assert "重新选一次截图" in words_of(response)
    assert not PageCapture.objects.exists()


def test_it_takes_what_an_app_shares_as_the_address(as_alice, case):
    said = "【淘宝】https://m.tb.cn/h.5x2Kz CZ0001 「加绒卫衣」点击链接直接打开"
    assert keep(as_alice, case, *shots("red"), address=said).status_code == 302
    assert PageCapture.objects.get().address == said


def test_it_does_not_take_a_screenshot_into_two_pages(as_alice, case):
    keep(as_alice, case, *shots("red"))
    response = keep(as_alice, case, *shots("red"))
    assert response.status_code == 422
    assert "已经留存过的页面" in words_of(response)
    assert PageCapture.objects.count() == 1


def test_it_still_names_the_fingerprint_of_a_deleted_screenshot(as_alice, case):
    keep(as_alice, case, *shots("red", "blue"))
    made = PageCapture.objects.get()
    row = Evidence.objects.get(number=1)
    evidence_delete(evidence=row, now=NOW)
    response = as_alice.get(f"/c/{case.ref}/evidence/page/{made.pk}/")
    assert row.sha256 in page_of(response)
    assert "已删除" in words_of(response)
    assert "/evidence/1/" not in page_of(response)


def test_it_asks_before_the_last_screenshot_takes_the_page_with_it(as_alice, case):
    keep(as_alice, case, *shots("red", "blue"))
    made = PageCapture.objects.get()
    warning = "连同网址一起删除"
    delete = f"/c/{case.ref}/evidence/{{}}/delete/"
    assert warning not in words_of(as_alice.get(delete.format(1)))
    as_alice.post(delete.format(1), {"reason": ""})
    assert PageCapture.objects.get() == made
    assert warning in words_of(as_alice.get(delete.format(2)))
    assert PageCapture.objects.get() == made
    as_alice.post(delete.format(2), {"reason": ""})
    assert not PageCapture.objects.exists()
    assert as_alice.get(f"/c/{case.ref}/evidence/page/{made.pk}/").status_code == 404
    assert made.sha256 in str([event.data for event in CaseEvent.objects.filter(kind="page_kept")])
    assert Evidence.objects.filter(deleted_at__isnull=False).count() == 2


def test_it_hides_a_page_that_was_emptied_before_pages_went_along(as_alice, case):
    keep(as_alice, case, *shots("red"))
    made = PageCapture.objects.get()
    Evidence.objects.update(deleted_at=NOW)
    assert f"/page/{made.pk}/" not in page_of(as_alice.get(f"/c/{case.ref}/evidence/"))
    assert as_alice.get(f"/c/{case.ref}/evidence/page/{made.pk}/").status_code == 404


def test_it_takes_nothing_into_a_closed_case(as_alice, case):
    case_close(case=case, outcome="full", now=NOW)
    keep(as_alice, case, *shots("red"))
    assert not PageCapture.objects.exists()
    assert not Evidence.objects.exists()


def test_it_hides_pages_from_a_stranger(as_alice, as_charlie, client, case):
    keep(as_alice, case, *shots("red"))
    made = PageCapture.objects.get()
    for path in ("page/", f"page/{made.pk}/"):
        assert as_charlie.get(f"/c/{case.ref}/evidence/{path}").status_code == 404
        assert client.get(f"/c/{case.ref}/evidence/{path}").status_code == 302
    assert keep(as_charlie, case, *shots("blue")).status_code == 404
    assert Evidence.objects.count() == 1
