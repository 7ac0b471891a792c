"""What readers say about a guide or a number, without a name: a report, a vote, a number that did not work."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from guides.adapters import media
from guides.adapters.pictures import Picture
from guides.adapters.stamp import forget
from guides.models import GuideRevision, GuideVote, HotlineReport, HumanReport, StepReport
from guides.services.knowledge_version import change_version


def step_report_add(
    *, revision: GuideRevision, step: str, text: str, picture: Picture | None, now: datetime
) -> StepReport:
    """Keep a report that a step does not match what the reader sees; return it."""
    name = media.keep(f"guides/reports/{picture.sha256}.png", picture.content) if picture else ""
    report = StepReport(
        guide_id=revision.guide_id, revision=revision, step=step, text=text.strip(), picture=name, at=now
    )
    report.save(force_insert=True)
    return report


def guide_vote_add(*, revision: GuideRevision, step: str, useful: bool) -> None:
    """Count one reader's answer to 这条有用吗."""
    column = "useful" if useful else "useless"
    with transaction.atomic():
        GuideVote.objects.get_or_create(revision=revision, step=step)
        GuideVote.objects.filter(revision=revision, step=step).update(**{column: F(column) + 1})


def hotline_report_add(*, platform: str, number: str, fault: str, now: datetime) -> HotlineReport:
    """Keep a report that a number did not work; return it."""
    report = HotlineReport(platform=platform, number=number, fault=fault, at=now)
    report.save(force_insert=True)
    return report


@transaction.atomic
def human_report_add(*, way: str, today: date, now: datetime) -> None:
    """Count somebody who got to a person this way today. The first of a day tells every process."""
    _row, is_new = HumanReport.objects.get_or_create(way=way, on=today)
    HumanReport.objects.filter(way=way, on=today).update(count=F("count") + 1)
    if is_new:
        change_version(now=now)
        transaction.on_commit(forget)
