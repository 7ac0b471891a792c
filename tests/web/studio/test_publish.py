"""Publishing: checked, frozen with author and note, compared, rolled back; nothing of an open draft is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from guides.adapters import stamp
from guides.models import Guide, GuideAct, GuideRevision
from guides.selectors.guides import guide, revision
from guides.services.knowledge import knowledge_load
from tests.factories import NOW
from tests.web.studio.conftest import SLUG, STEP, draft_step

pytestmark = pytest.mark.django_db
STEP_URL = reverse("studio-step", args=[SLUG, STEP])
PUBLISH, HISTORY = reverse("studio-publish", args=[SLUG]), reverse("studio-history", args=[SLUG])


@pytest.fixture
def publish(as_grace, row, typed):
    """Give publish(title): change the second step's title and publish it."""

    def done(title: str, **more):
        screen = as_grace.get(STEP_URL).context["form"]["screen"].value()
        marks = {
            f"mark-{n}-{name}": str(value)
            for n, mark in as_grace.get(STEP_URL).context["marks"]
            for name, value in mark.items()
        }
        as_grace.post(STEP_URL, typed(title_zh=title, screen=screen, **marks))
        version = as_grace.get(PUBLISH).context["form"]["version"].value()
        response = as_grace.post(PUBLISH, {"version": version, "note": "改名了", **more})
        stamp.forget()
        return response

    return done


def second_title() -> str:
    found = guide(SLUG)
    assert found is not None
    return found.steps[1].title.zh


def test_it_freezes_a_revision_with_author_and_note(publish):
    assert publish("点“退换/售后”").url == HISTORY
    made = GuideRevision.objects.get(guide=SLUG, number=2)
    assert (made.published_by.email, made.note) == ("grace@example.com", "改名了")
    assert second_title() == "点“退换/售后”"
    row = Guide.objects.get(pk=SLUG)
    assert (row.draft, row.published_id) == (None, made.pk)
    assert GuideAct.objects.get(guide=row).revision_id == made.pk


def test_it_shows_a_public_page_with_the_new_words(publish, client):
    publish("点“退换/售后”")
    page = client.get(reverse("guide", args=["taobao", SLUG])).content.decode()
    assert "点“退换/售后”" in page


def test_it_renews_the_day_only_when_the_editor_compared_it(publish):
    publish("点它")
    assert GuideRevision.objects.get(guide=SLUG, number=2).content["checked_on"] == "2026-11-23"
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        publish("点这里", checked="on")
    assert GuideRevision.objects.get(guide=SLUG, number=3).content["checked_on"] == "2026-11-26"


def test_it_publishes_nothing_with_a_fault(as_grace, row, typed):
    as_grace.post(STEP_URL, typed(title_zh="打 13800138000"))
    response = as_grace.post(PUBLISH, {"version": 1})
    page = response.content.decode()
    assert response.status_code == 422
    assert "里面有手机号：13800138000。" in page
    assert STEP_URL in page
    assert GuideRevision.objects.filter(guide=SLUG).count() == 1


def test_it_publishes_only_what_the_editor_has_looked_at(as_grace, as_harry, row, typed):
    as_grace.post(STEP_URL, typed(stuck_zh="", stuck_en=""))
    version = as_grace.get(PUBLISH).context["form"]["version"].value()
    as_harry.post(STEP_URL, typed(title_zh="哈里的标题"))
    response = as_grace.post(PUBLISH, {"version": version})
    assert response.status_code == 409
    assert "哈里的标题" in response.content.decode()
    assert GuideRevision.objects.filter(guide=SLUG).count() == 1


def test_it_draws_the_difference_side_by_side(as_grace, row, typed):
    moved = {"mark-0-kind": "box", "mark-0-x": "10", "mark-0-y": "10", "mark-0-w": "200", "mark-0-h": "90"}
    as_grace.post(STEP_URL, typed(title_zh="点“退换”", **moved))
    page = as_grace.get(PUBLISH).content.decode()
    assert "<del><span" in page
    assert page.count('<figure><div class="shot"><svg') == 2
    assert "箭头：移除" in page
    assert "方框：挪动" in page


