"""What waits for an editor: reports of readers, numbers that do not answer, guides nobody has looked at for long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from guides.domain.freshness import OLD_DAYS
from guides.domain.words import Words
from guides.models import Guide, GuideVote, HotlineReport, StepReport
from guides.selectors.places import place

# A guide that this share of its voters did not find useful is looked at, once enough have voted.
USELESS_SHARE, LEAST_VOTES = 0.4, 10
MOST_TEXTS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to look at. `kind` is step, hotline, old or useless; `since` the day the oldest of it came up."""

    kind: str
    since: date
    guide: str
    title: Words
    step: str
    number: int
    texts: tuple[str, ...]
    # (number of the report, …) of those with a picture.
    pictures: tuple[int, ...]
    platform: str = ""
    hotline: str = ""
    share: int = 0


def waiting(today: date) -> list[Waiting]:
    """Return everything that waits, the oldest first. Many reports of one step are one thing."""
    found = [*_steps(), *_hotlines(), *_old(today), *_useless(today)]
    return sorted(found, key=lambda one: (one.since, one.guide, one.step))


def _steps() -> Iterable[Waiting]:
    rows = StepReport.objects.filter(state=StepReport.State.OPEN).select_related("guide").order_by("at")
    groups: dict[tuple[str, str], list[StepReport]] = defaultdict(list)
    for row in rows.defer("guide__draft")[:2000]:
        groups[row.guide_id, row.step].append(row)
    for (slug, step), reports in groups.items():
        guide = reports[0].guide
        yield Waiting(
            kind="step",
            since=_day(reports[0].at),
            guide=slug,
            title=_title(guide),
            step=step,
            number=len(reports),
            # The same words again say nothing new.
            texts=tuple(dict.fromkeys(one.text for one in reports if one.text))[-MOST_TEXTS:],
            pictures=tuple(one.pk for one in reports if one.picture)[-MOST_TEXTS:],
        )


def _hotlines() -> Iterable[Waiting]:
    groups: dict[tuple[str, str], list[HotlineReport]] = defaultdict(list)
    for row in HotlineReport.objects.filter(settled_at__isnull=True).order_by("at")[:2000]:
        groups[row.platform, row.number].append(row)
    for (platform, number), reports in groups.items():
        words = tuple(dict.fromkeys(one.fault for one in reports))
        since = _day(reports[0].at)
        where = place(platform)
        title = Words(f"{where.chip.zh} {number}", f"{where.chip.en} {number}") if where else Words(number, number)
        yield Waiting("hotline", since, "", title, "", len(reports), words, (), platform, number)


def _old(today: date) -> Iterable[Waiting]:
    last = today - timedelta(days=OLD_DAYS)
    for row in Guide.objects.filter(published__isnull=False, checked_on__lt=last).defer("draft"):
        since = row.checked_on + timedelta(days=OLD_DAYS)
        yield Waiting("old", since, row.pk, _title(row), "", 0, (), ())


def _useless(today: date) -> Iterable[Waiting]:
    """Votes for a revision that is read no more count no more."""
    current = {row.published_id: row for row in Guide.objects.filter(published__isnull=False).defer("draft")}
    for vote in GuideVote.objects.filter(revision__in=list(current)).order_by("pk"):
        number = vote.useful + vote.useless
        if number < LEAST_VOTES or vote.useless < USELESS_SHARE * number:
            continue
        row = current[vote.revision_id]
        share = round(100 * vote.useless / number)
        title = _title(row)
        yield Waiting("useless", today, row.pk, title, vote.step, number, (), (), share=share)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _title(guide: Guide) -> Words:
    """Return the guide's name with its place before it: eight places have a guide called 申请平台介入."""
    where = place(guide.platform)
    chip = where.chip if where else Words(guide.platform, guide.platform)
    return Words(f"{chip.zh} · {guide.title_zh}", f"{chip.en} · {guide.title_en}")
