"""The grammar of letters: sentences of clauses, clauses of words and facts.

A clause that asks for an empty fact is dropped whole; a sentence without clauses is dropped with its punctuation; so
no letter is ever mended by cutting strings. A fact marked `required` is never dropped: it leaves a visible mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["order", "problem", "demand"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; `role` names the element it is, None for the words between."""

    text: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the case. Empty: its clause goes, or with `required` a mark 【…】 stands in."""

    name: str
    role: Role | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Spare:
    """Words that go once the letter must be as short as `level`."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Clause:
    """Parts that stand or fall together; `needs` names facts that must be known though they are not said.

    A clause inside a clause falls alone. `until` is the level of shortness at which the clause goes.
    """

    nodes: tuple[Node, ...]
    needs: tuple[str, ...] = ()
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The first option that can be said."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses with a joint between each two that stand, and an end; nothing at all when none stands."""

    clauses: tuple[Node, ...]
    joint: str = "，"
    end: str | Spare = "。"
    until: int | None = None


Node = str | Spare | Fact | Clause | Choice | Sentence


@dataclass(frozen=True, slots=True)
class Template:
    """The sentences of one letter and what stands between them."""

    sentences: tuple[Node, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a node came to: its parts and the required facts that were missing."""

    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The facts in one language, the names of their marks, and how short to be (0 is the full letter)."""

    words: Mapping[str, str]
    marks: Mapping[str, str]
    level: int = 0

    def say(self, template: Template) -> Said:
        """Return the letter, neighbouring words of one role run together."""
        said = _joined([one for one in map(self._say, template.sentences) if one and one.parts], template.gap)
        return Said(tuple(_merged(said.parts)), tuple(dict.fromkeys(said.missing)))

    def _say(self, node: Node) -> Said | None:
        """Return what the node comes to, None when it falls and takes its clause with it or is left out."""
        match node:
            case str():
                return Said((Part(node),))
            case Spare():
                return Said((Part(node.text),)) if self.level < node.level else Said()
            case Fact():
                return self._say_fact(node)
            case Clause():
                return self._say_clause(node)
            case Choice():
                return next((said for said in map(self._say, node.options) if said is not None), None)
            case Sentence():
                return self._say_sentence(node)

    def _say_fact(self, fact: Fact) -> Said | None:
        value = self.words.get(fact.name, "")
        if value:
            return Said((Part(value, fact.role),))
        if fact.required:
            return Said((Part(f"【{self.marks[fact.name]}】", fact.role),), (fact.name,))
        return None

    def _say_clause(self, clause: Clause) -> Said | None:
        if self._too_long(clause.until) or not all(self.words.get(name) for name in clause.needs):
            return None
        kept: list[Said] = []
        for node in clause.nodes:
            said = self._say(node)
            if said is not None:
                kept.append(said)
            elif isinstance(node, Fact):
                return None
        return _joined(kept, "")

    def _say_sentence(self, sentence: Sentence) -> Said | None:
        if self._too_long(sentence.until):
            return None
        clauses = [said for said in map(self._say, sentence.clauses) if said is not None and said.parts]
        if not clauses:
            return None
        end = self._say(sentence.end) or Said()
        return _joined([_joined(clauses, sentence.joint), end], "")

    def _too_long(self, until: int | None) -> bool:
        return until is not None and self.level >= until


def _joined(pieces: list[Said], joint: str) -> Said:
    parts: list[Part] = []
    missing: list[str] = []
    for place, piece in enumerate(pieces):
        if place and joint:
            parts.append(Part(joint))
        elif _runs_together(parts, piece.parts):
            parts.append(Part(" "))
        parts.extend(piece.parts)
        missing.extend(piece.missing)
    return Said(tuple(parts), tuple(missing))


def _runs_together(before: list[Part], after: tuple[Part, ...]) -> bool:
    """Return whether two words of Latin letters would become one: Earbuds and no sound."""
    edges = (before[-1].text[-1:], after[0].text[:1]) if before and after else ("", "")
    return all(edge.isascii() and edge.isalnum() for edge in edges)


def _merged(parts: tuple[Part, ...]) -> Iterator[Part]:
    text = ""
    for part in parts:
        if part.role is None:
            text += part.text
            continue
        if text:
            yield Part(text)
            text = ""
        yield part
    if text:
        yield Part(text)