def test_it_compares_any_two_revisions(as_grace, publish):
    publish("点“退换/售后”")
    publish("点“退换”")
    page = as_grace.get(HISTORY, {"from": "1", "to": "3"}).content.decode()
    assert "从第 1 版到第 3 版" in page
    assert "grace" in page
    assert "改名了" in page
    assert as_grace.get(HISTORY, {"from": "1", "to": "99"}).status_code == 404
    assert as_grace.get(HISTORY, {"from": "x", "to": "²"}).status_code == 200


def test_it_rolls_back_in_one_click_and_a_case_keeps_its_revision(as_grace, publish):
    publish("点“退换/售后”")
    shown = GuideRevision.objects.get(guide=SLUG, number=2)
    response = as_grace.post(reverse("studio-rollback", args=[SLUG, 1]))
    stamp.forget()
    assert response.url == HISTORY
    assert second_title() == "点“申请售后”"
    # Whoever was shown revision 2 still finds what it said.
    assert revision(shown.pk).steps[1].title.zh == "点“退换/售后”"
    act = GuideAct.objects.latest("id")
    assert (act.kind, act.by.email, act.revision.number) == ("restored", "grace@example.com", 1)
    assert "回到第 1 版" in as_grace.get(HISTORY).content.decode()


def test_it_keeps_a_draft_through_a_rollback(as_grace, publish, typed):
    publish("点“退换/售后”")
    as_grace.post(STEP_URL, typed(title_zh="还没发布的标题"))
    as_grace.post(reverse("studio-rollback", args=[SLUG, 1]))
    assert draft_step()["title_zh"] == "还没发布的标题"


def test_it_notices_a_page_opened_before_a_publication(as_grace, publish, typed):
    opened = typed(title_zh="旧页面上的标题")
    publish("点“退换/售后”")
    assert as_grace.post(STEP_URL, opened).status_code == 409
    assert Guide.objects.get(pk=SLUG).draft is None


def test_it_rolls_back_only_by_post_and_only_to_what_there_is(as_grace, row):
    assert as_grace.get(reverse("studio-rollback", args=[SLUG, 1])).status_code == 405
    assert as_grace.post(reverse("studio-rollback", args=[SLUG, 9])).status_code == 404


def test_it_takes_a_guide_out_of_sight_and_brings_it_back(as_grace, publish, client):
    publish("点“退换/售后”")
    url = reverse("guide", args=["taobao", SLUG])
    as_grace.post(reverse("studio-withdraw", args=[SLUG]))
    stamp.forget()
    assert client.get(url).status_code == 404
    # What was read is the draft now: nobody starts from nothing.
    assert draft_step()["title_zh"] == "点“退换/售后”"
    assert GuideAct.objects.latest("id").kind == "withdrawn"
    knowledge_load(now=NOW)
    assert Guide.objects.get(pk=SLUG).published is None
    as_grace.post(reverse("studio-rollback", args=[SLUG, 2]))
    stamp.forget()
    assert client.get(url).status_code == 200


def test_it_offers_what_the_program_ships_and_takes_it_over(as_grace, publish):
    assert "程序附带的内容不同" not in as_grace.get(HISTORY).content.decode()
    publish("点“退换/售后”")
    assert "程序附带的内容不同" in as_grace.get(HISTORY).content.decode()
    assert as_grace.post(reverse("studio-shipped", args=[SLUG])).url == PUBLISH
    assert draft_step()["title_zh"] == "点“申请售后”"
    assert second_title() == "点“退换/售后”"


def test_it_remembers_the_acts_of_an_editor_who_is_gone(as_grace, as_harry, grace, publish):
    publish("点“退换/售后”")
    grace.delete()
    page = as_harry.get(HISTORY).content.decode()
    assert "已注销的编辑" in page
    assert GuideAct.objects.count() == 1
