"""/c/<ref>/guide/<slug>/: a guide with the case in it, and which version of it the case was shown."""

from __future__ import annotations

import html
import re

import pytest
import time_machine

from cases.models import Evidence, Filing, GuideShown, Letter
from cases.services.case_state import case_close, tier_move
from guides.adapters.stamp import forget
from guides.models import Guide
from guides.services.guide_publish import guide_publish, revision_restore
from guides.services.knowledge import knowledge_load
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    queries_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/guide/taobao-step-in/"


def fill_of(response, step: str = "explain") -> str:
    """Return the text to paste at a step, as the copy button takes it."""
    found = re.search(rf'id="fill-{step}"[^>]*>(.*?)</blockquote>', page_of(response), re.DOTALL)
    assert found, "nothing to paste at this step"
    return html.unescape(re.sub(r"<[^>]+>", "", found[1]))


def test_it_puts_the_cases_own_letter_at_the_step_where_it_is_pasted(as_alice, case, url):
    heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    response = as_alice.get(url)
    text = fill_of(response)
    assert "订单 123456789012345678" in text
    assert "理由是“不影响使用”" in text
    assert "诉求：换货。" in text
    page = page_of(response)
    assert 'data-copy="#fill-explain"' in page
    assert f'data-copied-url="/c/{case.ref}/say/copied/?code=T8"' in page


def test_it_claims_nothing_that_is_not_on_record(as_alice, url):
    text = fill_of(as_alice.get(url))
    for claim in ("联系商家", "拒绝", "证据", "签收", "承诺"):
        assert claim not in text


def test_it_shows_the_clock_of_the_case(as_alice, case, url):
    heard(case, NOW - 30 * HOUR, hours=24)
    page = page_of(as_alice.get(url))
    strip = page.split('class="strip"', 1)[1].split("</div>", 1)[0]
    assert "衬衫袖口开线" in strip
    assert "答复已超时" in strip
    assert "is-late" in strip


def test_it_leads_to_the_filing_with_the_letter_and_the_guide(as_alice, case, url):
    page = html.unescape(page_of(as_alice.get(url)))
    filing = f"/c/{case.ref}/filing/?code=T8&to=platform&guide=taobao-step-in"
    assert filing in page
    response = as_alice.get(filing)
    assert 'name="guide" value="taobao-step-in"' in page_of(response)


def test_it_says_what_is_missing_and_that_it_knows_only_what_was_added(as_alice, url):
    response = as_alice.get(url)
    words = words_of(response)
    assert "缺陷近景和全景照" in words
    assert "没放进案件的，有据看不到" in words
    step = page_of(response).split('id="explain"', 1)[1].split("</ul>", 1)[0]
    assert step.count('<li class="miss">') == 3


def test_it_cites_the_exhibits_by_number_and_counts_them_as_there(as_alice, case, url):
    heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    for shade, kind in enumerate(("goods", "refusal")):
        receive(again(case), picture(color=(shade, 9, 9)), NOW, kind=kind)
    Evidence.objects.filter(case=case, number=1).update(caption="袖口近照")
    response = as_alice.get(url)
    text = fill_of(response)
    assert "我不认可，原因：商品问题如证据所示。证据共2份：证据1 袖口近照；证据2 拒绝记录。" in text
    step = page_of(response).split('id="explain"', 1)[1].split("</ul>", 1)[0]
    assert step.count('<li class="miss">') == 1, "the chat is still missing"


def test_it_offers_a_way_to_say_that_a_step_is_wrong(as_alice, url):
    assert 'href="/guides/taobao/taobao-step-in/report/"' in page_of(as_alice.get(url))


def test_it_gives_a_platform_without_a_guide_of_its_own_the_general_one(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="dewu", number="2")
    words = words_of(as_alice.get(f"/c/{case.ref}/guide/"))
    assert "未知" in words


def test_it_opens_no_guide_of_another_platform_and_none_that_is_not_there(as_alice, alice, url):
    other = opened(alice, now=NOW - DAY, platform="jd", number="2")
    assert as_alice.get(f"/c/{other.ref}/guide/taobao-step-in/").status_code == 404
    assert as_alice.get(url.replace("taobao-step-in", "none")).status_code == 404


def test_it_is_the_guide_of_the_next_step(as_alice, case, url):
    heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    # The request was filed; before that its own guide comes first (test_request_first.py).
    type(case).objects.filter(pk=case.pk).update(needs={"up:after_sale": "have"})
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert f'href="{url}"' in page
    assert f'href="{url}"' in page_of(as_alice.get(f"/c/{case.ref}/up/"))


