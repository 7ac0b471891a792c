"""/c/<ref>/files/: what becomes of a closed case's files."""

from __future__ import annotations

import pytest

from cases.domain.closing import files_go
from cases.models import Case
from cases.services.case_ending import Ending
from cases.services.case_state import case_close
from cases.services.pack_make import pack_make
from tests.case_acts import again, kinds
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import (
    check_error,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(case: Case) -> Case:
    EvidenceFactory(case=case, number=1, size=2 * 1024 * 1024)
    case_close(case=case, outcome="other", now=NOW, ending=Ending(files_months=6))
    return again(case)


@pytest.fixture
def url(closed: Case) -> str:
    return f"/c/{closed.ref}/files/"


def test_it_says_what_goes_when_and_what_stays(as_alice, url):
    words = words_of(as_alice.get(url))
    for said in ("1 个文件，共 2.0 MB。", "将在2027年5月22日删除", "会删的", "会留的", "删除前两周会告诉你"):
        assert said in words, words
    assert "提交过材料" not in words


def test_it_explains_exhibits_used_in_a_filing(as_alice, closed, url):
    closed.filings.create(tier="platform", code="T8", text="见证据 1", filed_at=NOW)
    assert "编号对应的图片会删掉" in words_of(as_alice.get(url))


def test_it_keeps_them_after_all(as_alice, closed, url):
    assert as_alice.post(url, {"months": "0"})["Location"] == url
    assert again(closed).files_go_at is None
    assert "一直保留" in words_of(as_alice.get(url))
    assert kinds(closed).count("files_planned") == 1


def test_it_counts_another_choice_from_today(as_alice, closed, url):
    as_alice.post(url, {"months": "12"})
    assert again(closed).files_go_at == files_go(NOW, 12)


@pytest.mark.parametrize("months", ["", "1", "-3", "x"])
def test_it_takes_no_other_time(as_alice, closed, url, months):
    check_error(as_alice.post(url, {"months": months}), "months", "")
    assert again(closed).files_go_at == files_go(NOW, 6)


def test_it_is_for_a_closed_case(as_alice, case):
    assert as_alice.get(f"/c/{case.ref}/files/")["Location"] == f"/c/{case.ref}/close/"


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "这个案件的文件", "The files of this case")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_counts_the_dossiers_and_says_that_they_go_too(as_alice, closed, url):
    assert "Download the dossiers" not in page_of(as_alice.get("/en" + url))
    pack = pack_make(case=again(closed), whole_number=False, now=NOW)
    size = 3 * 1024 * 1024
    pack.variants.get().files.create(kind="zip", name="ab/cd", sha256="a" * 64, size=size)
    page = as_alice.get(url)
    words = words_of(page)
    assert "2 个文件，共 5.0 MB。" in words, words
    assert "卷宗的 PDF 和 ZIP" in words
    assert f"/c/{closed.ref}/dossier/" in page_of(page)
