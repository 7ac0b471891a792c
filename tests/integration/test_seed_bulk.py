"""seed_bulk writes what the services would have written, at any size, and the same for the same seed."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import Case, CaseEvent, Contact, Deadline, Mail, Order, Promise, User
from cases.services.bulk_seed import MEASURED_EMAIL, SeedRefused, bulk_seed
from tests.factories import NOW, CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_writes_what_was_asked_for(settings):
    counts = bulk_seed(shoppers=5, cases=300, due=40, now=NOW)
    assert (User.objects.count(), Case.objects.count()) == (5, 300)
    assert Deadline.objects.waiting(NOW).count() == counts.due == 40
    assert Case.objects.open().count() == counts.open
    waiting = Deadline.objects.waiting(NOW).select_related("case", "promise")
    assert {row.stage for row in waiting} == {"due"}
    assert all(row.due_at < NOW and row.case.is_open and row.promise.state == "running" for row in waiting)


@pytest.mark.parametrize("cases", [100, 1000])
def test_it_gives_the_measured_shopper_twenty_open_cases_at_every_size(cases):
    bulk_seed(shoppers=5, cases=cases, due=10, now=NOW)
    own = Case.objects.filter(owner__email=MEASURED_EMAIL)
    assert own.open().count() == 20
    assert not Deadline.objects.waiting(NOW).filter(case__in=own).exists()
    some = own.open().first()
    assert (some.events.count(), some.contacts.count(), some.promises.count(), some.deadlines.count()) == (3, 2, 1, 2)


def test_it_leaves_a_database_that_holds_together():
    bulk_seed(shoppers=3, cases=120, due=5, now=NOW)
    connection.check_constraints()
    for model in (Case, Order, Contact, Promise, Deadline, CaseEvent, Mail):
        assert len(list(model.objects.all())) > 0
    # The next row by hand gets a free key, and file numbers go on where they stopped.
    owner = User.objects.get(email=MEASURED_EMAIL)
    assert CaseFactory(owner=owner).file_no == Case.objects.filter(owner=owner).count()
    event = CaseEvent.objects.filter(kind="contact_logged").first()
    assert event.data["promise"] == event.contact.promises.get().pk


def test_it_draws_the_same_crowd_for_the_same_seed():
    drawn = []
    for seed in (7, 7, 8):
        bulk_seed(shoppers=3, cases=60, due=5, now=NOW, seed=seed)
        drawn.append(list(Case.objects.order_by("ref").values_list("ref", "file_no", "problem", "next_at")))
        call_command("flush", verbosity=0, interactive=False)
    assert drawn[0] == drawn[1] != drawn[2]


def test_it_refuses_a_database_that_holds_cases():
    CaseFactory()
    with pytest.raises(SeedRefused):
        bulk_seed(shoppers=3, cases=60, due=5, now=NOW)
    bulk_seed(shoppers=3, cases=60, due=5, now=NOW, force=True)
    assert Case.objects.count() == 61


@pytest.mark.parametrize(("shoppers", "cases", "due"), [(0, 10, 0), (3, 0, 0), (3, 60, 50), (1, 200, 0)])
def test_it_refuses_numbers_that_do_not_fit(shoppers, cases, due):
    with pytest.raises(SeedRefused):
        bulk_seed(shoppers=shoppers, cases=cases, due=due, now=NOW)
    assert not User.objects.exists()


def test_it_prints_one_json_object():
    out = StringIO()
    call_command("seed_bulk", shoppers=3, cases=60, due=5, json=True, stdout=out)
    printed = json.loads(out.getvalue())
    assert (printed["cases"], printed["due"], printed["measured"]) == (60, 5, MEASURED_EMAIL)
    with pytest.raises(CommandError):
        call_command("seed_bulk", shoppers=3, cases=60, due=5, stdout=out)
