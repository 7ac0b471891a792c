"""What the account tests share: an address, a password, and reading the code out of the outbox."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from cases.adapters import throttle
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
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits see a thousandth of a second between one try and the next, however long a busy machine takes for it."""
    moments = itertools.count(time.time(), 0.001)
    clock = SimpleNamespace(time=lambda: next(moments), monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr(ratelimit, "time", clock)
    monkeypatch.setattr(throttle, "time", clock)
    monkeypatch.setattr(ratelimit, "cache", _Kept())


class _Kept:
    """The cache, which forgets no try while a test runs."""

    def __getattr__(self, name: str) -> Any:
        return getattr(cache, name)

    def set(self, key: str, value: Any, _timeout: float) -> None:
        cache.set(key, value, 3600)


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
