"""allauth's forms in our words: a label above each field, no placeholder, an error that says what to do."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.models import EmailAddress, Login
from allauth.account.utils import setup_user_email
from allauth.core import context, ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import User
from cases.selectors.accounts import account_at, proved_address

ADDRESS, PASSWORD, NEW_PASSWORD = _("E-mail address"), _("Password"), _("New password")
ADDRESS_MISSING, ADDRESS_WRONG = _("Enter your e-mail address."), _("An e-mail address looks like name@example.com.")
PASSWORD_MISSING = _("Enter your password.")
PASSWORD_HINT = _("At least 8 characters, and not one that everybody uses.")
CODE, CODE_HINT, CODE_MISSING = _("Code"), _("Six digits, in the mail."), _("Enter the code.")

# name -> (label, hint, error when empty)
Words = dict[str, tuple[Any, Any, Any]]
SIGNING_IN: Words = {
    "login": (ADDRESS, "", ADDRESS_MISSING),
    "email": (ADDRESS, "", ADDRESS_MISSING),
    "password": (PASSWORD, "", PASSWORD_MISSING),
    "password1": (PASSWORD, PASSWORD_HINT, _("Choose a password.")),
    "oldpassword": (_("Present password"), "", PASSWORD_MISSING),
    "code": (CODE, CODE_HINT, CODE_MISSING),
}


class OurWords:
    """Mixed into a form: labels, hints and errors from `words`; a second "repeat your password" field is dropped."""

    words: Words = SIGNING_IN
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shown once and pasted freely, a password needs no repeating.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text, field.error_messages["required"] = self.words[name]
            if isinstance(field, forms.EmailField):
                field.validators[0].message = ADDRESS_WRONG  # type: ignore[attr-defined]
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "data-look": "code", "maxlength": "20"}


def relabel(words: Words, name: str, label: str | Promise, hint: str | Promise = "") -> Words:
    """Return the words with one field called otherwise."""
    return words | {name: (label, hint, words[name][2])}


class LoginForm(OurWords, allauth.LoginForm):
    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        """Return the data for a right password. allauth would refuse an address whose code was mailed just now."""
        adapter = get_adapter(self.request)
        user = adapter.authenticate(self.request, **credentials)
        if user is None:
            raise adapter.validation_error("email_password_mismatch")
        self.user, self._login = user, Login(user=user, email=credentials["email"])
        return self.cleaned_data


class SignupForm(OurWords, allauth.SignupForm):
    def validate_unique_email(self, value: str) -> str:
        """Return the address as it is: whether it is taken is never said (see services.shopper)."""
        return value

    def try_save(self, request: HttpRequest) -> tuple[User, HttpResponse | None]:
        """Return (account, None) for a new one, (account, response) when the right password of an old one was typed."""
        email, password = self.cleaned_data["email"], self.cleaned_data["password1"]
        user, fresh = get_adapter(request).sign_up(request, email, password)
        if fresh:
            setup_user_email(request, user, [EmailAddress(email=email)])
            return user, None
        login = Login(user=user, email=email)
        return user, flows.login.perform_password_login(request, {"email": email}, login)


class AddressChangeForm(OurWords, allauth.AddEmailForm):
    words = relabel(SIGNING_IN, "email", _("New e-mail address"), _("The change takes effect once you enter its code."))


class PasswordChangeForm(OurWords, allauth.ChangePasswordForm):
    words = relabel(SIGNING_IN, "password1", NEW_PASSWORD, PASSWORD_HINT)


class PasswordSetForm(OurWords, allauth.SetPasswordForm):
    pass


class PasswordNewForm(OurWords, allauth.ResetPasswordKeyForm):
    words = relabel(SIGNING_IN, "password1", NEW_PASSWORD, PASSWORD_HINT)


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    pass


def _active_account(email: str) -> User | None:
    """Return the account a mailed code would be for, its address on record to be proved by it."""
    user = account_at(email)
    if user is None or not user.is_active:
        return None
    flows.manage_email.sync_user_email_address(user)
    return user


class PasswordResetForm(OurWords, allauth.ResetPasswordForm):
    def clean_email(self) -> str:
        """Return the address and keep the one account it means; unknown is no error."""
        email: str = self.cleaned_data["email"]
        self.users = [user] if (user := _active_account(email)) else []
        return email


class CodeRequestForm(OurWords, allauth.RequestLoginCodeForm):
    def clean_email(self) -> str:
        """Return the address and keep the one account it means; unknown is no error, too many codes are."""
        email: str = self.cleaned_data["email"]
        request = context.request
        if not ratelimit.consume(request, action="request_login_code", key=email):
            get_adapter(request).refuse(request, action="request_login_code", key=email)
        self._user = user = _active_account(email)
        request.session["code_proves_address"] = user is not None and proved_address(user) is None
        return email


class LoginCodeForm(OurWords, allauth.ConfirmLoginCodeForm):
    pass


class ResetCodeForm(OurWords, allauth.ConfirmPasswordResetCodeForm):
    pass


class AddressCodeForm(OurWords, allauth.ConfirmEmailVerificationCodeForm):
    def clean_code(self) -> str:
        """Return the right code. Whether the address is still free is the database's to say, not this form's."""
        return allauth.BaseConfirmCodeForm.clean_code(self)
