"""Links to a version: made and shown once, listed, taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from cases.models import Share
from cases.selectors.hand_offs import token_hash
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
GOOD = {"to_whom": "云栖客服", "scope": "summary", "days": "7"}


def test_it_is_for_the_owner_alone(client, as_alice, as_charlie, case, pack, link):
    link()
    number = Share.objects.get().pk
    for path, verbs in (
        (f"/c/{case.ref}/dossier/1/share/", ("get", "post")),
        (f"/c/{case.ref}/shares/", ("get",)),
        (f"/c/{case.ref}/shares/{number}/revoke/", ("post",)),
    ):
        check_gate(path, *verbs, anonymous=client, stranger=as_charlie)
        check_verbs(as_alice, path, *verbs)


def test_it_shows_the_link_once_and_keeps_only_its_fingerprint(as_alice, case, pack):
    response = as_alice.post(f"/c/{case.ref}/dossier/1/share/", GOOD)
    token = re.search(r"/s/([\w-]{32})/", page_of(response))[1]
    assert "no-store" in response["Cache-Control"]
    share = Share.objects.get()
    assert (share.token_hash, share.expires_at) == (token_hash(token), NOW + timedelta(days=7))
    stored = str(list(Share.objects.values())) + str(list(case.events.values()))
    assert token not in stored
    assert token not in page_of(as_alice.get(f"/c/{case.ref}/shares/"))
    assert token not in page_of(as_alice.get(f"/c/{case.ref}/"))
    assert Client().get(f"/s/{token}/").status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"to_whom": ""}, "写一下链接给谁"),
        ({"answer_by": "2026-11-22T10:00"}, "选一个还没到的时间"),
        ({"answer_by": "2026-12-22T10:00"}, "那时链接已经失效"),
        ({"scope": "everything"}, ""),
        ({"days": "4000"}, ""),
    ],
)
def test_it_says_what_to_change_and_keeps_the_rest(as_alice, case, pack, change, said):
    response = as_alice.post(f"/c/{case.ref}/dossier/1/share/", GOOD | change)
    assert response.status_code == 422
    assert said in words_of(response)
    assert not Share.objects.exists()


def test_it_lists_and_takes_back(as_alice, case, link):
    token = link()
    Client().get(f"/s/{token}/")
    words = words_of(as_alice.get(f"/c/{case.ref}/shares/"))
    assert "云栖客服" in words
    assert "打开过 1 次" in words
    number = Share.objects.get().pk
    for _ in range(2):
        assert as_alice.post(f"/c/{case.ref}/shares/{number}/revoke/").status_code == 302
    assert "已收回" in words_of(as_alice.get(f"/c/{case.ref}/shares/"))
    assert case.events.filter(kind="share_revoked").count() == 1
    assert Client().get(f"/s/{token}/").status_code == 410
