"""What versions and links still show of an exhibit covered or deleted after them, and taking the links back."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Evidence, Helper, Pack, PackVariant, Share
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_develop import evidence_develop
from cases.services.pack_build import pack_build
from cases.services.pack_clear import pack_clear
from cases.services.pack_make import pack_given, pack_make
from cases.services.share import share_make, share_revoke
from tests.case_acts import DAY, HOUR, again
from tests.dossiers import built, content_of, made, shows
from tests.exhibits import receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.evidence.test_cover import secret_photo

pytestmark = pytest.mark.django_db
BOX = (250, 500, 250, 100)
ALONE = "给别人的都是这份"
LATER = NOW + HOUR


@pytest.fixture
def out(case) -> SimpleNamespace:
    """证据1, uncovered, in version 1 with a link to everything for 云栖客服; it is an hour later."""
    row = receive(case, secret_photo(), NOW, name="a.jpg").made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    variant = made(case)
    share, token = linked(variant.pack)
    with time_machine.travel(LATER, tick=False):
        yield SimpleNamespace(case=case, row=row, variant=variant, share=share, token=token, url=url_of(row))


def url_of(row: Evidence) -> str:
    return f"/c/{row.case.ref}/evidence/{row.number}/"


def linked(pack: Pack, scope: str = "all", to: str = "云栖客服", days: int = 7):
    return share_make(
        case=again(pack.case), pack=pack, scope=scope, to_whom=to, days=days, answer_by=None, now=NOW + HOUR / 2
    )


def covered(out, *boxes: tuple, now=LATER) -> Evidence:
    evidence_cover(case=again(out.case), evidence=out.row, covers=list(boxes or (BOX,)), now=now)
    evidence_develop(evidence_id=out.row.pk, now_fn=lambda: now)
    out.row.refresh_from_db()
    return out.row


def red_in(token: str) -> bool:
    """Return whether what was covered is seen in the picture that link hands out."""
    content = b"".join(Client().get(f"/s/{token}/zip/").streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".jpg")]
        return shows(archive.read(name), (255, 0, 0))


def test_it_says_before_covering_where_it_stays_uncovered(as_alice, out):
    words = words_of(as_alice.get(f"{out.url}cover/"))
    for said in ("第 1 版", "给云栖客服的链接", "收回", "做新的一版"):
        assert said in words, said
    assert f"/c/{out.case.ref}/dossier/" in page_of(as_alice.get(f"{out.url}cover/"))


def test_it_says_after_covering_who_still_sees_it_and_never_that_nobody_does(as_alice, out):
    response = as_alice.post(f"{out.url}cover/", dict(zip("xywh", map(str, BOX), strict=True)), follow=True)
    assert ALONE not in words_of(response)
    evidence_develop(evidence_id=out.row.pk, now_fn=lambda: LATER)
    assert red_in(out.token), "frozen by design"
    words = words_of(as_alice.get(out.url))
    assert ALONE not in words
    for said in ("第 1 版", "给云栖客服的链接", "前有效", "收回", "做新的一版"):
        assert said in words, said
    shares = words_of(as_alice.get(f"/c/{out.case.ref}/shares/"))
    assert "还看得到证据1打码前的样子" in shares
    assert "做新的一版" in shares


def test_it_takes_the_link_back_from_there(as_alice, out):
    covered(out)
    path = f"/c/{out.case.ref}/shares/{out.share.pk}/revoke/"
    assert path in page_of(as_alice.get(out.url))
    response = as_alice.post(path, {"back": "exhibit", "number": "1"})
    assert response["Location"] == out.url
    assert Client().get(f"/s/{out.token}/zip/").status_code == 410
    words = words_of(as_alice.get(out.url))
    assert "给云栖客服的链接" not in words
    assert "第 1 版" in words, "its files still show it"
    assert "打码前的样子" not in words_of(as_alice.get(f"/c/{out.case.ref}/shares/"))
    pack_clear(case=again(out.case), pack=out.variant.pack, now=LATER)
    assert ALONE in words_of(as_alice.get(out.url))


@pytest.mark.parametrize("back", ["", "case-delete", "//evil.example", "exhibit"])
def test_it_goes_back_to_pages_of_ours_alone(back, as_alice, out):
    response = as_alice.post(f"/c/{out.case.ref}/shares/{out.share.pk}/revoke/", {"back": back, "number": "x"})
    assert response["Location"] == f"/c/{out.case.ref}/shares/"


def test_it_does_not_name_a_version_made_afterwards(as_alice, out):
    covered(out)
    later = LATER + HOUR
    variant = made(out.case, now=later)
    assert variant.pack.number == 2
    _share, token = linked(variant.pack, to="调解员")
    assert not red_in(token)
    share_revoke(case=out.case, share=out.share, now=later)
    pack_clear(case=again(out.case), pack=out.variant.pack, now=later)
    words = words_of(as_alice.get(out.url))
    assert ALONE in words
    assert "第 2 版" not in words
    assert "打码前的样子" not in words_of(as_alice.get(f"/c/{out.case.ref}/shares/"))
    # And before the next rectangle it is named again.
    assert "给调解员的链接" in words_of(as_alice.get(f"{out.url}cover/"))


def test_it_makes_a_new_version_for_more_rectangles_alone(as_alice, out):
    covered(out, (0, 0, 10, 10))
    second = made(out.case, now=LATER + HOUR).pack
    covered(out, (0, 0, 10, 10), BOX, now=LATER + 2 * HOUR)
    assert "第 2 版" in words_of(as_alice.get(out.url))
    third = made(out.case, now=LATER + 3 * HOUR).pack
    assert (second.number, third.number) == (2, 3)
    assert made_again(out, LATER + 4 * HOUR) == 3, "nothing was drawn since"
    assert "第 3 版" not in words_of(as_alice.get(out.url))


def made_again(out, now) -> int:
    return pack_make(case=again(out.case), whole_number=False, now=now).number


def test_it_takes_the_same_rectangles_again_for_no_change(out):
    covered(out)
    variant = made(out.case, now=LATER + HOUR)
    covered(out, now=LATER + 2 * HOUR)
    assert made_again(out, LATER + 3 * HOUR) == variant.pack.number


def test_it_names_who_was_given_the_full_variant(as_alice, out):
    share_revoke(case=out.case, share=out.share, now=LATER)
    pack_clear(case=again(out.case), pack=out.variant.pack, now=LATER)
    full = built(out.variant.pack, "full", now=LATER)
    covered(out, now=LATER + HOUR)
    assert ALONE in words_of(as_alice.get(out.url)), "its files are the owner's"
    pack_given(case=again(out.case), variant=full, to_whom="12315", now=LATER)
    words = words_of(as_alice.get(out.url))
    assert ALONE not in words
    assert "完整版 · 给了12315" in words


def test_it_names_no_link_that_hands_out_no_file_or_has_ended(as_alice, out):
    share_revoke(case=out.case, share=out.share, now=LATER)
    linked(out.variant.pack, "timeline", "时间线")
    linked(out.variant.pack, "all", "过期的", days=1)
    linked(out.variant.pack, "pack", "有效的", days=7)
    covered(out)
    with time_machine.travel(LATER + 2 * DAY, tick=False):
        words = words_of(as_alice.get(out.url))
    assert "有效的" in words
    assert "时间线" not in words
    assert "过期的" not in words


def test_it_begins_a_dossier_anew_that_is_being_made_meanwhile(case, out):
    pack = pack_make(case=again(case), whole_number=True, now=LATER)
    variant = pack.variants.get()
    lease = LATER + timedelta(minutes=9)
    PackVariant.objects.filter(pk=variant.pk).update(act_at=lease, tries=1, done=1)
    covered(out)
    variant.refresh_from_db()
    assert (variant.act_at, variant.tries, variant.done) == (LATER, 0, 0)
    assert pack_build(variant_id=variant.pk, now_fn=lambda: LATER + timedelta(seconds=1))
    variant.refresh_from_db()
    assert not shows(jpg_of(content_of(variant, "zip")), (255, 0, 0))


def jpg_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".jpg")]
        return archive.read(name)


def test_it_says_before_deleting_where_it_stays(as_alice, out):
    words = words_of(as_alice.get(f"{out.url}delete/"))
    assert "彻底删除" not in words
    for said in ("第 1 版", "给云栖客服的链接", "收回"):
        assert said in words, said
    evidence_delete(evidence=out.row, now=LATER)
    gone = as_alice.get(out.url)
    assert gone.status_code == 410
    for said in ("第 1 版", "给云栖客服的链接", "收回"):
        assert said in words_of(gone), said
    assert "里面还有之后删掉的证据1" in words_of(as_alice.get(f"/c/{out.case.ref}/shares/"))
    pack_clear(case=again(out.case), pack=out.variant.pack, now=LATER)
    assert "第 1 版" not in words_of(as_alice.get(out.url))


def test_it_deletes_for_good_what_is_in_no_version(as_alice, out):
    other = receive(out.case, secret_photo(3), LATER, name="b.jpg").made[0]
    words = words_of(as_alice.get(f"{url_of(other)}delete/"))
    assert "彻底删除" in words
    assert "第 1 版" not in words


@pytest.mark.parametrize("page", ["", "cover/", "delete/"])
def test_it_asks_as_much_of_the_database_however_many_there_are(page, as_alice, out):
    covered(out)
    with CaptureQueriesContext(connection) as few:
        as_alice.get(out.url + page)
    for at in range(4):
        covered(out, (0, 0, 10 + at, 10), now=LATER + (2 * at + 1) * HOUR)
        variant = made(out.case, now=LATER + (2 * at + 2) * HOUR)
        for to in ("甲", "乙"):
            linked(variant.pack, to=to)
            pack_given(case=again(out.case), variant=variant, to_whom=to, now=LATER)
    covered(out, now=LATER + 20 * HOUR)
    assert Share.objects.count() == 9
    with CaptureQueriesContext(connection) as many:
        page = words_of(as_alice.get(out.url + page))
    assert "第 5 版" in page
    assert len(many) == len(few)


@pytest.mark.parametrize("role", ["read", "handle"])
def test_it_tells_a_helper_that_it_is_seen_but_not_by_whom(role, bob, as_bob, out):
    moments = dict.fromkeys(("invited_at", "joined_at", "expires_at"), NOW)
    Helper.objects.create(case=out.case, name="小明", role=role, user=bob, **moments)
    covered(out)
    page = page_of(as_bob.get(out.url))
    assert "第 1 版" in page
    assert "云栖客服" not in page
    assert "/revoke/" not in page
    assert "有 1 个链接可以打开" in page


def test_it_shows_nobody_else_any_of_it(as_charlie, out):
    covered(out)
    for page in ("", "cover/", "delete/"):
        assert as_charlie.get(out.url + page).status_code == 404
    path = f"/c/{out.case.ref}/shares/{out.share.pk}/revoke/"
    assert as_charlie.post(path, {"back": "exhibit", "number": "1"}).status_code == 404
    assert Share.objects.get(pk=out.share.pk).revoked_at is None
