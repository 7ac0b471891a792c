"""A form handled once, however often it is sent."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from cases.forms.once import OnceForm
from cases.models import Submission, User
from cases.services.submission import once_get, once_put

NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return User.objects.create(email="alice@example.com")


def test_it_gives_the_repeat_what_the_first_one_made(alice):
    with transaction.atomic():
        assert once_get(owner=alice, key="k1") == ""
        once_put(owner=alice, key="k1", result="abc", now=NOW)
    with transaction.atomic():
        assert once_get(owner=alice, key="k1") == "abc"
        assert once_get(owner=alice, key="k2") == ""


def test_it_forgets_the_key_when_the_change_rolls_back(alice):
    with pytest.raises(RuntimeError), transaction.atomic():
        once_put(owner=alice, key="k1", result="abc", now=NOW)
        raise RuntimeError
    with transaction.atomic():
        assert once_get(owner=alice, key="k1") == ""


def test_it_refuses_the_same_key_twice_even_when_nobody_asked_first(alice):
    once_put(owner=alice, key="k1", result="abc", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        once_put(owner=alice, key="k1", result="def", now=NOW)


def test_it_never_mixes_two_owners(alice):
    charlie = User.objects.create(email="charlie@example.com")
    once_put(owner=alice, key="k1", result="abc", now=NOW)
    with transaction.atomic():
        assert once_get(owner=charlie, key="k1") == ""


def test_it_does_not_protect_a_form_without_a_key(alice):
    with transaction.atomic():
        assert once_get(owner=alice, key="") == ""
        once_put(owner=alice, key="", result="abc", now=NOW)
    assert not Submission.objects.exists()


def test_it_gives_every_blank_form_its_own_key():
    first, second = OnceForm(), OnceForm()
    assert first["key"].value() != second["key"].value()
    bound = OnceForm({"key": ""})
    assert bound.is_valid()
    assert len(bound.cleaned_data["key"]) >= 20
    assert not OnceForm({"key": "x" * 41}).is_valid()
