"""/c/<ref>/dossier/<n>/ and what hangs on it: state, files, full variant, text, to whom it was given."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.adapters import storage
from cases.models import CaseEvent, PackVariant
from cases.services.pack_make import pack_make
from tests.case_acts import HOUR, again, heard
from tests.dossiers import ORDER_NO, PHONE, built, content_of, exhibited
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
PAGES = {
    "": ("get",),
    "state/": ("get",),
    "full/": ("post",),
    "given/": ("post",),
    "clear/": ("post",),
    "text/": ("get",),
}


@pytest.mark.parametrize(("page", "verbs"), PAGES.items())
def test_it_is_for_the_owner_alone(client, as_alice, as_charlie, case, pack, page, verbs):
    path = f"/c/{case.ref}/dossier/1/{page}"
    check_gate(path, *verbs, anonymous=client, stranger=as_charlie)
    check_verbs(as_alice, path, *verbs)


def test_it_keeps_the_files_to_the_owner(client, as_alice, as_charlie, case, pack):
    row = built(pack)
    path = f"/c/{case.ref}/dossier/1/covered/pdf/"
    assert as_charlie.get(path).status_code == 404
    assert client.get(path).status_code == 302
    response = as_alice.get(path)
    assert b"".join(response.streaming_content) == content_of(row, "pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    # 卷宗-0001-v1-打码.pdf
    assert "%E5%8D%B7%E5%AE%97-0001-v1-%E6%89%93%E7%A0%81.pdf" in response["Content-Disposition"]
    assert as_alice.get(f"/c/{case.ref}/dossier/1/covered/zip/")["Content-Type"] == "application/zip"


@pytest.mark.parametrize("path", ["2/", "1/covered/pdf/", "1/full/pdf/", "1/covered/exe/", "1/none/pdf/"])
def test_it_hands_out_nothing_that_is_not_made(as_alice, case, pack, path):
    assert as_alice.get(f"/c/{case.ref}/dossier/{path}").status_code == 404


def test_it_says_how_far_the_worker_is_and_asks_again(as_alice, case):
    exhibited(case)
    row = pack_make(case=again(case), whole_number=False, now=NOW).variants.get()
    PackVariant.objects.filter(pk=row.pk).update(done=2)
    page = page_of(as_alice.get(f"/c/{case.ref}/dossier/1/"))
    assert "3 份证据放进了 2 份" in page
    assert f'hx-get="/c/{case.ref}/dossier/1/state/"' in page
    built(row.pack)
    part = page_of(as_alice.get(f"/c/{case.ref}/dossier/1/state/", headers=HX))
    assert "hx-get" not in part
    assert "<html" not in part
    assert f'href="/c/{case.ref}/dossier/1/covered/pdf/"' in part


def test_it_makes_the_full_variant_when_asked(as_alice, case, pack):
    assert as_alice.post(f"/c/{case.ref}/dossier/1/full/").status_code == 302
    assert set(pack.variants.values_list("name", flat=True)) == {"covered", "full"}
    assert as_alice.post(f"/c/{case.ref}/dossier/1/full/", {"variant": "other"}).status_code == 404


def test_it_offers_a_failed_one_again(as_alice, case, pack):
    pack.variants.update(state="failed", reason="set", act_at=None)
    assert "排版没有成功" in words_of(as_alice.get(f"/c/{case.ref}/dossier/1/"))
    as_alice.post(f"/c/{case.ref}/dossier/1/full/", {"variant": "covered"})
    assert pack.variants.get().state == "waiting"


def test_it_notes_to_whom_it_was_given(as_alice, case, pack):
    built(pack)
    as_alice.post(f"/c/{case.ref}/dossier/1/given/", {"to_whom": "12315 调解员", "variant": "covered"})
    assert "12315 调解员" in words_of(as_alice.get(f"/c/{case.ref}/dossier/1/"))
    assert CaseEvent.objects.filter(case=case, kind="pack_given").count() == 1
    assert "第 1 版 · 12315 调解员" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_asks_to_whom_and_notes_nothing_before_it_is_made(as_alice, case, pack):
    assert as_alice.post(f"/c/{case.ref}/dossier/1/given/", {"to_whom": "某人"}).status_code == 404
    built(pack)
    response = as_alice.post(f"/c/{case.ref}/dossier/1/given/", {"to_whom": " "})
    assert response.status_code == 422
    assert "写一下给了谁" in words_of(response)


def test_it_says_what_changed_in_the_second_version(as_alice, case, pack):
    heard(again(case), NOW, words="同意退款", reply="agreed", tier="platform")
    pack_make(case=again(case), whole_number=False, now=NOW + HOUR)
    words = words_of(as_alice.get(f"/c/{case.ref}/dossier/2/"))
    assert "第 2 版改了什么" in words
    assert "新增 经过" in words
    assert "同意退款" in words
    assert "改了什么" not in words_of(as_alice.get(f"/c/{case.ref}/dossier/1/"))


def test_it_gives_the_covered_text_by_section(as_alice, case, pack):
    response = as_alice.get(f"/c/{case.ref}/dossier/1/text/")
    page = page_of(response)
    assert 'data-copy="#tx-summary"' in page
    assert "24小时内给您回复" in page
    assert PHONE not in page
    assert ORDER_NO not in page


def test_it_takes_the_files_and_links_of_a_version_away(as_alice, case, pack, link, django_capture_on_commit_callbacks):
    token = link("all")
    files = list(built(pack).files.all())
    paths, sums = [storage.path_of(one.name) for one in files], [one.sha256 for one in files]
    with django_capture_on_commit_callbacks(execute=True):
        as_alice.post(f"/c/{case.ref}/dossier/1/clear/")
    assert not any(path.exists() for path in paths)
    assert "文件已由你删去" in words_of(as_alice.get(f"/c/{case.ref}/dossier/1/"))
    assert Client().get(f"/s/{token}/").status_code == 410
    assert case.events.filter(kind="pack_cleared").count() == 1
    page = page_of(as_alice.get(f"/c/{case.ref}/dossier/1/"))
    assert all(sha256 in page for sha256 in sums), "a copy somebody has can still be compared"
    as_alice.post(f"/c/{case.ref}/dossier/1/full/", {"variant": "covered"})
    assert built(pack).state == "ready"
