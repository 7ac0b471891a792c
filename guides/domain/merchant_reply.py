"""T16: the automatic answer that asks for the three elements and says when and by whom they are answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.clauses import joined
from guides.domain.sources import Source

TYPED_BLANK = re.compile(r"(?<=[0-9A-Za-z]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=[0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Reply:
    """`limits` has the platforms whose limit a source names; the others are unknown. `advised` is our own measure."""

    long: tuple[str, ...]
    short: tuple[str, ...]
    limits: Mapping[str, int]
    advised: int
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Reply:
        return cls(
            long=tuple(content["long"]),
            short=tuple(content["short"]),
            limits=dict(content["limits"]),
            advised=content["advised"],
            source=Source.of(content),
        )

    def written(self, *, service_hours: str = "", reply_sla: str = "", agent_no: str = "") -> tuple[str, str]:
        """Return the long and the short answer."""
        # Between 收到后 and 内 a typed blank would look like a slip.
        facts = {"service_hours": service_hours, "reply_sla": TYPED_BLANK.sub("", reply_sla), "agent_no": agent_no}
        return joined(self.long, facts, by=""), joined(self.short, facts, by="")

    def room(self, text: str, platform: str) -> int | None:
        """Return how many characters are left on a platform, negative when it is too long; None: limit unknown."""
        limit = self.limits.get(platform)
        return None if limit is None else limit - len(text)
