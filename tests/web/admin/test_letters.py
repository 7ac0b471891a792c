"""Administrators edit the words of letters: variables beside them, a preview, refusals in sentences, the way back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.selectors.generic_letters import generic_letter
from cases.selectors.letter_workshop import shipped_texts, text_faults, text_samples
from cases.selectors.letters import english_of, letter_of_draft
from guides.adapters import stamp
from guides.models import LetterText
from tests.factories import NOW
from tests.web.admin.typing import typed

pytestmark = pytest.mark.django_db
DRAFT = {"number": "123456", "item": "衬衫", "problem": "袖口开线", "demand": "exchange"}
SHIPPED = "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。"
OURS = "您好，订单 {order_no}[，{item}]：{problem!}。想申请{demand!}[-，谢谢]。"


def url(code: str, act: str = "change") -> str:
    return reverse(f"admin:guides_lettertext_{act}", args=[code])


def save(admin: Client, code: str, **texts: str):
    response = admin.post(url(code), typed(LetterText.objects.get(pk=code)) | texts)
    # What the end of a transaction does; a test has none.
    stamp.forget()
    return response


def draft(**changes) -> str:
    return letter_of_draft(DRAFT | changes, now=NOW).text


def test_it_ships_every_letter_as_a_text(now):
    assert {row.code for row in LetterText.objects.exclude(text_zh="")} == set(shipped_texts())
    assert set(LetterText.objects.filter(text_zh="").values_list("code", flat=True)) == {"T16", "T17"}
    assert draft() == SHIPPED


@pytest.mark.parametrize("code", shipped_texts())
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_it_finds_no_fault_in_what_ships(code, tongue, now):
    text = shipped_texts()[code][tongue == "en"]
    assert text_faults(code, tongue, text) == []
    assert len(text_samples(code, tongue, text)) == 3


def test_it_is_the_edited_letter_that_shoppers_copy(admin, now):
    assert save(admin, "T1", text_zh=OURS).status_code == 302
    assert draft() == "您好，订单 123456，衬衫：袖口开线。想申请换货，谢谢。"
    assert draft(item="") == "您好，订单 123456：袖口开线。想申请换货，谢谢。"
    unfilled = letter_of_draft(DRAFT | {"problem": ""}, now=NOW)
    assert (unfilled.missing, unfilled.can_send) == (("problem",), False)
    assert letter_of_draft(DRAFT, now=NOW).short(10).text == "您好，订单 123456，衬衫：袖口开线。想申请换货。"
    assert [part.role for part in letter_of_draft(DRAFT, now=NOW).parts if part.role] == ["order", "problem", "demand"]


def test_it_says_the_same_in_the_guides_and_the_translation(admin, now):
    assert (
        save(admin, "T1", text_zh=OURS, text_en="Order {order_no}: {problem!}. I ask for {demand!}.").status_code == 302
    )
    assert generic_letter("T1", "zh-hans").startswith("您好，订单 【订单号】，【商品】：【哪里不对】。")
    assert english_of("T1", letter_of_draft(DRAFT, now=NOW).facts).startswith("Order 123456: ")


def test_it_lists_the_variables_and_shows_the_letter(admin, now):
    page = admin.get(url("T5")).content.decode()
    assert "{agent_no}" in page
    assert "[?unanswered …]" in page
    assert "对方还没有答复" in page
    assert "客服（工号6789）承诺“48小时内给您答复”" in page


def test_it_previews_what_is_typed_and_saves_nothing(admin, now):
    response = admin.post(url("T1", "preview"), {"text_zh": OURS, "text_en": "Order {order}"})
    page = response.content.decode()
    assert "您好，订单 123456，衬衫：袖口开线。想申请换货，谢谢。" in page
    assert "{order}：没有这个变量。" in page
    assert not LetterText.objects.get(pk="T1").is_edited
    assert draft() == SHIPPED
    assert admin.get(url("T1", "preview")).status_code == 403


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("T1", "{oder_no}{problem!}{demand!}", "{oder_no}：没有这个变量。"),
        ("T1", "订单 {order_no!}{problem!}{demand!}", "{order_no!}：缺了没有标记可留"),
        ("T1", "{problem!}[，想{demand!}", "没有收尾"),
        ("T1", "订单 {order_no}，{problem!}", "少了 {demand!}"),
        ("T1", "订单【订单号】，{problem!}，想{demand!}。", "“【订单号】”会原样发出去"),
        ("T1", "{at_merchant}{problem!}{demand!}", "只能用在 [?…] 里"),
        ("T1", "{problem!}，想{demand!}，不然我就曝光你们。", "曝光"),
        ("T1", "{problem!}，想{demand!}，我已保存截图。", "“已保存”在没有记录时也会说出去"),
        ("T1", "您好，" + "请尽快处理。" * 40 + "{problem!}{demand!}", "聊天框只放得下 200 个"),
        ("T3", "[?is_gift 谢谢]", "这份文字什么都没有说。"),
        ("T3", "", "text 缺一种语言"),
    ],
)
def test_it_refuses_a_text_that_is_no_letter(admin, now, code, text, words):
    response = save(admin, code, text_zh=text)
    assert response.status_code == 200
    page = response.content.decode()
    assert words in page
    assert not LetterText.objects.get(pk=code).is_edited
    assert draft() == SHIPPED


def test_it_takes_a_claim_that_a_record_backs(admin, now):
    text = "{problem!}，想{demand!}[?evidence_list ，我已保存截图]。"
    assert save(admin, "T1", text_zh=text).status_code == 302
    assert draft() == "袖口开线，想换货。"


def test_it_takes_a_browsers_line_ends_for_no_change(admin, now):
    row = LetterText.objects.get(pk="T5")
    assert save(admin, "T5", text_zh=row.text_zh.replace("\n", "\r\n"), name_zh="催一催").status_code == 302
    assert LetterText.objects.get(pk="T5").text_zh == row.text_zh
    assert "1 项和现在自带的不同" in admin.get(url("T5")).content.decode()


def test_it_goes_back_to_what_ships(admin, now):
    save(admin, "T1", text_zh=OURS)
    page = admin.get(url("T1")).content.decode()
    assert "1 项和现在自带的不同" in page
    assert admin.post(url("T1", "restore")).status_code == 302
    stamp.forget()
    assert draft() == SHIPPED
    assert LetterText.objects.get(pk="T1").history.filter(text_zh=OURS).exists()


def test_it_falls_back_on_what_ships_for_a_text_it_cannot_read(now):
    LetterText.objects.filter(pk="T1").update(text_zh="您好[", edited_at=NOW)
    assert draft() == SHIPPED


def test_it_leaves_the_merchants_texts_to_their_cards(admin, now):
    form = admin.get(url("T16")).context["adminform"].form
    assert "text_zh" not in form.fields
    assert save(admin, "T16", name_zh="商家的自动回复").status_code == 302


def test_it_lets_nobody_make_or_delete_a_letter(admin, now):
    assert admin.get(reverse("admin:guides_lettertext_add")).status_code == 403
    assert admin.post(url("T1", "delete"), {"post": "yes"}).status_code == 403


def test_it_previews_for_nobody_else(as_bob, as_alice, now):
    for client in (as_bob, as_alice):
        assert client.post(url("T1", "preview"), {"text_zh": OURS}).status_code in (302, 403)
