"""What allauth's second factor asks of us: names and words."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import User


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Recovery codes come with an authenticator app or a passkey."),
        "incorrect_code": _("This code is wrong."),
        "incorrect_passkey": _("The device did not answer. Try again."),
        "unverified_email": _("Confirm your address first: otherwise a lost phone would lock you out for good."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Return the name a new passkey starts with: "Passkey 2"."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return who asks for the passkey, as the browser's own dialog shows it."""
        return super().get_public_key_credential_rp_entity() | {"name": gettext("Youju")}
