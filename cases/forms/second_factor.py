"""The forms of the second factor, in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from cases.forms.accounts import CODE, CODE_MISSING, OurWords, Words

KEY_NAME = _("Name of this passkey")
ASKED: Words = {
    "code": (CODE, _("From your authenticator app, or one of your recovery codes."), CODE_MISSING),
}


class AuthenticateForm(OurWords, base.AuthenticateForm):
    words = ASKED


class CodeAgainForm(OurWords, base.ReauthenticateForm):
    words = ASKED


class AppForm(OurWords, totp.ActivateTOTPForm):
    words: Words = {"code": (_("Code shown by the app"), "", CODE_MISSING)}


class PasskeyForm(OurWords, webauthn.AddWebAuthnForm):
    words: Words = {
        "name": (KEY_NAME, _("So that you can tell them apart, for example “my phone”."), ""),
        "credential": ("", "", _("The device did not answer. Try again.")),
        "passwordless": (
            _("Sign in with it without a password"),
            _("The device then asks for a fingerprint, a face or its PIN."),
            "",
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class PasskeyNameForm(OurWords, webauthn.EditWebAuthnForm):
    words: Words = {"name": (KEY_NAME, "", _("Enter a name."))}
