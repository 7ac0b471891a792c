"""What a helper is shown of a case leads somewhere: every link and form of every page, in each role."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from cases.adapters import storage
from cases.domain.helping import RANKS, may
from cases.models import Case, Helper, PackVariant, User
from cases.services.demo_fill import STORIES, demo_fill
from cases.services.pack_make import pack_make, pack_variant_ask
from cases.services.share import share_answer, share_make
from guides.services.knowledge import knowledge_load
from tests.case_acts import DAY, again
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.test_helper_matrix import ADDRESSES, path_of

pytestmark = pytest.mark.django_db
# A page asks for these by itself, or they are pictures.
FETCHED = {"a": ("href", "hx-get"), "img": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",)}


class Ways(HTMLParser):
    """What of a page leads somewhere: `looks` are addresses fetched, `acts` addresses posted to."""

    def __init__(self, page: str, at: str) -> None:
        super().__init__()
        self.at, self.looks, self.acts = at, set[str](), set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in (*FETCHED.get(tag, ()), "hx-get", "data-get"):
            if given.get(name):
                self.looks.add(self._whole(given[name]))
        posted = [given.get("hx-post"), given.get("formaction")]
        if tag == "form":
            to = self._whole(given.get("action") or self.at)
            (self.acts if given.get("method", "get").lower() == "post" else self.looks).add(to)
        self.acts |= {self._whole(one) for one in posted if one}

    def _whole(self, address: str) -> str:
        parts = urlsplit(urljoin(self.at, address))
        return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture
def told(alice: User, bob: User, media: Path) -> list[Case]:
    """Three of Alice's sample cases with everything a case can hold, and Bob as a helper in all of them.

    One is at the seller with a promise running, one at 12315, one is over.
    """
    knowledge_load(now=NOW)
    told = zip(STORIES, demo_fill(user=alice, now=NOW), strict=True)
    cases = [case for story, case in told if story.line in {"S76", "S64", "S67"}]
    for case in cases:
        _filled(again(case))
        Helper.objects.create(
            case=case, name="小明", role="read", user=bob, invited_at=NOW, joined_at=NOW, expires_at=NOW + DAY
        )
    return [again(case) for case in cases]


def _filled(case: Case) -> None:
    last = max([0, *case.evidence.values_list("number", flat=True)])
    rows = [EvidenceFactory(case=case, number=last + at) for at in (1, 2)]
    case.comparisons.create(genuine=rows[0], suspect=rows[1], made_at=NOW)
    case.page_captures.create(seen_at=NOW, made_at=NOW, sha256="c" * 64)
    case.elsewhere.create(body="court", day=NOW.date(), noted_at=NOW)
    case.filings.create(tier=case.tier, filed_at=NOW, before={"tier": "merchant"})
    pack = pack_make(case=case, whole_number=False, now=NOW)
    for name in ("covered", "full"):
        row = pack_variant_ask(pack=pack, name=name, now=NOW)
        PackVariant.objects.filter(pk=row.pk).update(state="ready", act_at=None)
        for kind in ("pdf", "zip"):
            held = storage.take_in(_some_file())
            held.keep()
            row.files.create(kind=kind, name=held.name, sha256=held.sha256, size=held.size)
    share, _token = share_make(case=case, pack=pack, scope="all", to_whom="客服", days=7, answer_by=NOW + DAY, now=NOW)
    share_answer(share=share, text="已补发", signed="", now=NOW)


def _some_file() -> Path:
    path = Path(tempfile.mkdtemp()) / "dossier"
    path.write_bytes(b"%PDF-1.7")
    return path


def faults(client: Client, owner: Client, case: Case, role: str) -> Iterator[str]:
    """Walk from every address this role may look at, over every link found there; yield the ways that are closed."""
    inside = f"/c/{case.ref}/"
    open_to = [route for name, route in ADDRESSES if may(role, name, "GET")]
    rows = {"/e/<int": case.contacts, "/condition/<int": case.promises}
    empty = [part for part, of in rows.items() if not of.exists()]
    asked = [path_of(route, case) for route in open_to if not any(part in route for part in empty)]
    seen: set[str] = set()
    shown_at: dict[str, str] = {}
    posts: dict[str, str] = {}
    while asked:
        address = asked.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        # Of a row without a file not even its owner gets one.
        if response.status_code == 404 and address in shown_at and owner.get(address).status_code != 404:
            yield f"{shown_at[address]} links to {address}"
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        ways = Ways(response.content.decode(), address)
        for found in ways.looks:
            if found.startswith(inside):
                shown_at.setdefault(found, address)
                asked.append(found)
        for found in ways.acts:
            if found.startswith(inside):
                posts.setdefault(found, address)
    for found, address in posts.items():
        if not may(role, resolve(found.split("?")[0]).view_name, "POST"):
            yield f"{address} posts to {found}"


@pytest.mark.parametrize("role", RANKS)
def test_it_shows_a_helper_no_way_that_is_closed(role, told, as_bob, as_alice):
    Helper.objects.update(role=role)
    shown = [fault for case in told for fault in faults(as_bob, as_alice, case, role)]
    assert shown == []
