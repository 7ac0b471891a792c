"""Editing a step: saved into the draft, with marks typed or drawn; two editors notice each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.models import Guide
from guides.selectors.guides import guide
from tests.web.studio.conftest import SLUG, STEP, draft_step

pytestmark = pytest.mark.django_db
URL = reverse("studio-step", args=[SLUG, STEP])
HX = {"HTTP_HX_REQUEST": "true"}
BOX = {"mark-0-kind": "box", "mark-0-x": "500", "mark-0-y": "600", "mark-0-w": "200", "mark-0-h": "90"}


def test_it_shows_the_step_with_its_marks_as_numbers(as_grace, row):
    page = as_grace.get(URL).content.decode()
    assert "点“申请售后”" in page
    assert 'name="mark-0-w"' in page
    assert 'value="“申请售后”按钮"' in page
    # The numbers are where the drawer put the target.
    assert 'data-m="x" type="number" name="mark-0-x" min="0" max="1000" step="any" value="3' in page


def test_it_keeps_changes_in_a_draft_that_readers_do_not_see(as_grace, row, typed):
    assert as_grace.post(URL, typed(title_zh="点“退换/售后”")).url == URL
    assert draft_step()["title_zh"] == "点“退换/售后”"
    assert guide(SLUG).step(STEP).title.zh == "点“申请售后”"
    row.refresh_from_db()
    assert (row.draft_version, row.draft_edited_by.email) == (1, "grace@example.com")


def test_it_changes_nothing_when_nothing_was_typed(as_grace, row, typed):
    screen = as_grace.get(URL).context["form"]["screen"].value()
    as_grace.post(URL, typed(screen=screen, **posted_marks(as_grace)))
    assert Guide.objects.get(pk=SLUG).draft is None


def posted_marks(client) -> dict[str, str]:
    """Return the mark fields of the page as a browser posts them."""
    context = client.get(URL).context
    return {
        f"mark-{n}-{name}": str(value) for n, mark in context["marks"] for name, value in mark.items() if value != ""
    }


def test_it_keeps_a_mark_at_its_target_until_it_is_moved(as_grace, row, typed):
    marks = posted_marks(as_grace)
    as_grace.post(URL, typed(title_zh="点它", **marks))
    assert draft_step()["picture"]["marks"][0]["target"] == "buttons.0.1"
    as_grace.post(URL, typed(**marks | {"mark-0-x": "300"}))
    moved = draft_step()["picture"]["marks"]
    assert "target" not in moved[0]
    assert moved[0]["x"] == 300
    assert moved[1]["target"] == "buttons.0.1"


def test_it_takes_typed_marks_and_moves_them_into_the_picture(as_grace, row, typed):
    as_grace.post(URL, typed(**BOX | {"mark-0-x": "950", "mark-0-alt_zh": "按钮", "mark-0-alt_en": "Button"}))
    assert draft_step()["picture"]["marks"] == [
        {"kind": "box", "x": 800, "y": 600, "w": 200, "h": 90, "alt_zh": "按钮", "alt_en": "Button"}
    ]


def test_it_leaves_out_a_mark_ticked_for_removal(as_grace, row, typed):
    as_grace.post(URL, typed(**BOX | {"mark-0-remove": "1"}))
    assert draft_step()["picture"]["marks"] == []


def test_it_adds_a_mark_without_a_script(as_grace, row, typed):
    as_grace.post(URL, typed(**BOX, do="add-arrow"))
    assert [mark["kind"] for mark in draft_step()["picture"]["marks"]] == ["box", "arrow"]


@pytest.mark.parametrize("where", ["left", "nan", "inf", "1e999"])
def test_it_refuses_a_place_that_is_no_number(as_grace, row, typed, where):
    response = as_grace.post(URL, typed(**BOX | {"mark-0-x": where}))
    assert response.status_code == 422
    assert "标注 1：位置要填 0 到 1000 的数字。" in response.content.decode()
    assert Guide.objects.get(pk=SLUG).draft is None


@pytest.mark.parametrize("number", ["100", "-1", "1e300"])
def test_it_refuses_a_number_that_does_not_fit_its_mark(as_grace, row, typed, number):
    mark = {"mark-0-kind": "number", "mark-0-x": "5", "mark-0-y": "5", "mark-0-n": number}
    response = as_grace.post(URL, typed(**mark))
    assert response.status_code == 422
    assert "标注 1：号码要填 1 到 99。" in response.content.decode()
    assert Guide.objects.get(pk=SLUG).draft is None
    as_grace.post(URL, typed(**mark | {"mark-0-n": "99"}))
    assert draft_step()["picture"]["marks"][0]["n"] == 99


def test_it_says_what_is_too_much_in_english_too(as_grace, row, typed):
    page = as_grace.post("/en" + URL, typed(screen="rows: [{kind: uploads, count: 10}]")).content.decode()
    assert "Row 1: count must be a number from 0 to 9." in page


def test_it_redraws_the_screen_from_its_rows(as_grace, row, typed):
    rows = "title_zh: 订单\ntitle_en: Order\nrows:\n- {kind: buttons, items: [[退换, Return]]}\n"
    as_grace.post(URL, typed(screen=rows))
    svg = as_grace.get(reverse("studio-picture", args=[SLUG, STEP]))
    assert svg["Content-Type"] == "image/svg+xml"
    assert "退换" in svg.content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("rows: [", "第 1 行读不出来。"),
        ("- just\n- a list", "需要 rows：一行一项，每行写明种类。"),
        ("rows:\n- {kind: cloud}", "这些行画不出来。可用的种类见下面。"),
        ("a: &a [1]\nrows: [*a]", "每一行都要写全，不能用 &amp; 和 *。"),
        ("rows: [{kind: space, height: .nan}]", "第 1 行：height 要填 0 到 600 的数字。"),
        ("rows: [{kind: space, height: .inf}]", "第 1 行：height 要填 0 到 600 的数字。"),
        ("rows: [{kind: uploads, count: 999999}]", "第 1 行：count 要填 0 到 9 的数字。"),
        ("rows: [{kind: field, lines: 21}]", "第 1 行：lines 要填 1 到 20 的数字。"),
        ("height: .nan\nrows: [{kind: space}]", "整个屏幕：height 要填 80 到 900 的数字。"),
        ("rows: [{kind: note, text: [2026-11-11, x]}]", "第 1 行：只能写文字和普通的数字。"),
        ("rows: [{kind: note, text: [2026-13-41, x]}]", "这些行画不出来。"),
        (f"rows: [{{kind: tabs, on: {'9' * 5000}}}]", "这些行画不出来。"),
        ("rows: " + "[" * 3000 + "]" * 3000, "这些行画不出来。"),
        ('rows: [{kind: note, text: ["\\0", x]}]', "第 1 行：只能写文字和普通的数字。"),
        ("rows:\n" + "- {kind: space}\n" * 41, "最多 40 行，这里有 41 行。"),
    ],
)
def test_it_refuses_rows_that_cannot_be_drawn(as_grace, row, typed, rows, words):
    response = as_grace.post(URL, typed(screen=rows))
    assert response.status_code == 422
    assert words in response.content.decode()


def test_it_autosaves_with_a_line_that_says_when(as_grace, row, typed):
    response = as_grace.post(URL, typed(title_zh="点它"), **HX)
    text = response.content.decode()
    assert response.headers["HX-Trigger"] == "studio-saved"
    assert "草稿已存" in text
    assert "<html" not in text
    assert 'name="seen"' in text
    assert draft_step()["title_zh"] == "点它"


def test_it_only_saves_when_htmx_sends_the_focused_button_along(as_grace, row, typed):
    as_grace.post(URL, typed(title_zh="点它", do="no-picture"), **HX)
    assert draft_step()["picture"] is not None


def test_it_says_in_that_line_what_is_wrong(as_grace, row, typed):
    response = as_grace.post(URL, typed(title_zh="长" * 81), **HX)
    assert response.status_code == 422
    assert "没有存：" in response.content.decode()


def test_it_shows_both_texts_when_somebody_else_changed_the_step(as_grace, as_harry, row, typed):
    opened = typed(title_zh="格蕾丝的标题")
    as_harry.post(URL, typed(title_zh="哈里的标题"))
    response = as_grace.post(URL, opened)
    page = response.content.decode()
    assert response.status_code == 409
    assert "harry" in page
    assert "刚刚改过第 2 步。" in page
    assert "分钟前" not in page
    assert "哈里的标题" in page
    assert "格蕾丝的标题" in page
    assert draft_step()["title_zh"] == "哈里的标题"


def test_it_says_how_long_ago_it_was_changed(as_grace, as_harry, row, typed):
    opened = typed(title_zh="格蕾丝的标题")
    as_harry.post(URL, typed(title_zh="哈里的标题"))
    Guide.objects.filter(pk=SLUG).update(draft_edited_at=timezone.now() - timedelta(minutes=7))
    assert "7\xa0分钟前改过第 2 步。" in as_grace.post(URL, opened).content.decode()


def test_it_lets_the_editor_save_over_it_after_looking(as_grace, as_harry, row, typed):
    opened = typed(title_zh="格蕾丝的标题")
    as_harry.post(URL, typed(title_zh="哈里的标题"))
    context = as_grace.post(URL, opened).context
    assert as_grace.post(URL, dict(context["fields"]) | {"seen": context["now_seen"]}).status_code == 302
    assert draft_step()["title_zh"] == "格蕾丝的标题"


def test_it_tells_the_autosave_of_a_conflict_and_saves_nothing(as_grace, as_harry, row, typed):
    opened = typed(title_zh="格蕾丝的标题")
    as_harry.post(URL, typed(title_zh="哈里的标题"))
    response = as_grace.post(URL, opened, **HX)
    assert response.status_code == 409
    assert "你写的还在。" in response.content.decode()
    assert opened["seen"] in response.content.decode()
    assert draft_step()["title_zh"] == "哈里的标题"


def test_it_lets_two_editors_work_on_two_steps(as_grace, as_harry, row, typed):
    opened = typed(title_zh="格蕾丝的标题")
    other = as_harry.get(reverse("studio-step", args=[SLUG, "explain"])).context
    words = {**other["form"].initial, "seen": other["seen"], "title_zh": "哈里的第四步"}
    words = {name: value for name, value in words.items() if isinstance(value, str | list)}
    assert as_harry.post(reverse("studio-step", args=[SLUG, "explain"]), words).status_code == 302
    assert as_grace.post(URL, opened).status_code == 302
    assert draft_step()["title_zh"] == "格蕾丝的标题"
    assert draft_step("explain")["title_zh"] == "哈里的第四步"


def test_it_gives_a_step_another_source(as_grace, row, typed):
    as_grace.post(URL, typed(source="TB", article="9"))
    step = draft_step()
    assert (step["source"], step["source_article"]) == ("TB", "9")
    assert step["source_url"].startswith("https://")
    as_grace.post(URL, typed(source="SEED", article="S46", label_zh="经验", label_en="Experience"))
    assert (draft_step()["confidence"], draft_step()["label_zh"]) == ("C", "经验")
    as_grace.post(URL, typed(source="", article=""))
    assert "source_name" not in draft_step()


def test_it_takes_the_picture_out_and_draws_an_empty_screen(as_grace, row, typed):
    as_grace.post(URL, typed(do="no-picture"))
    assert draft_step()["picture"] is None
    assert as_grace.get(reverse("studio-picture", args=[SLUG, STEP])).status_code == 404
    as_grace.post(URL, typed(do="screen"))
    assert draft_step()["picture"]["kind"] == "screen"


def test_it_knows_no_step_of_another_name(as_grace, row):
    assert as_grace.get(reverse("studio-step", args=[SLUG, "nowhere"])).status_code == 404
    assert as_grace.get(reverse("studio-step", args=["nowhere", STEP])).status_code == 404


def test_it_escapes_what_an_editor_types(as_grace, row, typed):
    as_grace.post(URL, typed(title_zh="<script>1</script>", alt_zh="\"'><svg/onload=x>"))
    for name, args in (("studio-step", [SLUG, STEP]), ("studio-preview", [SLUG]), ("studio-publish", [SLUG])):
        page = as_grace.get(reverse(name, args=args)).content.decode()
        assert "<script>1" not in page
        assert "<svg/onload" not in page
