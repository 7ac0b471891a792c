"""The forms of the second factor, in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
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


class ReadWithCare:
    """Mixed into a form that takes a device's answer: the library meets a malformed one with any error it likes."""

    def clean_credential(self) -> Any:
        """Return what the form makes of the answer; raises ValidationError for one that cannot be read."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            raise
        except Exception:
            raise get_adapter().validation_error("incorrect_passkey") from None


class PasskeyLoginForm(ReadWithCare, webauthn.LoginWebAuthnForm):
    pass


class PasskeyStepForm(ReadWithCare, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(ReadWithCare, webauthn.ReauthenticateWebAuthnForm):
    pass


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

    def clean(self) -> dict[str, Any]:
        """Return the data of a key the device really made; raises ValidationError for any other answer."""
        try:
            return super().clean()
        except ValidationError:
            raise
        except Exception:
            raise get_adapter().validation_error("incorrect_passkey") from None


class PasskeyNameForm(OurWords, webauthn.EditWebAuthnForm):
    words: Words = {"name": (KEY_NAME, "", _("Enter a name."))}
