"""System checks that stop a production start on a dangerous setting (contracts: Environment)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

WEAK = ("django-insecure-", "only-for-tests-", "changeme", "secret")


def _is_production() -> bool:
    return (settings.SETTINGS_MODULE or "").endswith(".prod")


@register(Tags.security)
def refuse_bad_production_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return one Error per dangerous production setting; nothing outside production."""
    if not _is_production():
        return []
    found: list[CheckMessage] = []
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 10 or key.startswith(WEAK):
        found.append(
            Error("SECRET_KEY is missing or weak.", hint="Set it to 50 or more random characters.", id="youju.E001")
        )
    if settings.DEBUG:
        found.append(Error("DEBUG is on.", hint="Unset DEBUG in production.", id="youju.E002"))
    # Django turns the empty string into the script's prefix.
    if settings.MEDIA_URL not in ("", "/"):
        found.append(
            Error(
                "Media is public.",
                hint="MEDIA_URL must stay empty: evidence is served only through its view.",
                id="youju.E003",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS allows every host.", hint="Name your hosts.", id="youju.E004"))
    if not settings.BASE_URL.startswith("https://"):
        found.append(
            Error("BASE_URL is not https.", hint="Links in mails need the public https address.", id="youju.E005")
        )
    return found


def refuse_bad_start() -> None:
    """Stop a server that manage.py's checks never see. Raises ImproperlyConfigured with every reason."""
    found = refuse_bad_production_settings(None)
    if found:
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in found))
