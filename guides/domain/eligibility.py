"""May this be returned: at most six questions, and what each right says to the answers. No verdict is a promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.domain.sources import Source, with_source
from guides.domain.words import Words

# 不确定 is a choice of every question, and the answer to one that was left out.
UNSURE = "unsure"
VERDICTS = ("yes", "no", "late", "depends", "unsure")
MOST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Question:
    slug: str
    ask: Words
    options: tuple[tuple[str, Words], ...]

    def fits(self, answer: str) -> str:
        """Return the answer if the question knows it, else 不确定."""
        return answer if answer in {slug for slug, _words in self.options} else UNSURE


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one right says: `verdict` is one of VERDICTS."""

    when: Mapping[str, tuple[str, ...]]
    verdict: str
    text: Words
    source: Source

    def holds(self, answers: Mapping[str, str]) -> bool:
        return all(answers.get(question, UNSURE) in options for question, options in self.when.items())


@dataclass(frozen=True, slots=True)
class Right:
    slug: str
    name: Words
    # The clock that gives its last day.
    rule: str
    rulings: tuple[Ruling, ...]

    def says(self, answers: Mapping[str, str]) -> Ruling:
        """Return the first ruling that fits; the last one of a right always does."""
        return next(one for one in self.rulings if one.holds(answers))


@dataclass(frozen=True, slots=True)
class Eligibility:
    questions: tuple[Question, ...]
    rights: tuple[Right, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Eligibility:
        return cls(
            questions=tuple(
                Question(
                    one["slug"],
                    Words(one["ask_zh"], one["ask_en"]),
                    tuple((slug, Words(zh, en)) for slug, zh, en in one["options"]),
                )
                for one in content["questions"]
            ),
            rights=tuple(
                Right(
                    one["slug"],
                    Words(one["name_zh"], one["name_en"]),
                    one["rule"],
                    tuple(_ruling(each) for each in one["answers"]),
                )
                for one in content["rights"]
            ),
        )

    def answers(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return one answer per question, 不确定 where none was given or it is not known."""
        return {one.slug: one.fits(given.get(one.slug, "")) for one in self.questions}


def eligibility_contents(doc: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the document with the source of each ruling written out. UnknownSource for one that is not listed."""
    rights = [right | {"answers": [with_source(one, sources) for one in right["answers"]]} for right in doc["rights"]]
    return {"questions": doc["questions"], "rights": rights}


def _ruling(content: Mapping[str, Any]) -> Ruling:
    return Ruling(
        {question: tuple(options) for question, options in content["when"].items()},
        content["verdict"],
        Words(content["text_zh"], content["text_en"]),
        Source.of(content),
    )
