"""T16: the automatic answer that asks for the three elements and says when and by whom they are answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.clauses import joined
from guides.domain.faults import Fault
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

    def room(self, text: str, platform: str) -> int:
        """Return how many characters are left on a platform, negative when it is too long.

        Where no source names a limit our own careful measure stands in: a text that is cut loses what it asks for.
        """
        return self.limits.get(platform, self.advised) - len(text)


def reply_row_faults(content: Mapping[str, Any], _known: object = None) -> list[Fault | str]:
    """Return the fault of a platform's limit that nobody can look up."""
    if content["limits"] and not content["also_sources"]:
        en = "a platform's limit needs the source that names it, among the other sources"
        return [Fault("kitreply", en, "写了平台的字数上限，还要在其他来源里写出处")]
    return []
