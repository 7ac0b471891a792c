"""/c/<ref>/helpers/, /i/<token>/ and /me/helping/: somebody in the family is let into one case."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress

from cases.models import Case, CaseEvent, Helper, Mail, User
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.helper import LIVES, MOST, helper_copies, helper_join, invite_token
from cases.services.mail_send import mail_send_due
from tests.case_acts import again, heard, opened
from tests.exhibits import chat
from tests.factories import NOW, MailFactory, UserFactory
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    without_chance,
    words_of,
)
from tests.web.evidence.sending import named

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GOOD = {"name": "小明", "email": "Bob@example.com", "role": "log"}


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/helpers/"


def invited(case: Case, **fields: object) -> Helper:
    values = {"name": "小明", "email": "bob@example.com", "role": "log", "invited_at": NOW, "expires_at": NOW + LIVES}
    return Helper.objects.create(case=case, **(values | fields))


def joined(case: Case, user: User, role: str = "log") -> Helper:
    helper = invited(case, role=role)
    assert helper_join(helper=helper, user=user, now=NOW)
    return helper


def link_of(helper: Helper) -> str:
    return f"/i/{invite_token(helper)}/"


def test_it_mails_a_link_that_says_nothing_of_the_case(as_alice, case, url):
    response = as_alice.post(url, GOOD)
    assert (response.status_code, response["Location"]) == (302, url)
    helper, mail = Helper.objects.get(), Mail.objects.get()
    assert (helper.name, helper.email, helper.role, helper.user) == ("小明", "bob@example.com", "log", None)
    assert (mail.kind, mail.to_address, mail.subject) == ("account", "bob@example.com", "有人请你帮忙跟进一个案件")
    for twin in (mail.text, mail.html):
        assert f"https://youju.test{link_of(helper)}" in twin
        assert "alice@example.com" in twin
        assert not any(word in twin for word in (case.ref, case.problem, case.order.item, case.order.shop))
    assert "小明" in words_of(as_alice.get(url))
    assert "你请了小明帮忙" in words_of(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "怎么称呼"),
        ("email", "", "邮箱"),
        ("email", "nobody", "不是邮箱"),
        ("email", "ALICE@example.com", "你自己"),
        ("role", "", "选"),
        ("role", "owner", "owner"),
    ],
)
def test_it_says_what_is_missing_and_keeps_the_rest(as_alice, url, field, value, sentence):
    sent = GOOD | {field: value}
    kept = {name: said for name, said in sent.items() if name != field}
    check_error(as_alice.post(url, sent), field, sentence, **kept)
    assert not Helper.objects.exists()
    assert not Mail.objects.exists()


def test_it_sends_nothing_in_the_name_of_an_address_nobody_proved(as_alice, alice, url):
    EmailAddress.objects.filter(user=alice).update(verified=False)
    as_alice.post(url, GOOD)
    assert not Mail.objects.exists()
    assert "先验证你自己的邮箱" in words_of(as_alice.get(url))


def test_it_lets_only_so_many_in(as_alice, case, url):
    for number in range(MOST):
        invited(case, email=f"{number}@example.com")
    response = as_alice.post(url, GOOD)
    assert response.status_code == 422
    assert "最多 5 个人" in page_of(response)
    assert Helper.objects.count() == MOST


def test_it_replaces_an_invitation_nobody_took_up(as_alice, case, url):
    old = invited(case)
    as_alice.post(url, GOOD | {"role": "read"})
    assert [row.role for row in Helper.objects.filter(revoked_at=None)] == ["read"]
    assert page_of(as_alice.get(link_of(old)))
    assert as_alice.get(link_of(old)).status_code == 410


def test_it_asks_a_visitor_to_sign_in_and_shows_nothing_of_the_case(client, case):
    helper = invited(case)
    page = page_of(client.get(link_of(helper)))
    assert f"/accounts/login/?next={link_of(helper)}" in page
    assert f"/accounts/signup/?next={link_of(helper)}" in page
    assert not any(word in page for word in (case.ref, case.problem, case.order.item))
    assert client.post(link_of(helper))["Location"] == link_of(helper)
    assert Helper.objects.get().user is None


def test_it_brings_who_signs_up_back_to_the_invitation(client, case):
    here = link_of(invited(case))
    sent = {"email": "carol@example.com", "password1": "a-long-pass-phrase-1", "next": here}
    response = client.post(f"/accounts/signup/?next={here}", sent)
    assert response["Location"].endswith(here)
    assert client.post(here)["Location"] == f"/c/{case.ref}/"
    assert Helper.objects.get().user.email == "carol@example.com"


def test_it_lets_one_account_in_once(as_bob, as_charlie, bob, case):
    helper = invited(case)
    assert "小明" in words_of(as_bob.get(link_of(helper)))
    assert as_bob.post(link_of(helper))["Location"] == f"/c/{case.ref}/"
    assert Helper.objects.get().user == bob
    assert as_bob.get(f"/c/{case.ref}/").status_code == 200
    assert as_bob.get(link_of(helper))["Location"] == f"/c/{case.ref}/"
    assert as_charlie.post(link_of(helper)).status_code == 410
    assert as_charlie.get(f"/c/{case.ref}/").status_code == 404
    assert CaseEvent.objects.filter(kind="helper_joined", data={"name": "小明"}).count() == 1


def test_it_is_no_invitation_for_the_owner(as_alice, case):
    helper = invited(case)
    assert "<form" not in page_of(as_alice.get(link_of(helper))).split("<main", 1)[1].split("</main")[0]
    as_alice.post(link_of(helper))
    assert Helper.objects.get().user is None


def test_it_gives_one_account_one_role_in_a_case(as_bob, bob, case):
    joined(case, bob, role="read")
    second = invited(case, role="handle")
    as_bob.post(link_of(second))
    assert Helper.objects.get(pk=second.pk).user is None


@pytest.mark.parametrize("token", ["broken", "1.forged", "zzzz.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_it_opens_nothing_with_a_forged_code(as_bob, case, token):
    invited(case)
    assert as_bob.post(f"/i/{token}/").status_code == 410
    assert Helper.objects.get().user is None


def test_it_expires(as_bob, case):
    helper = invited(case)
    with time_machine.travel(NOW + LIVES, tick=False):
        assert as_bob.post(link_of(helper)).status_code == 410
    assert Helper.objects.get().user is None


def test_it_gives_another_role(as_alice, as_bob, bob, case, url):
    helper = joined(case, bob, role="read")
    assert as_bob.get(f"/c/{case.ref}/log/").status_code == 404
    as_alice.post(f"{url}{helper.pk}/", {"role": "log"})
    assert as_bob.get(f"/c/{case.ref}/log/").status_code == 200
    assert "你改了小明可以做的事" in words_of(as_alice.get(f"/c/{case.ref}/"))
    as_alice.post(f"{url}{helper.pk}/", {"role": "owner"})
    assert Helper.objects.get().role == "log"


def test_it_forgets_the_address_when_the_access_ends(as_alice, as_bob, bob, case, url):
    helper = joined(case, bob)
    as_alice.post(f"{url}{helper.pk}/", {"do": "revoke"})
    helper.refresh_from_db()
    assert (helper.email, helper.revoked_at) == ("", NOW)
    assert as_bob.get(f"/c/{case.ref}/").status_code == 404
    assert as_bob.get("/me/helping/").status_code == 200
    assert case.problem not in page_of(as_bob.get("/me/helping/"))
    assert as_alice.get(url).context["rows"] == []


def test_it_takes_back_an_invitation(as_alice, as_bob, case, url):
    helper = invited(case)
    as_alice.post(f"{url}{helper.pk}/", {"do": "revoke"})
    assert as_bob.post(link_of(helper)).status_code == 410


def test_it_cannot_be_done_by_a_helper(as_bob, bob, case, url):
    helper = joined(case, bob, role="handle")
    assert as_bob.get(url).status_code == 404
    assert as_bob.post(f"{url}{helper.pk}/", {"role": "read"}).status_code == 404


def test_it_shows_shared_cases_apart_from_ones_own(as_bob, bob, case):
    opened(bob, item="水壶", problem="漏水")
    joined(case, bob)
    own, helped = words_of(as_bob.get("/c/")), words_of(as_bob.get("/c/?s=helped"))
    assert "水壶" in own
    assert "衬衫" not in own
    assert "衬衫" in helped
    assert "水壶" not in helped
    assert "alice@example.com" in helped
    assert "水壶" not in words_of(as_bob.get("/me/helping/"))
    today = words_of(as_bob.get("/today/"))
    assert "衬衫" in today.split("帮别人")[1]


def test_it_shows_a_helper_nothing_of_the_owners_other_cases(as_alice, as_bob, alice, bob, case):
    other = opened(alice, item="水壶", problem="漏水", shop="示例店")
    heard(other, NOW, agent_number="8888")
    joined(case, bob, role="handle")
    assert "漏水" in words_of(as_alice.get(f"/c/{case.ref}/"))
    for page in ("", "log/", "agent/?agent=8888", "say/", "evidence/"):
        text = without_chance(as_bob.get(f"/c/{case.ref}/{page}"))
        assert "漏水" not in text
        assert "8888" not in text.replace('value="8888"', ""), page


def test_it_says_you_to_whoever_reads(as_alice, as_bob, bob, case):
    joined(case, bob, role="handle")
    for client in (as_bob, as_alice):
        client.post(
            f"/c/{case.ref}/evidence/add/",
            {"key": f"key-of-{client is as_bob}", "files": named(chat(client is as_bob))},
        )
    alices, bobs = (words_of(client.get(f"/c/{case.ref}/")) for client in (as_alice, as_bob))
    assert "小明添加了证据 1" in alices
    assert "你添加了证据 2" in alices
    assert "你添加了证据 1" in bobs
    assert "本人添加了证据 2" in bobs
    english = words_of(as_alice.get(f"/en/c/{case.ref}/"))
    assert "小明 added exhibit 1" in english
    assert "You added exhibit 2" in english


def test_it_tells_a_helper_who_asked_for_it_and_no_other(as_bob, bob, case):
    helper = joined(case, bob)
    heard(case, NOW - DAY * 2, hours=24)
    as_bob.post("/me/helping/", {"helper": helper.pk, "do": "mail-on"})
    deadlines_sweep(now=NOW)
    mail_send_due(now_fn=lambda: NOW)
    copies = Mail.objects.filter(user=bob)
    assert [mail.to_address for mail in copies] == ["bob@example.com"]
    assert copies[0].subject.startswith("你帮忙的案件：卷0001")
    owners = Mail.objects.exclude(user=bob)
    assert owners.count() == 1
    assert "/r/" not in "".join(copies.values_list("text", flat=True))
    assert helper_copies(mail=owners.get(), subject="x", now=NOW) == 0
    as_bob.post("/me/helping/", {"helper": helper.pk, "do": "mail-off"})
    assert again(case).mailed_helpers == 0


def test_it_tells_a_helper_nothing_who_did_not_ask(bob, case):
    joined(case, bob)
    heard(case, NOW - DAY * 2, hours=24)
    deadlines_sweep(now=NOW)
    mail_send_due(now_fn=lambda: NOW)
    assert not Mail.objects.filter(user=bob).exists()


def test_it_stops_telling_at_once(as_alice, as_bob, bob, case, url):
    helper = joined(case, bob)
    as_bob.post("/me/helping/", {"helper": helper.pk, "do": "mail-on"})
    as_alice.post(f"{url}{helper.pk}/", {"do": "revoke"})
    mail = MailFactory(case=again(case), deadline=None, kind="stale", user=case.owner, stage="", due_at=None)
    assert helper_copies(mail=mail, subject="x", now=NOW) == 0


def test_it_lets_a_helper_go(as_bob, as_charlie, bob, case):
    helper = joined(case, bob)
    assert as_charlie.post("/me/helping/", {"helper": helper.pk, "do": "leave"}).status_code == 404
    as_bob.post("/me/helping/", {"helper": helper.pk, "do": "leave"})
    assert as_bob.get(f"/c/{case.ref}/").status_code == 404
    assert CaseEvent.objects.filter(kind="helper_left").count() == 1


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "0"])
def test_it_finds_no_role_by_a_broken_number(as_bob, number):
    assert as_bob.post("/me/helping/", {"helper": number, "do": "leave"}).status_code == 404


def test_it_keeps_the_record_when_a_helper_deletes_the_account(as_alice, as_bob, bob, case):
    joined(case, bob)
    as_bob.post(f"/c/{case.ref}/promise/", {"key": "a" * 20, "promise": "24h"})
    bob.delete()
    assert "小明记的" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_speaks_both_languages(as_alice, as_bob, url):
    check_languages(as_alice, url, "谁在帮忙", "Who helps with it")
    check_languages(as_bob, "/me/helping/", "帮别人", "Helping others")


def test_it_is_looked_at_and_done(as_alice, as_bob, url):
    check_verbs(as_alice, url, "get", "post")
    check_verbs(as_bob, "/me/helping/", "get", "post")


def test_it_is_for_the_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, as_bob, case, url):
    check_private(as_alice.get(url))
    check_private(as_bob.get(link_of(invited(case))))


def test_it_shows_markup_as_text(as_alice, case, url):
    as_alice.post(url, GOOD | {"name": PAYLOAD[:20]})
    for page in (url, f"/c/{case.ref}/"):
        assert "<svg" not in page_of(as_alice.get(page)).split("<main", 1)[1].replace("<svg class", "")
    check_escaped(as_alice.post(url, GOOD | {"email": PAYLOAD}))


def test_it_has_no_stranger_among_users(db):
    assert not Helper.objects.joined().filter(user=UserFactory()).exists()
