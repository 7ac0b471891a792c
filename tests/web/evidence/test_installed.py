"""The app as a phone installs it: its manifest, its icons, what is shared to it, its page without a network."""

from __future__ import annotations

import json
import struct

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from cases.models import Evidence
from tests.web.cases.checklist import page_of
from tests.web.evidence.sending import send

pytestmark = pytest.mark.django_db


def manifest() -> dict:
    response = Client().get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    return json.loads(response.content)


def test_it_takes_several_pictures_from_the_share_sheet_into_the_inbox():
    said = manifest()
    target = said["share_target"]
    assert (target["action"], target["method"], target["enctype"]) == (
        "/capture/share/", "POST", "multipart/form-data",
    )  # fmt: skip
    assert target["params"]["files"][0]["name"] == "files"
    assert "image/*" in target["params"]["files"][0]["accept"]
    assert (said["name"], said["display"], said["start_url"]) == ("有据", "standalone", "/today/")


def test_it_has_every_icon_in_the_size_it_says():
    for icon in manifest()["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        with open(found, "rb") as file:
            head = file.read(24)
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert "{}x{}".format(*struct.unpack(">II", head[16:24])) == icon["sizes"]


def test_it_names_manifest_and_icon_on_every_page():
    page = page_of(Client().get("/"))
    assert 'rel="manifest" href="/manifest.webmanifest"' in page
    assert 'rel="apple-touch-icon"' in page


def test_it_takes_nothing_from_a_share_without_a_token_and_says_so(as_alice, media):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_alice.cookies
    response = send(strict, "/capture/share/", b"\x89PNG" + bytes(100))
    assert (response.status_code, response["Location"]) == (303, "/capture/")
    assert not Evidence.objects.exists()
    assert "再分享一次" in page_of(as_alice.get("/capture/"))


@pytest.mark.parametrize("path", ["/capture/offline/", "/en/capture/offline/"])
def test_it_has_a_page_for_no_network_that_knows_nobody(path, as_alice):
    page = page_of(Client().get(path))
    assert "data-offline-contact" in page
    assert "data-send" not in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1]


def test_it_offers_the_open_cases_to_what_waits_on_the_phone(as_alice, case, as_charlie):
    assert f'data-log="/c/{case.ref}/log/"' in page_of(as_alice.get("/capture/"))
    assert case.ref not in page_of(as_charlie.get("/capture/"))
