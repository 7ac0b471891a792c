"""What django-allauth asks of us: who signs in, what happens then, where they land."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.adapters.throttle import may_guess
from cases.models import User
from cases.services.shopper import shopper_by_password, shopper_sign_up
from cases.services.undo_link import undo_token
from cases.views.accounts.drafts import claimed_case_url
from cases.views.accounts.lifetime import mark_signed_in
from cases.views.accounts.outbox import OutboxMixin
from cases.views.accounts.throttle import refuse

# Session: the address still to be proved (the banner asks no database), and that a code proves it (see post_login).
TO_PROVE, CODE_PROVES = "address_to_prove", "code_proves_address"


class AccountAdapter(OutboxMixin, DefaultAccountAdapter):
    """allauth's flows with our rules. Its mail goes through the outbox (OutboxMixin)."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The address or the password is wrong."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is wrong."),
        "incorrect_password": _("This password is wrong."),
        "rate_limited": _("Too fast. Wait a moment and try again."),
        "same_as_current": _("This is your address already."),
        "too_many_login_attempts": _("Wrong too often. Wait five minutes, or ask for a new code."),
    }

    password_messages = {
        "password_too_short": _("At least 8 characters, please."),
        "password_too_common": _("Too many people use this password. Choose another."),
        "password_too_similar": _("This password is too much like your address. Choose another."),
    }

    # Signing up

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Return a good password; raises ValidationError in our words."""
        try:
            return super().clean_password(password, user)
        except ValidationError as problem:
            found = [self.password_messages.get(one.code or "", one.messages[0]) for one in problem.error_list]
            raise ValidationError(found) from None

    def sign_up(self, request: HttpRequest, email: str, password: str) -> tuple[User, bool]:
        """Return (account, True when it is new). Its language is the page's."""
        guess = may_guess(request, key=self._get_login_attempts_cache_key(request, email=email))
        user, fresh = shopper_sign_up(
            email=email,
            password=password,
            language=get_language() or User.Language.CHINESE,
            compare=guess is not None,
            now=timezone.now(),
        )
        if guess is not None and not fresh:
            guess.rollback()
        return user, fresh

    # Signing in

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise the 429 page after too many wrong passwords, for one address or from one network."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self.tell_of_guessing(key)
            self.refuse(request, action="login_failed", key=key)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whom the address and password belong to; two accounts may share an address, not a password."""
        self.pre_authenticate(request, **credentials)
        user = shopper_by_password(address=credentials.get("email", ""), password=credentials.get("password", ""))
        if user is not None:
            self._rollback_login_failed_rl_usage()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        self.pre_authenticate(self.request, email=user.email)
        right = user.check_password(password)
        if right:
            self._rollback_login_failed_rl_usage()
        return right

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return what wrong passwords are counted on: the address alone; another Host header is no new start."""
        return str(credentials.get("email", "")).strip().lower()

    def get_login_stages(self) -> list[str]:
        """Return allauth's steps, with proving the address made one that never blocks."""
        own = {"allauth.account.stages.EmailVerificationStage": "cases.views.accounts.stages.ProveLaterStage"}
        return [own.get(path, path) for path in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return allauth's ways to show once more who one is, in our words."""
        words = {
            "reauthenticate": _("Use the password"),
            "mfa_reauthenticate": _("Use the app or a recovery code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words.get(method["id"], method["description"])} for method in methods]

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        mark_signed_in(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Every way in ends here: password, code, passkey, reset, sign-up, after the second factor."""
        # The draft written before there was an account becomes a case now, and is where the shopper lands.
        kwargs["redirect_url"] = claimed_case_url(request, user) or kwargs.get("redirect_url")
        response = super().post_login(request, user, **kwargs)
        proved = EmailAddress.objects.filter(user=user, verified=True).exists()
        if not proved:
            request.session[TO_PROVE] = user.email
        by_code = [record["method"] for record in get_authentication_records(request, user)][-1:] == ["code"]
        if request.session.pop(CODE_PROVES, False) and by_code:
            self._warn_of_earlier_password(request, user)
        return response

    def _warn_of_earlier_password(self, request: HttpRequest, user: User) -> None:
        """The address was proved only now: whoever chose the password before may have been someone else."""
        end_other_sessions(request, user)
        self.add_message(request, messages.WARNING, "account/messages/earlier_password.txt")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Lead the owner of a frozen account, who knows its password, to the page that brings it back."""
        deletion = getattr(user, "deletion", None)
        if deletion is not None:
            return redirect("undo", token=undo_token(deletion))
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    # Proving the address

    def should_send_confirmation_mail(self, request: HttpRequest, email_address: EmailAddress, signup: bool) -> bool:
        """Return False when a code went there a moment ago: a login must not end on the 429 page for it."""
        return consume_email_verification_rate_limit(request, email_address.email, dry_run=True)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            request.session.pop(TO_PROVE, None)
        return confirmed

    # The network

    def refuse(self, request: HttpRequest, *, action: str, key: str) -> None:
        """Raise the 429 page; forms call it through the adapter."""
        refuse(request, action=action, key=key)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address as the trusted proxies report it; a forged or missing header counts as none."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "0.0.0.0"
