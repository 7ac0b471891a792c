"""Every factory makes a row the database accepts, so a failing test elsewhere is about what it tests."""

from __future__ import annotations

import pytest
from django.db import connection

from cases import models
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    "factory",
    [
        factories.UserFactory,
        factories.OrderFactory,
        factories.CaseFactory,
        factories.AgentFactory,
        factories.ContactFactory,
        factories.PromiseFactory,
        factories.DeadlineFactory,
        factories.EventFactory,
        factories.LetterFactory,
        factories.ReminderFactory,
        factories.MailFactory,
    ],
)
def test_it_makes_a_row_that_survives_a_second_reading(factory):
    row = factory()
    connection.check_constraints()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_it_gives_one_shopper_everything_a_case_owns(alice):
    deadline = factories.DeadlineFactory(case__owner=alice)
    owners = {
        deadline.case.owner,
        deadline.case.order.owner,
        deadline.promise.case.owner,
        deadline.promise.agent.owner,
        factories.MailFactory(deadline=deadline).user,
    }
    assert owners == {alice}
    assert models.Case.objects.count() == 1


def test_it_numbers_files_per_shopper(alice, bob):
    numbers = [factories.CaseFactory(owner=owner).file_no for owner in (alice, alice, bob)]
    assert numbers == [1, 2, 1]


def test_it_makes_closed_cases_and_windows_of_the_shoppers(alice):
    closed = factories.CaseFactory(owner=alice, closed=True)
    window = factories.DeadlineFactory(case=closed, mine=True)
    assert not closed.is_open
    assert window.promise is None
    assert factories.MailFactory(deadline=window, noted=True).noted_at is not None
