"""A guide in the studio: its head, the order of its steps, the preview, throwing a draft away, a new one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guides.models import Guide, GuideAct
from guides.services.guide_draft import working_document
from tests.factories import NOW
from tests.web.studio.conftest import SLUG, STEP

pytestmark = pytest.mark.django_db
URL = reverse("studio-guide", args=[SLUG])
STEPS = reverse("studio-steps", args=[SLUG])


def head(client, **changes) -> dict[str, object]:
    """Return what the head's form posts, as it was opened."""
    context = client.get(URL).context
    form = context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None} | {"seen": context["seen"]} | changes


def slugs() -> list[str]:
    return [step["slug"] for step in working_document(Guide.objects.get(pk=SLUG))["steps"]]


def test_it_lists_guides_with_their_freshness_and_drafts(as_grace, row, typed):
    as_grace.post(reverse("studio-step", args=[SLUG, STEP]), typed(title_zh="点它"))
    page = as_grace.get(reverse("studio")).content.decode()
    assert "申请平台介入" in page
    assert "草稿" in page
    assert "grace" in page


def test_it_puts_first_what_asks_for_an_editor_and_finds_by_words(as_grace, row, typed):
    Guide.objects.filter(pk="jd-dispute").update(checked_on="2025-01-01")
    context = as_grace.get(reverse("studio")).context
    assert [each["row"].slug for each in context["asking"]] == ["jd-dispute"]
    found = as_grace.get(reverse("studio"), {"q": "淘宝 介入"}).context
    assert [each["row"].slug for each in found["rows"]] == [SLUG]
    assert "没有找到攻略。" in as_grace.get(reverse("studio"), {"q": "没有这个"}).content.decode()


def test_it_lists_all_guides_in_few_queries(as_grace, row, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        as_grace.get(reverse("studio"))


def test_it_saves_the_head_with_its_source_written_out(as_grace, row):
    posted = head(as_grace, lead_zh="先提交申请。", source="TB", article="4", confidence="A")
    assert as_grace.post(URL, posted).status_code == 302
    document = working_document(Guide.objects.get(pk=SLUG))
    assert document["lead_zh"] == "先提交申请。"
    assert (document["source"], document["source_article"], document["confidence"]) == ("TB", "4", "A")
    assert "争议处理规则" in document["source_name"]
    # What readers see, and the row the lists show, stay until it is published.
    assert Guide.objects.get(pk=SLUG).source == "SEED"


def test_it_notices_when_somebody_else_changed_the_head(as_grace, as_harry, row):
    opened = head(as_grace, title_zh="格蕾丝的")
    as_harry.post(URL, head(as_harry, title_zh="哈里的"))
    response = as_grace.post(URL, opened)
    assert response.status_code == 409
    assert working_document(Guide.objects.get(pk=SLUG))["title_zh"] == "哈里的"


def test_it_refuses_a_platform_that_is_none(as_grace, row):
    assert as_grace.post(URL, head(as_grace, platform="nowhere")).status_code == 422


def test_it_moves_adds_and_removes_steps(as_grace, row):
    as_grace.post(STEPS, {"do": "up", "step": STEP})
    assert slugs()[0] == STEP
    as_grace.post(STEPS, {"do": "down", "step": STEP})
    added = as_grace.post(STEPS, {"do": "add"})
    assert added.url == reverse("studio-step", args=[SLUG, "step-1"])
    as_grace.post(STEPS, {"do": "remove", "step": "open-order"})
    assert slugs() == [STEP, "step-in", "explain", "step-1"]
    as_grace.post(STEPS, {"do": "something", "step": STEP})
    assert slugs() == [STEP, "step-in", "explain", "step-1"]
    assert as_grace.get(STEPS).status_code == 405


def test_it_throws_a_draft_away_and_notes_who_did(as_grace, row):
    as_grace.post(STEPS, {"do": "add"})
    as_grace.post(reverse("studio-discard", args=[SLUG]))
    row.refresh_from_db()
    assert row.draft is None
    assert GuideAct.objects.get(guide=row).kind == "discarded"


def test_it_shows_the_draft_as_readers_will_see_it(as_grace, row, typed):
    as_grace.post(reverse("studio-step", args=[SLUG, STEP]), typed(title_zh="点“退换/售后”"))
    response = as_grace.get(reverse("studio-preview", args=[SLUG]))
    page = response.content.decode()
    assert "点“退换/售后”" in page
    assert "<svg" in page
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_it_lets_only_the_studio_frame_and_be_framed(as_grace, row):
    page = as_grace.get(URL)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-src" not in as_grace.get(reverse("guides"))["Content-Security-Policy"]


def test_it_previews_a_step_that_is_not_finished(as_grace, row):
    as_grace.post(STEPS, {"do": "add"})
    assert as_grace.get(reverse("studio-preview", args=[SLUG])).status_code == 200
    assert as_grace.get(reverse("studio-publish", args=[SLUG])).status_code == 200


def test_it_makes_a_new_guide_that_nobody_reads_yet(as_grace, row):
    posted = head(as_grace, slug="douyin-return", title_zh="退货", title_en="Return", platform="douyin")
    response = as_grace.post(reverse("studio-new"), posted)
    assert response.url == reverse("studio-guide", args=["douyin-return"])
    made = Guide.objects.get(pk="douyin-return")
    assert (made.published, made.title_zh, made.checked_on) == (None, "退货", NOW.date())
    assert as_grace.get(response.url).status_code == 200
    assert as_grace.get(reverse("studio-preview", args=["douyin-return"])).status_code == 200
    # Loading the files again does not take it away.
    assert as_grace.post(reverse("studio-new"), posted).status_code == 422


@pytest.mark.parametrize("slug", ["", "Ä", "two words", "queue", "../etc"])
def test_it_refuses_a_name_that_is_no_address(as_grace, row, slug):
    assert as_grace.post(reverse("studio-new"), head(as_grace, slug=slug)).status_code == 422
