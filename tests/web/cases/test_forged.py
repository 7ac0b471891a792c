"""Every act of a case refuses a request that another site's page made in the shopper's name."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Case, Deadline, User
from tests.case_acts import DAY, HOUR, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import HX, LOGIN, page_of

pytestmark = pytest.mark.django_db
ACTS = [
    "edit/",
    "close/",
    "reopen/",
    "up/",
    "log/",
    "promise/",
    "e/{contact}/",
    "e/{contact}/undo/",
    "e/{contact}/replace/",
    "say/",
    "say/copied/",
    "say/sent/",
    "no-reply/",
    "review/",
    "window/{window}/",
]


@pytest.fixture
def strict(alice: User) -> Client:
    """Alice's browser as it is outside of tests."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def case(alice: User) -> Case:
    return opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)


def path_of(case: Case, act: str) -> str:
    contact = heard(case, NOW - HOUR, reply="substantive")
    window = Deadline.objects.get(case=case, lane="mine")
    return f"/c/{case.ref}/" + act.format(contact=contact.pk, window=window.pk)


@pytest.mark.parametrize("act", ACTS)
def test_it_changes_nothing_and_says_that_the_page_is_too_old(strict, case, act):
    path = path_of(case, act)
    before = kinds(case)
    response = strict.post(path, {"choice": "accept", "outcome": "full", "promise": "24h", "text": "您好"})
    assert response.status_code == 403
    assert "刷新" in page_of(response)
    assert kinds(case) == before


@pytest.mark.parametrize("path", ["/new/", "/new/draft/", "/lint/"])
def test_it_guards_the_pages_without_an_account_too(path):
    client = Client(enforce_csrf_checks=True)
    assert client.post(path, {"problem": "袖口开线"}).status_code == 403
    assert "draft" not in client.session


def test_it_takes_the_token_of_the_page_from_a_form_or_a_header(strict, case):
    url = f"/c/{case.ref}/promise/"
    strict.get(f"/c/{case.ref}/")
    token = strict.cookies["csrftoken"].value
    assert strict.post(url, {"promise": "24h", "csrfmiddlewaretoken": token}).status_code == 302
    assert strict.post(url, {"promise": "48h"}, headers=HX | {"X-CSRFToken": token}).status_code == 200


def test_it_leads_a_lost_session_back_to_its_page_in_its_language(case):
    client = Client()
    here = {"HX-Current-URL": f"http://testserver/en/c/{case.ref}/?undo=1"}
    response = client.post(f"/en/c/{case.ref}/promise/", {"promise": "24h"}, headers=HX | here)
    assert response.status_code == 204
    assert response["HX-Redirect"] == f"/en{LOGIN}?next=%2Fen%2Fc%2F{case.ref}%2F%3Fundo%3D1"


@pytest.mark.parametrize(
    "came_from", ["http://evil.example/c/", "//evil.example/", "javascript:alert(1)", "http://testserver/nowhere/"]
)
def test_it_leads_a_lost_session_nowhere_else(case, came_from):
    response = Client().post(f"/c/{case.ref}/promise/", headers=HX | {"HX-Current-URL": came_from})
    assert response["HX-Redirect"] == LOGIN