def test_it_reads_on_in_a_closed_case_and_files_nothing(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.get(url)
    assert response.status_code == 200
    assert "已提交，开始计时" not in words_of(response)


def test_it_costs_the_same_whatever_the_record_holds(as_alice, case, url):
    heard(case, NOW - 10 * HOUR, hours=1)
    few = len(queries_of(as_alice, url))
    for hour in range(1, 9):
        heard(case, NOW - hour * HOUR, words=f"第{hour}次")
    assert len(queries_of(as_alice, url)) == few <= 12


# Which version the case was shown.


@pytest.fixture
def published():
    """The guide as loaded, and a way to publish it with another title of the last step."""
    knowledge_load(now=NOW)
    guide = Guide.objects.get(pk="taobao-step-in")

    def publish(title: str, at=NOW):
        document = guide.published.content | {"title_zh": title}
        guide_publish(guide=guide, document=document, now=at, by=None)
        forget()  # as the commit does

    forget()
    yield publish
    forget()


def shown(case) -> list[int]:
    rows = GuideShown.objects.filter(case=case).order_by("last_at", "pk")
    return list(rows.values_list("revision__number", flat=True))


def test_it_remembers_the_version_it_was_shown_and_writes_it_once(as_alice, case, url, published):
    for _ in range(3):
        response = as_alice.get(url)
    assert shown(case) == [1]
    assert "给这件事看过的版本： 第 1 版" in words_of(response)


def test_it_says_that_a_newer_version_is_out_and_keeps_the_old_one(as_alice, case, url, published):
    as_alice.get(url)
    published("申请平台介入（新）")
    with time_machine.travel(NOW + HOUR, tick=False):
        response = as_alice.get(url)
    words = words_of(response)
    assert "申请平台介入（新）" in words
    assert "你看的是第 1 版（今天 15:20），现在是第 2 版" in words
    assert shown(case) == [1, 2]
    old = as_alice.get(f"{url}?revision=1")
    assert "申请平台介入（新）" not in words_of(old)
    assert "这是你当时看到的样子" in words_of(old)
    assert shown(case) == [1, 2]


def test_it_says_that_the_editors_went_back(as_alice, case, url, published):
    guide = Guide.objects.get(pk="taobao-step-in")
    first = guide.published
    published("申请平台介入（新）")
    as_alice.get(url)
    revision_restore(revision=first, now=NOW)
    forget()
    with time_machine.travel(NOW + HOUR, tick=False):
        words = words_of(as_alice.get(url))
    assert "编辑换回了旧版：你看的是第 2 版（今天 15:20），现在又是第 1 版" in words
    assert shown(case) == [2, 1]
    assert "第 2 版" in words_of(as_alice.get(url))


def test_it_keeps_the_version_with_what_was_filed(as_alice, case, url, published):
    as_alice.get(url)
    form = {"file": "1", "code": "T8", "text": "诉求：换货。", "due": "2026-11-26T23:59", "key": "k1"}
    as_alice.post(f"/c/{case.ref}/filing/", form | {"guide": "taobao-step-in"})
    assert Filing.objects.get(case=case).revision.number == 1


@pytest.mark.parametrize("asked", ["9", "2", "x", "-1", "9999999999"])
def test_it_shows_no_version_the_case_has_not_seen(as_alice, url, published, asked):
    as_alice.get(url)
    response = as_alice.get(f"{url}?revision={asked}")
    assert response.status_code == (404 if asked in ("9", "2") else 200)


def test_it_files_the_text_that_was_copied(as_alice, case, url):
    as_alice.post(f"/c/{case.ref}/say/copied/?code=T8", {"text": "我改过的说明。诉求：换货。"})
    page = page_of(as_alice.get(f"/c/{case.ref}/filing/?code=T8&guide=taobao-step-in"))
    assert "我改过的说明。诉求：换货。</textarea>" in page
    form = {"file": "1", "code": "T8", "text": "我改过的说明。诉求：换货。", "due": "2026-11-26T23:59"}
    as_alice.post(f"/c/{case.ref}/filing/", form)
    assert Letter.objects.get(case=case).sent_at == NOW


def test_it_gives_12315_to_a_case_that_comes_from_the_platform(as_alice, case):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    words = words_of(as_alice.get(f"/c/{case.ref}/guide/?tier=regulator"))
    assert words.index("第三级") < words.index("第一级")


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "点进出问题的那一单", "Open the order in question")
    check_languages(as_alice, url.replace("taobao-step-in/", ""), "这件事的攻略", "Guides for this case")


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")
    check_verbs(as_alice, url.replace("taobao-step-in/", ""), "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)
    check_gate(url.replace("taobao-step-in/", ""), "get", anonymous=client, stranger=as_charlie)
    assert not GuideShown.objects.exists()


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, alice):
    case = opened(alice, now=NOW - DAY, item=PAYLOAD, problem=PAYLOAD, number="2")
    page = page_of(as_alice.get(f"/c/{case.ref}/guide/taobao-step-in/"))
    assert "<svg/onload" not in page
    assert "&lt;svg/onload=x&gt;" in page


def test_it_says_when_it_was_filed_and_offers_the_number(as_alice, case, url):
    assert page_of(as_alice.get(url)).count("已提交，开始计时") == 3
    form = {"file": "1", "code": "T8", "text": "订单 1。", "due": "2026-11-26T23:59", "guide": "taobao-step-in"}
    as_alice.post(f"/c/{case.ref}/filing/", form)
    page = page_of(as_alice.get(url))
    assert "已提交，开始计时" not in page
    assert page.count(f'href="/c/{case.ref}/filing/{Filing.objects.get().pk}/"') == 2
    assert f'href="/c/{case.ref}/numbers/"' in page
