"""What the account tests share: an address, a password, and reading the code out of the outbox."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from cases.models import Mail, User

PASSWORD = "right-horse-9"


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def alice_with_password(alice: User) -> User:
    alice.set_password(PASSWORD)
    alice.save(update_fields=["password"])
    return alice


@pytest.fixture
def mailed_code() -> Callable[[str], str]:
    """Return the code in the newest mail to an address."""

    def code(address: str) -> str:
        text = Mail.objects.filter(to_address=address).latest("created_at").text
        found = re.search(r"^(\d{6})$", text, re.MULTILINE)
        assert found, text
        return found[1]

    return code


@pytest.fixture
def sign_in() -> Callable[[Client, str, str], HttpResponse]:
    def act(client: Client, address: str, password: str = PASSWORD) -> HttpResponse:
        return client.post("/accounts/login/", {"login": address, "password": password})

    return act


@pytest.fixture
def words_of() -> Callable[[HttpResponse], str]:
    """Return what a person reads on a page, without what differs by request (tokens, the address itself)."""

    def words(response: HttpResponse, *addresses: str) -> str:
        text = re.sub(r"\s+", " ", strip_tags(response.content.decode().split("<main", 1)[1]))
        for address in addresses:
            text = text.replace(address, "…")
        return text

    return words


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
