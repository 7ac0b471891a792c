"""Sample account mails for the e-mail gallery and the golden files: codes and security notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from cases.views.accounts.letters import account_letter

CONTEXT: dict[str, Any] = {
    "code": "482915",
    "days": 7,
    "undo_url": "https://youju.example/u/WzcsMTc2M10:1vN2aB:q0/",
    "ip": "203.0.113.9",
    "user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36",
    "timestamp": datetime(2026, 11, 23, 7, 20, tzinfo=UTC),
}
LETTERS = (
    "email_confirmation",
    "login_code",
    "password_reset_code",
    "account_already_exists",
    "wrong_passwords",
    "password_changed",
    "password_reset",
    "password_set",
    "email_changed",
    "email_deleted",
    "totp_activated",
    "totp_deactivated",
    "webauthn_added",
    "webauthn_removed",
    "recovery_codes_generated",
    "deletion_asked",
)


@dataclass(frozen=True)
class Sample:
    """One account mail; the same shape as a reminder's sample."""

    name: str
    language: str

    def composed(self) -> SimpleNamespace:
        subject, text, html = account_letter(self.name.removeprefix("account-"), self.language, CONTEXT)
        return SimpleNamespace(subject=subject, text=text, html=html)


def samples(language: str) -> list[Sample]:
    """Return every account mail in that language, always in the same order."""
    return [Sample(f"account-{name}", language) for name in LETTERS]


def sample(name: str, language: str) -> Sample:
    """Return one sample. KeyError for an unknown name."""
    return {one.name: one for one in samples(language)}[name]
