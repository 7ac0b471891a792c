"""A form sent after the session had ended: what was written is shown again, with the way to sign in and back."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from django.forms import Form, Textarea
from django.test import Client

import cases.forms
from cases.models import Contact
from cases.views.written import WRITTEN
from tests.web.cases.checklist import HX, LOGIN, page_of, words_of

pytestmark = pytest.mark.django_db
WORDS = "客服说<b>明天</b>给结果"


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/log/"


def test_it_shows_what_was_written_and_leads_back_to_the_form(url):
    response = Client().post(url, {"words": WORDS, "note": "电话里"}, headers={"Referer": f"http://testserver{url}"})
    assert response.status_code == 401
    assert "客服说&lt;b&gt;明天&lt;/b&gt;给结果" in page_of(response)
    assert "电话里" in words_of(response)
    assert "什么都没有存" in words_of(response)
    assert f'href="{LOGIN}?next={url.replace("/", "%2F")}"' in page_of(response)
    assert "no-store" in response["Cache-Control"]
    assert not Contact.objects.exists()


def test_it_shows_it_in_place_of_the_page_the_sheet_lies_on(case, url):
    current = {"HX-Current-URL": f"http://testserver/c/{case.ref}/"}
    response = Client().post(url, {"words": WORDS}, headers=HX | current)
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (200, "main", "innerHTML")
    assert "客服说&lt;b&gt;明天" in page_of(response)
    assert "<html" not in page_of(response)


def test_it_only_leads_to_signing_in_where_nothing_was_written(url):
    response = Client().post(url, {"words": " ", "key": "a"})
    assert (response.status_code, response["Location"]) == (302, LOGIN)


def test_it_leaves_to_a_script_of_ours_what_that_keeps_itself(url):
    response = Client().post(url, {"words": WORDS}, headers=HX)
    assert (response.status_code, response["HX-Redirect"]) == (204, LOGIN)


@pytest.mark.parametrize("part", ["log/due/?words=24", "agent/?agent=6789", "numbers/kind/?number=12", "evidence/1/"])
def test_it_leaves_no_page_for_what_that_asks_by_itself_while_somebody_writes(case, part):
    path = f"/c/{case.ref}/{part}"
    response = Client().get(path, headers=HX | {"HX-Current-URL": f"http://testserver/c/{case.ref}/"})
    assert (response.status_code, response.content) == (204, b"")
    assert "HX-Redirect" not in response
    # Visited, it leads to the login page as everything does.
    assert Client().get(path).status_code == 302


def test_it_reads_no_large_form_for_it(url):
    response = Client().post(url, {"words": "长" * 200_000}, headers=HX | {"HX-Current-URL": "http://testserver/c/"})
    assert response.status_code == 204


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("dossier/reasons/", {"r4-text": "我没有动过吊牌"}),
        ("seller/", {"legal_name": "示例服饰有限公司", "credit_code": "91330000EXAMPLE000"}),
        ("log/", {"words": "明天给结果", "agent": "6789"}),
        ("evidence/1/", {"caption": "聊天", "original_where": "旧手机的相册"}),
    ],
)
def test_it_shows_all_of_it(case, path, form):
    words = words_of(Client().post(f"/c/{case.ref}/{path}", form))
    assert all(text in words for text in form.values())


def test_it_speaks_english_there(case):
    response = Client().post(f"/en/c/{case.ref}/log/", {"words": WORDS})
    assert "You have been signed out" in page_of(response)


def test_it_knows_every_field_of_a_case_that_takes_sentences():
    named = {
        name
        for module in pkgutil.iter_modules(cases.forms.__path__)
        for form in vars(import_module(f"cases.forms.{module.name}")).values()
        if isinstance(form, type) and issubclass(form, Form)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, Textarea)
    }
    assert "words" in named
    assert named - set(WRITTEN) == set()
