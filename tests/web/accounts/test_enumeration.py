"""Nobody learns here who has an account: the same words, the same way on, the same time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from cases.models import Mail, User
from tests.factories import UserFactory

KNOWN, UNKNOWN = "alice@example.com", "nobody@example.com"
FORMS: dict[str, Callable[[str], dict[str, str]]] = {
    "/accounts/login/": lambda address: {"login": address, "password": "wrong-horse-1"},
    "/accounts/login/code/": lambda address: {"email": address},
    "/accounts/password/reset/": lambda address: {"email": address},
    "/accounts/signup/": lambda address: {"email": address, "password1": "three-green-cups"},
}
ALLOWED_SECONDS = 0.080
MOST_ROUNDS = 50


class SlowHasher(MD5PasswordHasher):
    """Each comparison costs more than the allowed difference, so one too many or too few shows; it counts them too."""

    algorithm = "slow"
    calls = 0

    def encode(self, password: str, salt: str) -> str:
        SlowHasher.calls += 1
        time.sleep(1.5 * ALLOWED_SECONDS)
        return super().encode(password, salt)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("url", FORMS)
def test_it_answers_a_known_and_an_unknown_address_alike(alice_with_password, words_of, url, prefix):
    pages = []
    for address in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        first = browser.post(prefix + url, FORMS[url](address))
        landed = browser.get(first["Location"]) if first.status_code == 302 else first
        pages.append((first.status_code, first.get("Location"), landed.status_code, words_of(landed, address)))
    assert pages[0] == pages[1]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/today/", "/accounts/email/", "/accounts/confirm-email/", "/accounts/sessions/"])
def test_it_shows_the_same_app_after_signing_up_with_either(alice_with_password, words_of, path):
    """Behind the sign-up too: the account is real in both cases."""
    pages = []
    for address in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        browser.post("/accounts/signup/", FORMS["/accounts/signup/"](address))
        page = browser.get(path)
        pages.append((page.status_code, words_of(page, address)))
    assert pages[0] == pages[1]
    assert pages[0][0] == 200


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_it_answers_a_wrong_code_alike(alice_with_password, words_of, url):
    confirm = f"{url}confirm/"
    pages = []
    for address in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        browser.post(url, FORMS[url](address))
        answers = [browser.post(confirm, {"code": "999x99"}) for _ in range(3)]
        pages.append(
            [(a.status_code, a.get("Location"), words_of(a, address) if a.status_code == 200 else "") for a in answers]
        )
        assert browser.get(confirm).status_code == 302
    assert pages[0] == pages[1]


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/accounts/login/code/", "/accounts/password/reset/", "/accounts/login/"])
def test_it_mails_nothing_to_an_unknown_address(url):
    Client().post(url, FORMS[url](UNKNOWN))
    assert not Mail.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("url", FORMS)
def test_it_takes_the_same_time_for_both(settings, alice_with_password, url):
    settings.PASSWORD_HASHERS = [f"{__name__}.SlowHasher", *settings.PASSWORD_HASHERS]
    alice_with_password.set_password("right-horse-9")
    alice_with_password.save(update_fields=["password"])
    Client().post(url, FORMS[url]("warm@example.com"))
    taken: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    # A busy machine only ever adds: what is left when the fastest of many still differ is ours.
    for number in range(MOST_ROUNDS):
        for name in taken:
            cache.clear()
            address = f"{number}{UNKNOWN}" if name == UNKNOWN else KNOWN
            browser = Client()
            start = time.perf_counter()
            browser.post(url, FORMS[url](address))
            taken[name].append(time.perf_counter() - start)
        known, unknown = (min(values) for values in taken.values())
        if number >= 4 and abs(known - unknown) < ALLOWED_SECONDS:
            break
    assert abs(known - unknown) < ALLOWED_SECONDS, f"known {known:.3f} s, unknown {unknown:.3f} s"


@pytest.mark.django_db
def test_it_compares_as_often_however_many_share_an_address(settings, alice_with_password):
    """A stranger can add accounts to an address; that must not tell whether there was one before."""
    settings.PASSWORD_HASHERS = [f"{__name__}.SlowHasher", *settings.PASSWORD_HASHERS]
    alice_with_password.set_password("right-horse-9")
    alice_with_password.save(update_fields=["password"])
    for address in (KNOWN, UNKNOWN):
        for number in range(3):
            user = User(email=address, login_key=f"{address}#{number}")
            user.set_password("three-green-cups")
            user.save(force_insert=True)
    compared = []
    for address in (KNOWN, UNKNOWN, "fresh@example.com"):
        before = SlowHasher.calls
        Client().post("/accounts/login/", FORMS["/accounts/login/"](address))
        compared.append(SlowHasher.calls - before)
    assert compared == [2, 2, 2]


@pytest.mark.django_db
def test_it_treats_an_unproved_address_like_an_unknown_one(words_of):
    UserFactory(email=KNOWN, password="right-horse-9", verified=False)
    pages = []
    for address in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        response = browser.post("/accounts/signup/", FORMS["/accounts/signup/"](address))
        landed = browser.get("/accounts/confirm-email/")
        pages.append((response["Location"], landed.status_code, words_of(landed, address)))
    assert pages[0] == pages[1]
