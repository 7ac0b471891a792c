"""What one network may ask for in a minute, in units of work, counted in the cache."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 60
# A look at a card costs one. Somebody who types without a pause asks for some forty a minute.
UNITS = 150


def seconds_to_wait(request: HttpRequest, *, cost: int, now: float) -> int:
    """Count the work and return 0 while the network is within this minute's budget, else when the next one starts."""
    window, into = divmod(int(now), WINDOW_SECONDS)
    name = f"kit-budget:{get_adapter().get_client_ip(request)}:{window}"
    cache.add(name, 0, WINDOW_SECONDS * 2)
    try:
        spent = cache.incr(name, cost)
    except ValueError:
        # Gone between the two calls: the cache was emptied.
        return 0
    return 0 if spent <= UNITS else WINDOW_SECONDS - into
