"""What allauth's rate limits say: whether one more is allowed, and in how many seconds if not."""

from __future__ import annotations

import math
import time

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

ACCOUNT, SECOND_FACTOR = "allauth.account", "allauth.mfa"
# Shown when the limit cannot be worked out; the shortest window of all limits per network.
DEFAULT_SECONDS = 60


def seconds_until_allowed(request: HttpRequest, *, action: str, key: str | None = None, app: str = ACCOUNT) -> int:
    """Return in how many whole seconds this action is allowed again; 0 when it is allowed now."""
    waits = [0.0]
    now = time.time()
    for rate in ratelimit.get_rates(app=app, action=action):
        if (rate.per == "key" and key is None) or (rate.per == "user" and not request.user.is_authenticated):
            continue
        name = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key, user=None)
        past = [moment for moment in cache.get(name, []) if moment > now - rate.duration]
        if len(past) >= rate.amount:
            waits.append(past[rate.amount - 1] + rate.duration - now)
    return math.ceil(max(waits))


def may_guess(request: HttpRequest, *, key: str) -> ratelimit.RateLimitUsage | None:
    """Count one password guess for an address, whatever the network; None when there were too many.

    It shares its count with the login page, so that signing up is no way round that limit.
    """
    rates = [rate for rate in app_settings.RATE_LIMITS["login_failed"].split(",") if rate.endswith("/key")]
    return ratelimit.consume(
        request, app=ACCOUNT, action="login_failed", config={"login_failed": ",".join(rates)}, key=key
    )
