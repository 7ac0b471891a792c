"""A form handled once, however often it is sent."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from cases.forms.once import OnceForm
from cases.models import Submission, User
from cases.services.submission import submission_once, submission_result, submission_settle

NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return User.objects.create(email="alice@example.com")


def test_it_takes_a_key_once(alice):
    first = submission_once(owner=alice, key="k1", now=NOW)
    assert first is not None
    submission_settle(submission=first, result="abc")
    assert submission_once(owner=alice, key="k1", now=NOW) is None
    assert submission_result(owner=alice, key="k1") == "abc"
    assert Submission.objects.count() == 1


def test_it_keeps_the_callers_transaction_usable_after_a_repeat(alice):
    with transaction.atomic():
        submission_once(owner=alice, key="k1", now=NOW)
        assert submission_once(owner=alice, key="k1", now=NOW) is None
        assert submission_once(owner=alice, key="k2", now=NOW) is not None
    assert Submission.objects.count() == 2


def test_it_forgets_the_key_when_the_change_rolls_back(alice):
    with pytest.raises(RuntimeError), transaction.atomic():
        submission_once(owner=alice, key="k1", now=NOW)
        raise RuntimeError
    assert submission_once(owner=alice, key="k1", now=NOW) is not None


def test_it_never_mixes_two_owners(alice):
    charlie = User.objects.create(email="charlie@example.com")
    first = submission_once(owner=alice, key="k1", now=NOW)
    submission_settle(submission=first, result="abc")
    assert submission_once(owner=charlie, key="k1", now=NOW) is not None
    assert submission_result(owner=charlie, key="k1") == ""
    assert submission_result(owner=alice, key="unknown") == ""


def test_it_gives_every_blank_form_its_own_key():
    first, second = OnceForm(), OnceForm()
    assert first["key"].value() != second["key"].value()
    bound = OnceForm({"key": ""})
    assert bound.is_valid()
    assert len(bound.cleaned_data["key"]) >= 20
    assert not OnceForm({"key": "x" * 41}).is_valid()
