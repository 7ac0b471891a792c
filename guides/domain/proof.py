"""What the next tier asks for besides the checklist of the kind of problem, and how each thing is got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source, with_source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class TierNeed:
    """One thing for a tier; `kind` is the kind of exhibit that answers it, "" when only the shopper can tell."""

    text: Words
    must: bool
    kind: str
    source: Source


@dataclass(frozen=True, slots=True)
class ProofHow:
    """How a thing is got. `use` or `guide` leads to a guide, `page` to a page of the case; "" for none."""

    name: str
    words: tuple[str, ...]
    text: Words
    use: str
    guide: str
    page: str
    source: Source


@dataclass(frozen=True, slots=True)
class ProofFacts:
    tiers: Mapping[str, tuple[TierNeed, ...]]
    hows: tuple[ProofHow, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any], sources: Mapping[str, Any]) -> ProofFacts:
        """Return what proof.yaml says. KeyError for a key that is missing, UnknownSource for a source not listed."""
        defaults = content["defaults"]

        def source(row: Mapping[str, Any]) -> Source:
            return Source.of(with_source({**defaults, **row}, sources))

        return cls(
            tiers={
                tier: tuple(
                    TierNeed(Words(row["zh"], row["en"]), row["must"], row.get("kind", ""), source(row)) for row in rows
                )
                for tier, rows in content["tiers"].items()
            },
            hows=tuple(
                ProofHow(
                    name=row["name"],
                    words=tuple(row["words"]),
                    text=Words(row["zh"], row["en"]),
                    use=row.get("use", ""),
                    guide=row.get("guide", ""),
                    page=row.get("page", ""),
                    source=source(row),
                )
                for row in content["hows"]
            ),
        )

    def how(self, item: str) -> ProofHow | None:
        """Return how this item of a checklist (its Chinese) is got; None where nothing is known."""
        return next((one for one in self.hows if any(word in item for word in one.words)), None)


def proof_contents(content: Mapping[str, Any], sources: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each thing that is asked for or explained as a row with `name`, zh, en and its source written out."""
    asked = [row | {"name": f"{tier} {row['zh']}"} for tier, rows in content["tiers"].items() for row in rows]
    return [with_source({**content["defaults"], **row}, sources) for row in (*asked, *content["hows"])]
