"""A file name longer than a multipart part may name: refused in our words, on a page of ours."""

from __future__ import annotations

import json

import pytest

from cases.models import Case, Evidence
from tests.exhibits import picture
from tests.web.cases.checklist import HX, page_of, words_of
from tests.web.evidence.sending import part, raw

pytestmark = pytest.mark.django_db
# What no file system holds, but a form may say.
LONG = "长" * 4096 + ".png"
# The longest that a file may be called on Windows.
LONGEST = "长" * 251 + ".png"


def body(name: str) -> bytes:
    return part("key", b"k1") + part("files", picture(), name) + b"--line--\r\n"


@pytest.mark.parametrize("path", ["/c/{}/evidence/add/", "/capture/", "/c/{}/log/", "/c/{}/evidence/page/"])
def test_it_says_on_a_page_that_the_name_is_too_long(path, as_alice, case):
    response = raw(as_alice, path.format(case.ref), body(LONG))
    assert response.status_code == 422
    assert "文件名太长" in words_of(response)
    assert "cut off" not in page_of(response)
    assert f'href="{path.format(case.ref)}"' in page_of(response)
    assert not Evidence.objects.exists()


def test_it_says_so_to_the_script(as_alice, case):
    response = raw(as_alice, f"/c/{case.ref}/evidence/add/", body(LONG), headers=HX)
    assert response.status_code == 422
    assert page_of(response).startswith("<li>")
    assert "文件名太长" in page_of(response)
    # An open sheet keeps what was typed, and the sentence is shown beside it.
    assert response["HX-Reswap"] == "none"
    assert "文件名太长" in json.loads(response["HX-Trigger"])["flash"]


def test_it_takes_the_longest_name_a_file_may_have(as_alice, case):
    response = raw(as_alice, f"/c/{case.ref}/evidence/add/", body(LONGEST))
    assert response.status_code == 302
    shown = Evidence.objects.get(case=case).shown_name
    assert len(shown) == 150
    assert shown.endswith(".png")


def test_it_still_takes_nothing_of_a_body_cut_off_in_a_long_name(as_alice, case: Case):
    whole = body(LONG)
    response = raw(as_alice, f"/c/{case.ref}/evidence/add/", whole[:2000], length=len(whole))
    assert response.status_code == 400
    assert not Evidence.objects.exists()


def test_it_says_on_a_page_how_many_files_may_come_at_once(as_alice, case):
    many = b"".join(part("files", b"x", f"{n}.png") for n in range(101)) + b"--line--\r\n"
    response = raw(as_alice, f"/c/{case.ref}/evidence/add/", many)
    assert response.status_code == 422
    assert "20" in words_of(response)
