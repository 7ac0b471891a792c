"""How often one network may send something without an account."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# action -> (how often and in which window, as allauth reads it; the window in seconds)
LIMITS = {
    "report": ("10/10m/ip", 600),
    "useful": ("120/10m/ip", 600),
    "hotline": ("20/10m/ip", 600),
    "human": ("20/10m/ip", 600),
    "refusal": ("60/10m/ip", 600),
    "picture": ("600/10m/ip", 600),
}


def seconds_to_wait(request: HttpRequest, action: str) -> int:
    """Count one more of this action; return 0 when it is allowed, else after how many seconds to try again."""
    rate, seconds = LIMITS[action]
    used = ratelimit.consume(request, app="guides", action=action, config={action: rate}, limit_get=True)
    return 0 if used else seconds
