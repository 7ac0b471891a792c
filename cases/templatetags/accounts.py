"""What the account pages need beyond HTML: data for a script without a script, and devices by name."""

from __future__ import annotations

import json

from allauth.account.models import EmailAddress
from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext

from cases.domain.devices import browser_and_system

register = template.Library()

# These pages speak of the address themselves.
ABOUT_THE_ADDRESS = ("account_email_verification_sent", "account_email", "today", "me-notify")


@register.simple_tag(takes_context=True)
def address_to_prove(context: template.Context) -> str:
    """Return the signed-in shopper's unconfirmed address, "" when there is none. One query, for them alone."""
    request = context["request"]
    address: str = request.session.get("address_to_prove", "")
    if not address or (request.resolver_match and request.resolver_match.url_name in ABOUT_THE_ADDRESS):
        return ""
    if EmailAddress.objects.filter(user=request.user, verified=True).exists():
        del request.session["address_to_prove"]  # confirmed elsewhere meanwhile
        return ""
    return address


@register.filter
def as_json(value: object) -> str:
    """Return the value as JSON for a data- attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def device_name(user_agent: str) -> str:
    """Return "Chrome, Windows" or as much of it as is known."""
    browser, system = browser_and_system(user_agent)
    if browser == "WeChat":
        browser = gettext("WeChat")
    if browser and system:
        return gettext("%(browser)s, %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("unknown device")
