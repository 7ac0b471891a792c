"""From the exact words to a reading: normalise, find the times, judge each, and take the later of what is promised."""

from __future__ import annotations

from datetime import datetime, time

from cases.domain.calendar import WorkCalendar
from cases.domain.promises.found import Hearing
from cases.domain.promises.grammar import spans
from cases.domain.promises.guards import IN_DOUBT, judge, refuses
from cases.domain.promises.outcome import chained, none, reading_of, runs_together
from cases.domain.promises.place import places, soften
from cases.domain.promises.reading import Reading, Reason
from cases.domain.promises.silence import reason_without_time
from cases.domain.promises.terms import masked, read_terms
from cases.domain.promises.text import LONGEST, normalise
from cases.domain.promises.tokens import tokens
from cases.domain.zone import local

OFF_WORK = time(18)


def parse_promise(
    words: str,
    heard_at: datetime,
    calendar: WorkCalendar,
    *,
    event_at: datetime | None = None,
    off_work: time = OFF_WORK,
) -> Reading:
    """Return how the other side's words are to be read: one due moment in Asia/Shanghai, or None and the reason to ask.

    `heard_at` is aware (ValueError otherwise). `event_at` is the moment a condition was fulfilled, once the shopper has
    told it: lengths then count from there. `off_work` is what 下班 means. Never raises for any words.
    """
    at = local(event_at or heard_at)
    hearing = Hearing(at, calendar, off_work, at.date())
    if len(words) > LONGEST:
        return none(words, (), Reason.UNSURE)
    text = normalise(words)
    codes, found = tokens(text)
    read = read_terms(list(spans(codes, found)), text, hearing)
    if not read:
        return none(words, (), reason_without_time(text))
    softened = soften(masked(text, read))
    terms = [each.term for each in read]
    stands = places(softened, terms)
    verdicts = [judge(place, hearing.today, event_known=event_at is not None) for place in stands]
    if len(read) > 1:
        for index in range(len(read) - 1):
            if runs_together(read[index], read[index + 1], text, verdicts[index : index + 2]):
                verdicts[index] = IN_DOUBT
        for index, place in enumerate(stands):
            if any(chained(place, earlier, hearing.today) for earlier in stands[:index]) and not verdicts[index].upper:
                verdicts[index] = IN_DOUBT
    return reading_of(words, terms, verdicts, refused=refuses(softened))
