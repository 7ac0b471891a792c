"""Account mail: one text file per letter under templates/emails/account; its HTML twin is made from the same text."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from cases.models import User
from cases.services.mail_queue import account_mail_queue
from cases.templatetags.accounts import device_name

CODE = re.compile(r"\d{6}")
LINK = re.compile(r"https?://\S+")
# allauth's names -> our letters. What is not here is sent under its own name.
NAMES = {"email_confirmation_signup": "email_confirmation", "unknown_account": "login_code"}


def account_letter(name: str, language: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Return (subject, text, html) in that language. The file's first line is the subject."""
    with translation.override(language):
        context = context | {
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "login_url": settings.BASE_URL + reverse("account_login"),
            "reset_url": settings.BASE_URL + reverse("account_reset_password"),
            "sessions_url": settings.BASE_URL + reverse("usersessions_list"),
        }
        if "timestamp" in context:
            context["device"] = device_name(context["user_agent"])
            context["when"] = localtime(context["timestamp"]).strftime("%Y-%m-%d %H:%M")
        written = render_to_string(f"emails/account/{NAMES.get(name, name)}.txt", context).strip()
        subject, _, body = written.partition("\n")
        text = re.sub(r"\n{3,}", "\n\n", body.strip())
        html = render_to_string(
            "emails/account/shell.html", {"subject": subject, "parts": _parts(text), "lang": _tag(language)}
        )
        footer = translation.gettext("Youju: a record of who promised what, by when.")
    return subject.strip(), f"{text}\n\n--\n{footer}\n", html


def account_letter_send(*, user: User, address: str, name: str, context: dict[str, Any], now: Any) -> None:
    """Write the letter in the account's language and put it into the outbox."""
    subject, text, html = account_letter(name, user.language, context)
    account_mail_queue(user=user, to_address=address, subject=subject, text=text, html=html, now=now)


def _parts(text: str) -> list[dict[str, Any]]:
    """Return the paragraphs for the HTML twin: {kind: "code" | "link" | "words", lines: […]}."""
    found = []
    for paragraph in text.split("\n\n"):
        kind = "code" if CODE.fullmatch(paragraph) else "link" if LINK.fullmatch(paragraph) else "words"
        found.append({"kind": kind, "lines": paragraph.split("\n")})
    return found


def _tag(language: str) -> str:
    return {"zh-hans": "zh-Hans"}.get(language, language)
