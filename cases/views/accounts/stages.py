"""The one step of allauth's login we replace: proving the address never stands in the way."""

from __future__ import annotations

from allauth.account.internal.flows.email_verification import send_verification_email_at_login
from allauth.account.stages import EmailVerificationStage
from django.http import HttpRequest, HttpResponse


class ProveLaterStage(EmailVerificationStage):
    """Sends the code at sign-up and lets the shopper in; the code is entered whenever they like."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if self.login.signup and self.login.user is not None:
            send_verification_email_at_login(self.request, self.login)
        return None, True

    def is_resumable(self, request: HttpRequest) -> bool:
        return False
