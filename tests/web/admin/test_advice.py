"""Administrators: what shoppers are told is edited without code, tried on its own examples, and can go back."""

from __future__ import annotations

import json

import pytest
from django.apps import apps as django_apps
from django.test import Client
from django.urls import reverse

from guides.adapters import stamp
from guides.domain.pitfalls import Situation
from guides.models import KitCard, KnowledgeStamp, Pitfall, Refusal
from guides.selectors.cards import card, reply
from guides.selectors.humans import humans_for
from guides.selectors.pitfalls import pitfalls_for
from guides.selectors.refusals import refusal
from guides.services.knowledge import entry_edit, knowledge_load
from tests.factories import NOW, UserFactory
from tests.web.admin.typing import typed
from tests.web.studio.conftest import signed_in

pytestmark = pytest.mark.django_db
MODELS = ("refusal", "pitfall", "humanway", "kitcard", "kitreply", "lettertext")


def row_of(model: str, key: str):
    return django_apps.get_model("guides", model).objects.get(pk=key)


def change(admin: Client, model: str, key: str, changes: dict[str, object]):
    return admin.post(reverse(f"admin:guides_{model}_change", args=[key]), typed(row_of(model, key)) | changes)


@pytest.mark.parametrize("model", MODELS)
def test_it_lists_and_opens_every_row(admin, now, model):
    assert admin.get(reverse(f"admin:guides_{model}_changelist")).status_code == 200
    for row in django_apps.get_model("guides", model).objects.all()[:3]:
        assert admin.get(reverse(f"admin:guides_{model}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_it_takes_every_row_as_it_ships(admin, now, model):
    """What the page shows is what it takes: nobody has to mend a row before changing a word of it."""
    for row in django_apps.get_model("guides", model).objects.all():
        url = reverse(f"admin:guides_{model}_change", args=[row.pk])
        form = admin.get(url).context["adminform"].form
        shown = {name: form[name].value() for name in form.fields}
        response = admin.post(url, {name: "" if value is None else value for name, value in shown.items()})
        assert response.status_code == 302, response.context["errors"]
        again = row_of(model, row.pk)
        assert again.content() == row.content()


def test_it_shows_lists_a_line_each_and_parts_as_yaml(admin, now):
    page = admin.get(reverse("admin:guides_refusal_change", args=["still_usable"])).content.decode()
    assert "这个不影响使用的\n亲，小瑕疵不影响正常使用哦\n" in page
    assert "瑕疵在哪里，有没有近景和全景照 | Where the flaw is" in page
    assert "platforms:\n  - taobao\n" in page
    assert "每行一项。" in page


def test_it_takes_other_sources_a_line_each(admin, now):
    lines = "消费者权益保护法 | https://www.gov.cn/law | 25\n文章"
    assert change(admin, "refusal", "opened", {"also_sources": lines}).status_code == 302
    assert refusal("opened").source.also == (
        ("消费者权益保护法", "https://www.gov.cn/law", "25"),
        ("文章", "", ""),
    )


@pytest.mark.parametrize(
    ("model", "key", "changes", "words"),
    [
        ("refusal", "opened", {"also_sources": "法 | http://x.cn"}, "第 1 行：“http://x.cn”不是 https:// 开头的网址。"),
        ("refusal", "opened", {"look": "看什么"}, "第 1 行：请写成“中文 | English”。"),
        ("refusal", "opened", {"own_rules": "a: [\nb"}, "第 2 行读不懂"),
        ("refusal", "opened", {"own_rules": "- {platforms: [taobao]}"}, "缺少“zh”"),
        ("refusal", "opened", {"letter": "T99"}, "没有信函 T99"),
        ("refusal", "opened", {"exhibits": "selfie"}, "没有 selfie 这一项"),
        ("refusal", "opened", {"reply_zh": "这是质量问题。", "reply_en": "A defect."}, "不是每件事都符合"),
        (
            "refusal",
            "opened",
            {"reply_zh": "您好[?demand:cash ，请退]。", "reply_en": "Hello[?demand:cash , refund]."},
            "没有 cash 这一项",
        ),
        ("refusal", "opened", {"rule_zh": "请打 95118800 问", "rule_en": "Call"}, "95118800 不是资料里列出的电话"),
        ("refusal", "opened", {"fires": "亲，今天发货\n一\n二"}, "应该匹配，却没有匹配"),
        ("pitfall", "private_deal", {"patterns": "("}, "读不懂"),
        ("pitfall", "private_deal", {"fires": '["今天天气好"]'}, "应该提示，却没有提示"),
        ("pitfall", "private_deal", {"silent": '["我私下转您"]'}, "不应提示，却提示了"),
        ("pitfall", "private_deal", {"when": "- {moon: full}"}, "情形里没有 moon 这一项"),
        ("pitfall", "private_deal", {"guide": "nowhere"}, "没有指引 nowhere"),
        ("pitfall", "private_deal", {"checked_on": "2031-01-01"}, "核对日期 2031-01-01 还没到"),
        ("pitfall", "private_deal", {"source_url": ""}, "来源没有 https 网址"),
        ("humanway", "pdd-chat", {"platform": "nowhere"}, "没有平台 nowhere"),
        ("humanway", "pdd-chat", {"say": ""}, "没有写要发的话"),
        ("kitcard", "exchange", {"frames": "- {title: 一, rows: [{kind: bar}], press: bar.7}"}, "要有中英文替代文字"),
        ("kitcard", "exchange", {"name_zh": "换货,流程"}, "中文里要用全角标点"),
    ],
)
def test_it_refuses_what_the_files_may_not_say_either(admin, now, model, key, changes, words):
    before = row_of(model, key).content()
    response = change(admin, model, key, changes)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert row_of(model, key).content() == before


def test_it_says_everything_in_the_administrators_language(now):
    reader = signed_in(UserFactory(email="ada@example.com", is_staff=True, is_superuser=True, language="en"))
    response = change(reader, "refusal", "opened", {"letter": "T99"})
    page = response.content.decode()
    assert "there is no letter T99" in page
    assert "What sellers say (Chinese)" in page
    assert "One a line." in page
    assert response.headers["Content-Language"] == "en"


def test_it_tells_shoppers_the_edited_words_at_once(admin, now):
    assert change(admin, "pitfall", "private_deal", {"do_zh": "请走平台。"}).status_code == 302
    assert change(admin, "humanway", "pdd-chat", {"say": "转人工\n人工"}).status_code == 302
    assert change(admin, "kitcard", "exchange", {"lead": "六步，照着点"}).status_code == 302
    assert change(admin, "kitreply", "reply", {"short": "请发订单号。"}).status_code == 302
    met = {rule.slug: rule for rule in pitfalls_for(Situation(text="加微信给您处理", said_by="them"))}
    assert met["private_deal"].do.zh == "请走平台。"
    assert humans_for("pdd")[0].say == ("转人工", "人工")
    assert card("exchange").lead == "六步，照着点"
    assert reply().short == ("请发订单号。",)


def test_it_keeps_the_history(admin, now):
    before = Pitfall.objects.get(pk="private_deal").do_zh
    change(admin, "pitfall", "private_deal", {"do_zh": "请走平台。"})
    newest, older = Pitfall.objects.get(pk="private_deal").history.order_by("-history_id")[:2]
    assert (newest.do_zh, newest.history_user.email, older.do_zh) == ("请走平台。", "root@example.com", before)


def test_it_leaves_an_edit_on_loading_and_offers_what_ships(admin, now):
    before = KitCard.objects.get(pk="exchange").lead
    change(admin, "kitcard", "exchange", {"lead": "六步，照着点"})
    KnowledgeStamp.objects.update(files_hash="older")
    report = knowledge_load(now=NOW)
    assert [(one.row, one.columns) for one in report.left_alone] == [
        ("KitCard exchange", {"lead": (before, "六步，照着点")})
    ]
    url = reverse("admin:guides_kitcard_change", args=["exchange"])
    page = admin.get(url).content.decode()
    assert "1 项和现在自带的不同" in page
    assert before in page
    restore = reverse("admin:guides_kitcard_restore", args=["exchange"])
    assert admin.get(restore).status_code == 403
    assert admin.post(restore).status_code == 302
    stamp.forget()
    row = KitCard.objects.get(pk="exchange")
    assert (row.lead, row.is_edited) == (before, False)
    assert "和现在自带的不同" not in admin.get(url).content.decode()
    assert card("exchange").lead == before


def test_it_writes_out_a_source_that_is_named_as_in_the_files(admin, now):
    said = "number: 9510211, what_zh: 客服, what_en: Service, hours: ''"
    number = f"- {{{said}, source: TB, article: 65, label_zh: 看 App, label_en: See}}"
    response = change(admin, "platform", "taobao", {"hotlines": number})
    assert response.status_code == 302, response.context["errors"]
    (line,) = row_of("platform", "taobao").hotlines
    assert (line["number"], line["source_article"]) == ("9510211", "65")
    assert line["source_name"].startswith("《淘宝平台争议处理规则》")
    refused = change(admin, "platform", "taobao", {"hotlines": number.replace("TB", "NOWHERE")})
    assert "来源列表里没有“NOWHERE”。" in refused.content.decode()


def test_it_notices_that_somebody_else_changed_the_row(admin, now):
    url = reverse("admin:guides_pitfall_change", args=["private_deal"])
    seen = admin.get(url).context["adminform"].form["seen"].value()
    mine = typed(row_of("pitfall", "private_deal")) | {"do_zh": "我写的。", "seen": seen}
    assert change(admin, "pitfall", "private_deal", {"do_zh": "别人写的。"}).status_code == 302
    response = admin.post(url, mine)
    page = response.content.decode()
    assert "有人改过这一行" in page
    assert "怎么做（中文）" in page
    assert "我写的。" in page
    assert row_of("pitfall", "private_deal").do_zh == "别人写的。"
    again = mine | {"seen": response.context["adminform"].form["seen"].value()}
    assert admin.post(url, again).status_code == 302
    row = row_of("pitfall", "private_deal")
    assert row.do_zh == "我写的。"
    assert row.history.filter(do_zh="别人写的。").exists()


@pytest.mark.parametrize("model", MODELS)
def test_it_lets_nobody_else_in(as_bob, as_alice, now, model):
    row = django_apps.get_model("guides", model).objects.first()
    url = reverse(f"admin:guides_{model}_change", args=[row.pk])
    restore = reverse(f"admin:guides_{model}_restore", args=[row.pk])
    for client in (as_bob, as_alice):
        assert client.post(url, {}).status_code in (302, 403)
        assert client.post(restore).status_code in (302, 403)
    row.refresh_from_db()
    assert not row.is_edited


def test_it_refuses_a_card_in_the_service_too(now):
    row = Refusal.objects.get(pk="opened")
    row.patterns = ["("]
    with pytest.raises(Exception, match="读不懂"):
        entry_edit(row=row, now=NOW)


def test_it_still_reads_a_list_typed_as_json(admin, now):
    lists = {"fires": json.dumps(Refusal.objects.get(pk="opened").fires)}
    assert change(admin, "refusal", "opened", lists).status_code == 302
    stamp.forget()
    assert refusal("opened").fires[0] == "亲亲，拆封不能退的"
