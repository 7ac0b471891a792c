"""Every account mail, in both languages: complete, calm, and telling a stranger nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from cases.models import Mail
from cases.views.accounts.letters import NAMES, account_letter, account_letter_send
from tests.architecture.rules import ROOT, half_width_in

FOLDER = ROOT / "templates" / "emails" / "account"
LETTERS = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "notice")
WITH_CODE = ("email_confirmation", "login_code", "password_reset_code")
CONTEXT = {
    "code": "482915",
    "ip": "203.0.113.9",
    "user_agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0",
    "timestamp": datetime(2026, 11, 23, 7, 20, tzinfo=UTC),
    "from_email": "old@example.com",
    "to_email": "new@example.com",
    "deleted_email": "old@example.com",
    "days": 7,
    "undo_url": "https://youju.test/u/x/",
}


def test_it_has_a_letter_for_every_mail_allauth_sends():
    from allauth import templates as allauth_templates

    sent = {
        path.name.removesuffix("_subject.txt")
        for part in ("account", "mfa")
        for root in allauth_templates.__path__
        for path in (ROOT / root / part / "email").glob("*_subject.txt")
    }
    assert len(sent) > 10
    # With codes instead of links these are never sent.
    never = {"email_confirm", "password_reset_key"}
    assert {NAMES.get(name, name) for name in sent - never} <= set(LETTERS)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_it_writes_subject_text_and_html_in_one_language(name, language):
    subject, text, html = account_letter(name, language, CONTEXT)
    assert 0 < len(subject) <= 60
    assert "\n" not in subject
    for piece in (subject, text):
        if language == "en":
            assert not re.search(r"[\u4e00-\u9fff]", piece), piece
        else:
            assert re.search(r"[\u4e00-\u9fff]", piece)
            assert half_width_in(piece) is None
            assert "!" not in piece
            assert "！" not in piece
    assert "{{" not in text + html
    assert "{%" not in text + html
    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    assert f'<html lang="{tag}"' in html
    for line in text.split("\n--\n")[0].splitlines():
        if line and not line.startswith("http"):
            assert line.split("：")[0].split(":")[0][:12] in html


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", WITH_CODE)
def test_it_puts_the_code_on_a_line_of_its_own_and_says_how_long(name, language):
    subject, text, html = account_letter(name, language, CONTEXT)
    assert "482915" in text.splitlines()
    assert "482915" not in subject
    assert ">482915<" in html
    assert "15" in subject
    assert text.count("15 ") + text.count("15分") >= 1
    assert ("如果不是你" if language == "zh-hans" else "Not you?") in text


@pytest.mark.parametrize("name", LETTERS)
def test_it_puts_nothing_personal_into_a_subject_and_says_what_to_do(name):
    subject, text, _ = account_letter(name, "zh-hans", CONTEXT)
    assert "@" not in subject
    assert "old@example.com" not in text
    assert "new@example.com" not in text
    assert "如果不是你" in text


@pytest.mark.parametrize("name", [name for name in LETTERS if name not in (*WITH_CODE, "account_already_exists")])
def test_it_says_when_and_from_where(name):
    text = account_letter(name, "zh-hans", CONTEXT)[1]
    assert "时间：2026-11-23 15:20（北京时间）" in text
    assert "设备：Chrome" in text
    assert "网络地址：203.0.113.9" in text
    assert re.search(r"^https://youju\.test/accounts/", text, re.MULTILINE)


def test_it_links_to_the_configured_address_whatever_host_was_asked():
    text = account_letter("account_already_exists", "en", CONTEXT)[1]
    assert "https://youju.test/en/accounts/login/" in text


@pytest.mark.django_db
def test_it_queues_the_letter_in_the_accounts_language(alice, now):
    alice.language = "en"
    account_letter_send(user=alice, address="alice@example.com", name="login_code", context={"code": "482915"}, now=now)
    mail = Mail.objects.get()
    assert (mail.kind, mail.user, mail.to_address, mail.state) == ("account", alice, "alice@example.com", "pending")
    assert mail.subject == "Your sign-in code, good for 15 minutes"
    assert mail.act_at == now
