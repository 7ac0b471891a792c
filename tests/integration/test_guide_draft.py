"""Two editors at the same moment: both changes are kept, or the second one is told."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from guides.domain.drafts import step_of, with_step
from guides.models import ActIsForEver, Guide, GuideAct
from guides.services.editors import editor_add
from guides.services.guide_acts import act_record
from guides.services.guide_draft import DraftConflict, draft_change, part_print, working_document
from guides.services.guide_release import DraftMoved, NotPublishable, draft_publish
from guides.services.knowledge import knowledge_load
from tests.factories import NOW, UserFactory

SLUG = "taobao-step-in"


def titled(slug: str, title: str) -> Any:
    def change(document: dict[str, Any]) -> dict[str, Any]:
        step = step_of(document, slug)
        assert step is not None
        return with_step(document, step | {"title_zh": title})

    return change


def seen(step: str) -> str:
    return part_print(working_document(Guide.objects.get(pk=SLUG)), step)


def title_of(step: str) -> str:
    found = step_of(working_document(Guide.objects.get(pk=SLUG)), step)
    assert found is not None
    return str(found["title_zh"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("other", "kept"), [("explain", 2), ("after-sale", 1)])
def test_it_loses_no_change_of_two_editors_at_once(other: str, kept: int) -> None:
    knowledge_load(now=NOW)
    users = [UserFactory(email="grace@example.com"), UserFactory(email="harry@example.com")]
    asked = [("after-sale", seen("after-sale")), (other, seen(other))]
    barrier, outcomes = Barrier(2), []

    def save(number: int) -> None:
        step, print_ = asked[number]
        barrier.wait()
        try:
            change = titled(step, f"标题 {number}")
            draft_change(slug=SLUG, change=change, part=step, seen=print_, now=NOW, by=users[number])
            outcomes.append(number)
        except DraftConflict:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=save, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == kept
    assert Guide.objects.get(pk=SLUG).draft_version == kept
    for number in outcomes:
        assert title_of(asked[number][0]) == f"标题 {number}"


@pytest.mark.django_db
def test_it_publishes_only_a_draft_that_was_looked_at_and_passes(now: datetime) -> None:
    knowledge_load(now=now)
    grace = UserFactory(email="grace@example.com")
    editor_add(user=grace)
    change = titled("explain", "")
    draft_change(slug=SLUG, change=change, part="explain", seen=seen("explain"), now=now, by=grace)
    publish = {"slug": SLUG, "note": "", "checked_on": None, "now": now, "by": grace, "today": now.date()}
    with pytest.raises(DraftMoved):
        draft_publish(version=0, **publish)
    with pytest.raises(NotPublishable) as refused:
        draft_publish(version=1, **publish)
    assert [fault.number for fault in refused.value.faults] == [4]
    assert Guide.objects.get(pk=SLUG).draft_version == 1


@pytest.mark.django_db
def test_it_never_rewrites_what_was_done(now: datetime) -> None:
    knowledge_load(now=now)
    act = act_record(guide=Guide.objects.get(pk=SLUG), kind=GuideAct.Kind.FIXED, by=UserFactory(), now=now)
    for forbidden in (act.save, act.delete, GuideAct.objects.all().delete):
        with pytest.raises(ActIsForEver):
            forbidden()
    with pytest.raises(ActIsForEver):
        GuideAct.objects.update(note="another")
