"""/c/<ref>/ways/: what remains when 12315 has not helped."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.case_state import case_close
from tests.case_acts import again
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_languages, check_private, check_verbs, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/ways/"


def test_it_names_each_way_and_its_source(as_alice, url):
    words = words_of(as_alice.get(url))
    for said in ("消费者协会", "仲裁", "法院", "消费者权益保护法", "电子商务法", "民事诉讼法"):
        assert said in words, said


def test_it_promises_nothing(as_alice, url):
    words = words_of(as_alice.get(url))
    for never in ("一定能", "保证", "胜诉", "！"):
        assert never not in words


def test_it_can_still_be_read_when_the_case_is_closed(as_alice, case, url):
    case_close(case=again(case), outcome="refused", now=NOW)
    assert as_alice.get(url).status_code == 200


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "仲裁", "Arbitration")


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
