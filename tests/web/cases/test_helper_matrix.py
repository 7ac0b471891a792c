"""Who reaches which address of a case: every named one, for the owner, each role of a helper, and a stranger."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from cases.adapters import storage
from cases.domain.helping import LOOKING, MAY, OWNERS, RANKS, Role, may
from cases.models import Case, CaseEvent, Contact, Helper, PackVariant, Share, ShareAnswer, User
from cases.selectors.dossier import dossier_content
from cases.services.account_delete import account_freeze, account_undo
from cases.services.contact_log import contact_log
from cases.services.pack_make import pack_make, pack_variant_ask
from cases.services.share import share_answer, share_make
from tests.case_acts import DAY, again, entry
from tests.exhibits import chat
from tests.factories import NOW, EvidenceFactory
from tests.web.evidence.sending import named

pytestmark = pytest.mark.django_db
METHODS = ("get", "post")


def case_addresses() -> list[tuple[str, str]]:
    """Return (name, route) of every address under /c/<ref>/."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif "c/<slug:ref>/" in route and pattern.name:
                yield pattern.name, route[route.index("c/<slug:ref>/") :]

    return sorted(set(walk(get_resolver().url_patterns, "")))


ADDRESSES = case_addresses()


@pytest.fixture
def shared(case: Case, bob: User) -> Case:
    """Alice's case with an entry of Bob's, an exhibit, and Bob as a helper whose role each test sets."""
    times = {"invited_at": NOW, "joined_at": NOW, "expires_at": NOW}
    case.helper = Helper.objects.create(case=case, name="小明", role="read", user=bob, **times)
    contact_log(case=case, entry=entry(NOW, hours=24), now=NOW)
    case.helper = None
    EvidenceFactory(case=case, number=1)
    _made(case)
    return case


def _made(case: Case) -> None:
    """A version of the dossier, its covered variant made; a link with an answer; and one row of each other sort."""
    pack = pack_make(case=again(case), whole_number=False, now=NOW)
    pack_variant_ask(pack=pack, name="full", now=NOW)
    PackVariant.objects.filter(pack=pack).update(state="ready", act_at=None)
    share, _token = share_make(
        case=again(case), pack=pack, scope="all", to_whom="客服", days=7, answer_by=NOW + DAY, now=NOW
    )
    share_answer(share=share, text="已补发", signed="", now=NOW)
    filing = case.filings.create(tier="platform", filed_at=NOW, before={"tier": "merchant"})
    suspect = EvidenceFactory(case=case, number=2)
    genuine = case.evidence.get(number=1)
    case.comparisons.create(genuine=genuine, suspect=suspect, made_at=NOW)
    case.page_captures.create(seen_at=NOW, made_at=NOW, sha256="c" * 64)
    case.elsewhere.create(body="court", day=NOW.date(), noted_at=NOW)
    assert filing.pk


def path_of(route: str, case: Case) -> str:
    rows = {
        "/e/<int": case.contacts,
        "/condition/<int": case.promises,
        "/filing/<int": case.filings,
        "/compare/<int": case.comparisons,
        "/evidence/page/<int": case.page_captures,
        "/elsewhere/<int": case.elsewhere,
        "/shares/<int": Share.objects.filter(pack__case=case),
        "/answers/<int": ShareAnswer.objects.filter(share__pack__case=case),
        "/helpers/<int": case.helpers,
    }
    found = next((of for part, of in rows.items() if part in route), None)
    number = str(found.values_list("pk", flat=True)[0] if found is not None else 1)
    slugs = {"slug": "taobao-step-in", "variant": "covered" if "/dossier/" in route else "thumb", "kind": "pdf"}
    path = route.replace("<slug:ref>", case.ref).replace("<int:number>", number)
    for name, value in slugs.items():
        path = path.replace(f"<slug:{name}>", value)
    assert "<" not in path, f"say in this test what fills {path}"
    return "/" + path


def let(case: Case, role: str) -> None:
    Helper.objects.filter(case=case).update(role=role)


def answer(client: Client, method: str, path: str) -> int:
    return int(getattr(client, method)(path).status_code)


