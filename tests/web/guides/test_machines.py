"""/sitemap.xml, /robots.txt, /worker.js: what machines ask for."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from guides.selectors.guides import guides
from guides.selectors.places import places
from tests.web.cases.checklist import check_verbs, page_of

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.parametrize("url", ["/sitemap.xml", "/robots.txt", "/worker.js"])
def test_it_is_only_looked_at(client: Client, url: str) -> None:
    check_verbs(client, url, "get")
    assert not client.get(url).cookies


def test_it_maps_every_public_page_in_both_languages(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    listed = {each.text for each in tree.findall("s:url/s:loc", NAMES)}
    for one in guides():
        for prefix in ("", "/en"):
            assert f"https://youju.test{prefix}/guides/{one.platform}/{one.slug}/" in listed
    for one in places():
        assert f"https://youju.test/guides/{one.slug}/" in listed
    assert not [url for url in listed if url and ("/c/" in url or "/me/" in url or "/today/" in url)]


def test_it_maps_only_pages_that_are_there(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    for each in tree.findall("s:url/s:loc", NAMES):
        path = (each.text or "").removeprefix("https://youju.test")
        if path.startswith("/en/"):
            continue
        assert client.get(path).status_code == 200, path


def test_it_keeps_robots_out_of_what_is_private(client: Client) -> None:
    text = page_of(client.get("/robots.txt"))
    for closed in ("/c/", "/en/c/", "/today/", "/me/", "/accounts/", "/admin/"):
        assert f"Disallow: {closed}\n" in text
    assert "Disallow: /guides" not in text
    assert "Sitemap: https://youju.test/sitemap.xml" in text


def test_it_serves_the_worker_from_the_root(client: Client) -> None:
    response = client.get("/worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert 'credentials: "omit"' in page_of(response)
