"""A deadline counted without its year's holidays is counted anew, once, with an event, when that year is loaded."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
import time_machine
from django.test import Client

from cases.models import CaseEvent, Deadline, Promise, User
from cases.selectors.readings import read_words
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.provisional_sweep import provisional_sweep
from guides.adapters.knowledge_files import FOLDER
from guides.services.knowledge import knowledge_load
from tests.factories import CaseFactory

# Wednesday 30 December 2026, 10:00 in Shanghai; New Year's Day 2027 is a Friday.
HEARD = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
WORDS = "3个工作日内给您答复"

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(alice: User) -> Promise:
    knowledge_load(now=HEARD)
    case = CaseFactory(owner=alice)
    read = read_words(WORDS, heard_at=HEARD)
    entry = PromiseEntry(
        words=WORDS, due_at=read.due_at, reading=read.as_json(), provisional_year=read.provisional_year
    )
    contact = contact_log(case=case, entry=ContactEntry(at=HEARD, tier="merchant", promise=entry), now=HEARD)
    return contact.promises.get()


def load_2027(folder: Path) -> None:
    """Load a made-up notice for 2027: three days off at New Year."""
    copytree(FOLDER, folder, dirs_exist_ok=True)
    (folder / "calendars" / "2027.yaml").write_text(
        "year: 2027\nsource: HOL\ndays_off:\n  2027-01-01: 元旦\n  2027-01-02: 元旦\n  2027-01-03: 元旦\n"
        "working_weekends: {}\n"
    )
    knowledge_load(now=HEARD, folder=folder)


def test_it_says_that_the_year_is_not_loaded(promised: Promise) -> None:
    deadline = Deadline.objects.get(promise=promised)
    assert deadline.provisional_year == 2027
    # Thu 31, then Fri 1 January counts as a plain weekday because nothing is known of 2027, then Mon 4.
    assert deadline.due_at == datetime(2027, 1, 4, 15, 59, 59, tzinfo=UTC)
    assert provisional_sweep(now=HEARD) == 0


def test_it_moves_the_deadline_with_an_event_when_the_year_is_loaded(promised: Promise, tmp_path: Path) -> None:
    load_2027(tmp_path)
    assert provisional_sweep(now=HEARD + timedelta(hours=1)) == 1
    deadline = Deadline.objects.get(promise=promised)
    promised.refresh_from_db()
    # Thu 31, then Fri to Sun off, Mon 4, Tue 5.
    assert deadline.due_at == promised.due_at == datetime(2027, 1, 5, 15, 59, 59, tzinfo=UTC)
    assert deadline.provisional_year is None
    event = CaseEvent.objects.get(kind="deadline_recomputed")
    assert event.by_owner is False
    assert event.data["due"].startswith("2027-01-05")
    assert provisional_sweep(now=HEARD + timedelta(hours=2)) == 0


def test_it_leaves_what_has_passed(promised: Promise, tmp_path: Path) -> None:
    load_2027(tmp_path)
    late = datetime(2027, 1, 4, 20, tzinfo=UTC)
    assert provisional_sweep(now=late) == 1
    assert not CaseEvent.objects.filter(kind="deadline_recomputed").exists()
    assert Deadline.objects.get(promise=promised).due_at == datetime(2027, 1, 4, 15, 59, 59, tzinfo=UTC)


def test_it_shows_the_count_of_the_moment_it_shows(promised: Promise, tmp_path: Path, alice: User) -> None:
    """「怎么算的」 in the ledger and beside the entry, before the year is loaded and after."""
    pages = [f"/c/{promised.case.ref}/", f"/c/{promised.case.ref}/e/{promised.contact_id}/"]
    for loaded, last in ((False, "2027-01-04"), (True, "2027-01-05")):
        if loaded:
            load_2027(tmp_path)
            provisional_sweep(now=HEARD + timedelta(hours=1))
        with time_machine.travel(HEARD + timedelta(hours=2), tick=False):
            client = Client()
            client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
            for page in pages:
                shown = client.get(page).content.decode()
                counts = re.findall(r'<ol class="working">(.*?)</ol>', shown, re.DOTALL)
                assert counts, page
                assert all(last in count.split("<li>")[-1] for count in counts), (page, counts)
