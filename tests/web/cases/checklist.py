"""What every address of a case must do, so that each endpoint's file says only what is its own."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from cases.views.private import BESIDE

HX = {"HX-Request": "true"}
VERBS = ("get", "post", "put", "patch", "delete")
# Written by a shopper, or by somebody the shopper quotes; no page may ever run it.
PAYLOAD = "\"'><svg/onload=x>"
LOGIN = "/accounts/login/"


def page_of(response: HttpResponse) -> str:
    return response.content.decode()


def without_chance(response: HttpResponse) -> str:
    """Return the page without keys, tokens and references: any few digits come up in them now and then."""
    return re.sub(r"\b[A-Za-z0-9_-]{16,}\b", "", page_of(response))


def words_of(response: HttpResponse) -> str:
    """Return what a person reads in the page's main part, one space between words."""
    main = page_of(response).split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def letter_of(response: HttpResponse) -> str:
    """Return the letter as the copy button takes it."""
    found = re.search(r'<div class="letter-b" id="letter"[^>]*>(.*?)</div>', page_of(response), re.DOTALL)
    assert found, "no letter on this page"
    return html.unescape(re.sub(r"<[^>]+>", "", found[1]))


def told_of(response: HttpResponse) -> dict[str, Any]:
    """Return what the answer tells the scripts, whenever they hear it."""
    names = ("HX-Trigger", "HX-Trigger-After-Swap", "HX-Trigger-After-Settle")
    return {key: value for name in names for key, value in json.loads(response.get(name, "{}")).items()}


def queries_of(client: Client, path: str, **kwargs: Any) -> list[str]:
    """Return the queries of one page, without the look at the knowledge's version that comes every few seconds."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path, **kwargs).status_code == 200
    return [query["sql"] for query in seen if "knowledgestamp" not in query["sql"]]


def check_verbs(client: Client, path: str, *allowed: str) -> None:
    """Only the allowed verbs are answered; the rest get 405 and say which are."""
    for verb in VERBS:
        if verb not in allowed:
            response = getattr(client, verb)(path)
            assert response.status_code == 405, verb
            assert {name.upper() for name in allowed} <= set(response["Allow"].replace(" ", "").split(","))


def check_gate(path: str, *allowed: str, anonymous: Client, stranger: Client) -> None:
    """Whoever is signed out is led to sign in, whoever is not the owner finds nothing: page, act and fragment alike."""
    for verb in allowed:
        response = getattr(anonymous, verb)(path)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, LOGIN), verb
        response = getattr(anonymous, verb)(path, headers=HX)
        # Not by what the page asks by itself while somebody writes in it.
        leads = "" if verb == "get" and resolve(path.split("?")[0]).url_name in BESIDE else LOGIN
        assert (response.status_code, response.get("HX-Redirect", "").split("?")[0]) == (204, leads), verb
        assert getattr(stranger, verb)(path).status_code == 404, verb
        assert getattr(stranger, verb)(path, headers=HX).status_code == 404, verb


def check_languages(client: Client, path: str, chinese: str, english: str) -> None:
    """The address decides the language, whatever the cookie or the browser says."""
    for address, lang, here, elsewhere in (
        (path, "zh-Hans", chinese, english),
        (f"/en{path}", "en", english, chinese),
    ):
        response = client.get(address, headers={"Accept-Language": "fr"})
        assert response.status_code == 200, address
        assert f'<html lang="{lang}"' in page_of(response)
        assert here in words_of(response), words_of(response)
        assert elsewhere not in words_of(response)


def check_escaped(response: HttpResponse, times: int = 1) -> None:
    """The payload is shown as text, at least so many times, and never as markup."""
    page = page_of(response)
    assert "<svg/onload" not in page
    assert page.count("&lt;svg/onload=x&gt;") >= times


def check_private(response: HttpResponse) -> None:
    """No cache may keep it, and no cache may take a fragment for a page."""
    assert "no-store" in response["Cache-Control"]
    assert "HX-Request" in response["Vary"]


def check_error(response: HttpResponse, field: str, sentence: str, /, **kept: Any) -> None:
    """422, the sentence beside its field and in the summary, and everything typed still there."""
    page = page_of(response)
    assert response.status_code == 422
    beside = re.search(rf'id="id_{field}_error"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert beside, f"no error beside {field}"
    assert sentence in beside[1]
    assert sentence in page.split('id="errors"', 1)[1].split("</div>", 1)[0]
    for name, value in kept.items():
        check_kept(page, name, str(value))


def check_kept(page: str, name: str, value: str) -> None:
    """The value typed into a field is still in it: as its text, or as the choice that is made."""
    for tag in re.findall(rf'<(?:input|textarea)[^>]*\bname="{name}"[^>]*>(?:[^<]*</textarea>)?', page):
        if 'type="radio"' in tag:
            if f'value="{value}"' in tag and re.search(r"\bchecked\b", tag):
                return
        elif f'value="{value}"' in tag or tag.endswith(f">{value}</textarea>") or f"\n{value}</textarea>" in tag:
            return
    raise AssertionError(f"{name} was lost: {value}")
