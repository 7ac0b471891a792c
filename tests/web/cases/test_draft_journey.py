"""From the first field of the landing page to 卷0001, with the account only at the end."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Case, User
from tests.case_acts import opened
from tests.factories import UserFactory
from tests.web.cases.checklist import HX, letter_of, page_of, words_of

pytestmark = pytest.mark.django_db
FORM = {
    "platform": "taobao",
    "number": "123456",
    "item": "衬衫",
    "problem_type": "defect",
    "problem": "袖口开线",
    "demand": "exchange",
    "key": "form-1",
}
ACCOUNT = {"email": "dora@example.com", "password1": "three-green-cups"}
PASSWORD = "right-horse-9"


def written(client: Client, **changes: str) -> None:
    """Press save without an account."""
    response = client.post("/new/", FORM | changes)
    assert (response.status_code, response["Location"]) == (302, "/accounts/signup/")


def test_it_becomes_file_0001_by_signing_up(client):
    page = client.get("/new/", {"problem": "袖口开线", "platform": "taobao"})
    assert "袖口开线" in page_of(page)
    letter = client.post("/new/draft/", FORM, headers=HX)
    assert letter_of(letter) == "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。"
    written(client)
    assert not Case.objects.exists()
    response = client.post("/accounts/signup/", ACCOUNT)
    case = Case.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert (case.owner.email, case.file_label) == ("dora@example.com", "0001")
    assert (case.problem, case.demand, case.order.item, case.order.number) == ("袖口开线", "exchange", "衬衫", "123456")
    page = client.get(response["Location"])
    assert "卷0001" in page_of(page)


def test_it_becomes_a_case_by_signing_in_as_well(client):
    UserFactory(email="alice@example.com", password=PASSWORD)
    written(client)
    response = client.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    assert response["Location"] == f"/c/{Case.objects.get().ref}/"


def test_it_lands_in_the_language_of_the_page(client):
    response = client.post("/en/new/", FORM)
    assert response["Location"] == "/en/accounts/signup/"
    response = client.post("/en/accounts/signup/", ACCOUNT)
    assert response["Location"] == f"/en/c/{Case.objects.get().ref}/"


def test_it_is_gone_from_the_session_and_makes_no_second_case(client):
    written(client)
    client.post("/accounts/signup/", ACCOUNT)
    assert "draft" not in client.session
    assert "draft_wanted" not in client.session
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": ACCOUNT["email"], "password": ACCOUNT["password1"]})
    assert Case.objects.count() == 1


def test_it_stays_a_draft_while_nobody_asked_to_save_it(client):
    client.post("/new/draft/", FORM, headers=HX)
    response = client.post("/accounts/signup/", ACCOUNT)
    assert response["Location"] == "/today/"
    assert not Case.objects.exists()
    assert "袖口开线" in page_of(client.get("/new/"))


def test_it_survives_the_mail_being_opened_elsewhere(client):
    written(client)
    client.post("/accounts/signup/", ACCOUNT)
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": ACCOUNT["email"], "password": ACCOUNT["password1"]})
    assert "卷0001" in page_of(elsewhere.get(f"/c/{Case.objects.get().ref}/"))


def test_it_saves_what_was_typed_last(client):
    written(client)
    client.post("/new/draft/", FORM | {"problem": "领口开线"}, headers=HX)
    client.post("/accounts/signup/", ACCOUNT)
    assert Case.objects.get().problem == "领口开线"


def test_it_goes_back_to_the_form_when_the_draft_is_no_longer_complete(client):
    written(client)
    client.post("/new/draft/", FORM | {"problem": ""}, headers=HX)
    response = client.post("/accounts/signup/", ACCOUNT)
    assert response["Location"] == "/new/"
    page = client.get("/new/")
    assert "草稿还在" in words_of(page)
    assert 'value="衬衫"' in page_of(page)
    assert not Case.objects.exists()
    response = client.post("/new/", FORM)
    assert response["Location"] == f"/c/{Case.objects.get().ref}/"


def test_it_asks_first_when_the_order_has_an_open_case(client):
    alice = UserFactory(email="alice@example.com", password=PASSWORD)
    first = opened(alice, number="123456")
    written(client)
    response = client.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    assert response["Location"] == "/new/"
    assert Case.objects.get() == first
    asked = client.post("/new/", FORM)
    assert asked.status_code == 422
    assert f"/c/{first.ref}/" in page_of(asked)
    client.post("/new/", FORM | {"another": "1"})
    assert Case.objects.count() == 2


def test_it_works_without_a_script(client):
    response = client.post("/new/", FORM | {"do": "check"})
    assert (response.status_code, response["Location"]) == (302, "/new/check/")
    page = page_of(client.get("/new/check/"))
    assert "袖口开线" in page
    assert 'name="problem" value="袖口开线"' in page
    written(client)
    client.post("/accounts/signup/", ACCOUNT)
    assert Case.objects.get().problem == "袖口开线"


def test_it_gives_nothing_of_one_browsers_draft_to_another(client):
    written(client)
    other = Client()
    other.post("/accounts/signup/", ACCOUNT)
    assert not Case.objects.exists()
    assert "袖口开线" not in page_of(other.get("/new/"))


def test_it_tells_nobody_whether_the_address_is_known(client):
    UserFactory(email="dora@example.com", password=PASSWORD)
    written(client)
    response = client.post("/accounts/signup/", ACCOUNT)
    case = Case.objects.get()
    assert response["Location"] == f"/c/{case.ref}/"
    assert case.owner != User.objects.order_by("pk").first()