@pytest.mark.parametrize(("name", "route"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_it_lets_each_role_reach_what_the_table_says_and_no_more(name, route, shared, as_alice, as_bob, as_charlie):
    """What the owner gets of an address, a helper who may gets too; a helper who may not gets what a stranger gets."""
    path = path_of(route, shared)
    for method in METHODS:
        # A closed door looks the same whatever is behind it, also for a verb the address does not take.
        owner = answer_kept(as_alice, method, path)
        stranger = answer(as_charlie, method, path)
        assert stranger in (404, 405), (name, method)
        for role in RANKS:
            let(shared, role)
            got = answer_kept(as_bob, method, path)
            if may(role, name, method.upper()) and owner != 405:
                assert got == owner, (name, method, role)
            else:
                assert got in (404, 405), (name, method, role)


def answer_kept(client: Client, method: str, path: str) -> int:
    """Return what comes, and take back what it did."""
    with transaction.atomic():
        status = answer(client, method, path)
        transaction.set_rollback(True)
    return status


def test_it_has_thought_about_every_address_of_a_case():
    names = {name for name, _route in ADDRESSES}
    assert names == set(MAY) | set(OWNERS), "give it a role in MAY, or a reason in OWNERS (cases/domain/helping.py)"
    assert not set(MAY) & set(OWNERS)


@pytest.mark.parametrize("role", ["read", "log", "handle"])
def test_it_keeps_links_and_the_full_variant_the_owners(role, shared, as_bob, as_alice):
    let(shared, role)
    path, variant = f"/c/{shared.ref}/dossier/1/", PackVariant.objects.get(name="full")
    held = storage.take_in(_some_file())
    held.keep()
    variant.files.create(kind="pdf", name=held.name, sha256=held.sha256, size=held.size)
    page = as_bob.get(path).content.decode()
    assert "share/" not in page
    assert "/full/" not in page
    assert answer(as_bob, "post", path + "full/") == answer(as_bob, "post", path + "share/") == 404
    assert answer(as_bob, "get", path + "full/pdf/") == 404
    assert answer(as_alice, "get", path + "full/pdf/") == 200
    assert Share.objects.count() == 1


def _some_file() -> Path:
    path = Path(tempfile.mkdtemp()) / "dossier.pdf"
    path.write_bytes(b"%PDF-1.7 full")
    return path


@pytest.mark.parametrize(("role", "asked"), [("read", False), ("log", False), ("handle", True)])
def test_it_asks_for_days_only_whoever_may_tell_them(role, asked, shared, as_bob):
    let(shared, role)
    page = as_bob.get(f"/c/{shared.ref}/clocks/").content.decode()
    assert (f"/c/{shared.ref}/clocks/day/" in page) == asked


def test_it_lets_a_helper_reach_nothing_that_is_not_in_the_table(shared, as_bob):
    let(shared, "handle")
    for name, route in ADDRESSES:
        if name not in MAY:
            for method in METHODS:
                assert answer(as_bob, method, path_of(route, shared)) in (404, 405), name


@pytest.mark.parametrize("name", ["case-close", "case-result", "case-reopen", "exhibit-delete", "case-helpers"])
def test_it_keeps_closing_and_deleting_the_owners(name):
    assert name not in MAY


@pytest.mark.parametrize("name", ["case-mute", "case-snooze", "case-remind", "case-remind-cancel", "case-helper"])
def test_it_keeps_settings_the_owners(name):
    assert name not in MAY


def test_it_gives_a_higher_role_all_of_a_lower_one():
    for name in MAY:
        for method in ("GET", "POST"):
            allowed = [may(role, name, method) for role in RANKS]
            assert allowed == sorted(allowed), name


def test_it_lets_a_reader_change_nothing():
    assert not [name for name in MAY if may(Role.READ, name, "POST")]
    assert all(may(Role.READ, name, method) for name in ("case", "exhibit-file") for method in LOOKING)


@pytest.mark.parametrize("role", ["read", "log", "handle"])
def test_it_shows_a_helper_no_way_that_is_closed(role, shared, as_bob):
    """Every link and form on the page leads somewhere this role may go."""
    let(shared, role)
    page = as_bob.get(f"/c/{shared.ref}/").content.decode()
    found = re.findall(r'<a [^>]*href="([^"#?]+)', page) + re.findall(r'hx-get="([^"#?]+)', page)
    for url in found:
        if url.startswith(f"/c/{shared.ref}/"):
            assert may(role, resolve(url).view_name, "GET"), url
    for url in re.findall(r'<form[^>]*action="([^"]+)"', page) + re.findall(r'hx-post="([^"]+)"', page):
        if url.startswith(f"/c/{shared.ref}/"):
            assert may(role, resolve(url.split("?")[0]).view_name, "POST"), url


def test_it_ends_at_once(shared, as_bob, as_alice):
    assert answer(as_bob, "get", f"/c/{shared.ref}/") == 200
    number = Helper.objects.get().pk
    as_alice.post(f"/c/{shared.ref}/helpers/{number}/", {"do": "revoke"})
    assert answer(as_bob, "get", f"/c/{shared.ref}/") == 404


def test_it_ends_at_once_when_the_owner_leaves_and_comes_back_with_them(shared, as_bob, alice):
    let(shared, "handle")
    path, log = f"/c/{shared.ref}/", {"key": "a" * 20, "promise": "24h"}
    account_freeze(user=alice, now=NOW)
    assert answer(as_bob, "get", path) == 404
    assert answer(as_bob, "get", f"{path}evidence/1/file/original/") == 404
    entries = Contact.objects.count()
    assert as_bob.post(path + "promise/", log).status_code == 404
    assert Contact.objects.count() == entries
    assert "衬衫" not in as_bob.get("/c/?s=helped").content.decode()
    assert "衬衫" not in as_bob.get("/today/").content.decode()
    account_undo(user=alice, now=NOW)
    assert answer(as_bob, "get", path) == 200


def test_it_lets_whoever_notes_correct_their_own_entries_alone(shared, as_bob, as_alice):
    own = Contact.objects.get()
    as_alice.post(f"/c/{shared.ref}/promise/", {"key": "c" * 20, "promise": "48h"})
    hers = Contact.objects.latest("pk")
    let(shared, "log")
    for method in METHODS:
        assert answer(as_bob, method, f"/c/{shared.ref}/e/{hers.pk}/") == 404
    assert answer(as_bob, "get", f"/c/{shared.ref}/e/{own.pk}/") == 200
    page = as_bob.get(f"/c/{shared.ref}/").content.decode()
    assert f"/e/{own.pk}/" in page
    assert f"/e/{hers.pk}/" not in page
    let(shared, "handle")
    assert answer(as_bob, "get", f"/c/{shared.ref}/e/{hers.pk}/") == 200


@pytest.mark.parametrize("role", ["log", "handle"])
def test_it_lets_a_helper_take_back_their_own_entries_alone(role, shared, as_bob, as_alice):
    let(shared, role)
    as_alice.post(f"/c/{shared.ref}/promise/", {"key": "c" * 20, "promise": "48h"})
    hers = Contact.objects.latest("pk")
    undo = f"/c/{shared.ref}/e/%d/undo/"
    assert undo % hers.pk not in as_bob.get(f"/c/{shared.ref}/e/{hers.pk}/").content.decode()
    assert as_bob.post(undo % hers.pk).status_code == 404
    assert not Contact.objects.filter(voided_at__isnull=False).exists()
    as_bob.post(f"/c/{shared.ref}/promise/", {"key": "a" * 20, "promise": "24h"})
    own = Contact.objects.latest("pk")
    assert undo % own.pk in as_bob.get(f"/c/{shared.ref}/e/{own.pk}/").content.decode()
    as_bob.post(undo % own.pk)
    assert list(Contact.objects.filter(voided_at__isnull=False)) == [own]
    as_alice.post(undo % hers.pk)
    assert Contact.objects.filter(voided_at__isnull=False).count() == 2


def test_it_names_who_did_it(shared, as_bob, as_alice):
    let(shared, "handle")
    path = f"/c/{shared.ref}/"
    before = set(CaseEvent.objects.values_list("pk", flat=True))
    as_bob.post(path + "promise/", {"key": "a" * 20, "promise": "24h"})
    as_bob.post(path + "evidence/add/", {"key": "b" * 20, "files": named(chat())})
    as_bob.post(path + "numbers/", {"number": "TK20261123", "kind": "ticket"})
    as_bob.post(path + "no-reply/")
    made = CaseEvent.objects.exclude(pk__in=before).filter(by_owner=True)
    assert {"contact_logged", "evidence_added"} <= set(made.values_list("kind", flat=True))
    assert all(event.data.get("by") == "小明" for event in made), list(made.values("kind", "data"))
    timeline = dossier_content(again(shared), now=NOW)["timeline"]
    assert {row["note"] for row in timeline if "小明" in row["note"]} == {"小明代为记下"}
    assert [row["title"] for row in timeline if "小明" in row["title"]] == ["小明代本人记下：没有回复"]
    page = as_alice.get(path).content.decode()
    assert "小明添加了证据" in page
    assert "你添加了证据" not in page
