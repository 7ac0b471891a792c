"""An editor publishes a draft, or lets shoppers read an earlier revision again. Who did it is recorded."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from guides.adapters.stamp import forget
from guides.domain.publishing import Fault, Known, publishing_faults, screenshot_faults
from guides.models import Guide, GuideAct, GuideRevision
from guides.selectors.studio import known_for, screenshots_confirmed
from guides.services.guide_acts import act_record
from guides.services.guide_draft import working_document
from guides.services.guide_publish import guide_publish, revision_restore
from guides.services.knowledge_version import change_version


class NotPublishable(Exception):
    """The checks found something; `faults` say what."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class DraftMoved(Exception):
    """The draft is another than the one the editor looked at."""


@transaction.atomic
def draft_publish(
    *, slug: str, version: int, note: str, checked_on: date | None, now: datetime, by: AbstractBaseUser, today: date
) -> GuideRevision:
    """Freeze the draft the editor looked at as the next revision and return it.

    `checked_on` is the day somebody compared the guide with the app, None to keep the day it has. DraftMoved when
    the draft was saved again since, NotPublishable when the checks find a fault: then nothing changes.
    """
    guide = Guide.objects.select_for_update(of=("self",)).select_related("published").get(pk=slug)
    if guide.draft_version != version:
        raise DraftMoved
    document = working_document(guide)
    if checked_on is not None:
        document["checked_on"] = checked_on.isoformat()
    known: Known = known_for(document, today)
    if faults := publishing_faults(document, known):
        raise NotPublishable(faults)
    revision = guide_publish(guide=guide, document=document, now=now, by=by, note=note)
    _next_version(guide.pk, version)
    act_record(guide=guide, kind=GuideAct.Kind.PUBLISHED, by=by, now=now, revision=revision, note=note)
    return revision


@transaction.atomic
def revision_rollback(*, revision: GuideRevision, now: datetime, by: AbstractBaseUser) -> Guide:
    """Let shoppers read this revision again; a draft somebody is working on stays.

    The guide points at the revision itself, no copy is made: a case that was shown number 1 and a shopper who reads
    it today have the same number before them. The act says who turned back, when. NotPublishable when it shows a
    screenshot that is confirmed no longer: then nothing changes.
    """
    if faults := screenshot_faults(revision.content, screenshots_confirmed(revision.content)):
        raise NotPublishable(faults)
    row = Guide.objects.select_for_update(of=("self",)).get(pk=revision.guide_id)
    draft, draft_from, version = row.draft, row.draft_from, row.draft_version
    guide = revision_restore(revision=revision, now=now)
    if draft is not None:
        guide.draft, guide.draft_from = draft, draft_from
        guide.save(update_fields=["draft", "draft_from"])
    _next_version(guide.pk, version)
    act_record(guide=guide, kind=GuideAct.Kind.RESTORED, by=by, now=now, revision=revision)
    return guide


@transaction.atomic
def guide_withdraw(*, slug: str, now: datetime, by: AbstractBaseUser) -> bool:
    """Take a guide out of readers' sight; return whether it was in it. Its revisions stay, and any can come back.

    What was published becomes the draft, so that nobody starts from nothing.
    """
    guide = Guide.objects.select_for_update(of=("self",)).select_related("published").get(pk=slug)
    if guide.published is None:
        return False
    revision = guide.published
    if guide.draft is None:
        guide.draft, guide.draft_from = revision.content, revision
    guide.published, guide.edited_at, guide.draft_version = None, now, guide.draft_version + 1
    guide.save(update_fields=["published", "edited_at", "draft", "draft_from", "draft_version"])
    change_version(now=now)
    transaction.on_commit(forget)
    act_record(guide=guide, kind=GuideAct.Kind.WITHDRAWN, by=by, now=now, revision=revision)
    return True


def _next_version(slug: str, version: int) -> None:
    """Count on, so that an editor whose page is older than this notices."""
    Guide.objects.filter(pk=slug).update(draft_version=version + 1)
