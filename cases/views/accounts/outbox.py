"""allauth's mail, written in the account's language and queued like every other mail."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from cases.models import User
from cases.selectors.accounts import account_at, is_proved, proved_address
from cases.views.accounts.letters import account_letter_send

UNKNOWN = "unknown_account"


class OutboxMixin:
    """The mail half of AccountAdapter."""

    request: HttpRequest

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one letter. For an address without an account nothing is queued, but the same work is done."""
        name = template_prefix.rpartition("/")[2]
        owner = context.get("user") or account_at(email)
        if owner is None or name == UNKNOWN:
            return self._spend_the_same_time(email)
        account_letter_send(user=owner, address=email, name=name, context=context, now=timezone.now())
        return None

    def _spend_the_same_time(self, email: str) -> None:
        nobody = User(pk=0, email=email, language=get_language() or User.Language.CHINESE)
        with transaction.atomic():
            account_letter_send(
                user=nobody, address=email, name=UNKNOWN, context={"code": "000000"}, now=timezone.now()
            )
            transaction.set_rollback(True)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Send the code; or, where another account has proved the address, only say so to its owner."""
        address: EmailAddress = emailconfirmation.email_address
        if is_proved(address.email):
            self.send_mail("account/email/account_already_exists", address.email, {"user": account_at(address.email)})
        else:
            context = {"user": address.user, "code": emailconfirmation.key}
            self.send_mail("account/email/email_confirmation", address.email, context)

    def tell_of_guessing(self, address: str) -> None:
        """Tell the owner of an address, once a day, that somebody tries passwords; the same time for no owner."""
        if not cache.add(f"accounts:guessing:{hashlib.sha256(address.encode()).hexdigest()}", True, 24 * 3600):
            return
        user = account_at(address)
        if user is not None and proved_address(user) == address:
            self.send_notification_mail("account/email/wrong_passwords", user)
        else:
            self._spend_the_same_time(address)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Queue a security notice, to a proved address only: to any other it would tell a stranger."""
        address = email or proved_address(user)
        if address is None:
            return
        details = {
            "user": user,
            "timestamp": timezone.now(),
            "ip": self.get_client_ip(self.request),  # type: ignore[attr-defined]
            "user_agent": self.request.headers.get("User-Agent", ""),
        }
        self.send_mail(template_prefix, address, details | (context or {}))
