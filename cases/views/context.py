"""What every page's frame needs: language switch, look, unread count, whether WeChat shows it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cases.domain.devices import in_wechat
from cases.models import User
from cases.selectors.inbox import unread_count


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's variables. Runs no query: lazy values are read only where a template shows them."""

    @lru_cache(maxsize=1)
    def unread() -> int:
        user = request.user
        return unread_count(user) if isinstance(user, User) else 0

    wechat = in_wechat(request.headers.get("User-Agent", ""))
    return {"now": timezone.now(), "unread": unread, "in_wechat": wechat}
