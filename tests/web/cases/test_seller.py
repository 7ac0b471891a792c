"""/c/<ref>/seller/: who stands behind the shop, and which bureau that leads to."""

from __future__ import annotations

import pytest

from cases.models import Seller
from cases.selectors.letters import blanks_in, letter_of_case
from cases.services.case_state import case_close
from tests.case_acts import DAY, again, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    words_of,
)

pytestmark = pytest.mark.django_db
FORM = {
    "disclosed": "yes",
    "legal_name": "示例商贸有限公司",
    "credit_code": "91330000EXAMPLE000",
    "address": "浙江省杭州市余杭区示例路 1 号",
}


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/seller/"


def test_it_keeps_the_seller_and_the_texts_for_12315_name_it(as_alice, case, url):
    assert as_alice.post(url, FORM).status_code == 302
    row = Seller.objects.get(case=case)
    assert (row.disclosed, row.legal_name) == ("yes", "示例商贸有限公司")
    for code in ("T12", "T13", "T14"):
        text = letter_of_case(again(case), code, now=NOW).text
        assert "示例商贸有限公司" in text, code
        assert "浙江省杭州市余杭区示例路 1 号" in text, code
    assert "示例商贸有限公司" in words_of(as_alice.get(f"/c/{case.ref}/"))
    as_alice.post(url, FORM)
    assert kinds(case).count("seller_noted") == 1


@pytest.mark.parametrize(
    ("platform", "form", "says", "not_said"),
    [
        ("taobao", FORM, "浙江省杭州市余杭区", "没有公示，或者"),
        ("taobao", FORM | {"disclosed": "no", "address": ""}, "没有公示，或者", "公示地址所在"),
        ("taobao", FORM | {"disclosed": "dead"}, "没有公示，或者", "公示地址所在"),
        ("jd_self", FORM, "平台自营", "公示地址所在"),
        ("taobao", {"disclosed": ""}, "先看店铺资质页", "公示地址所在"),
    ],
)
def test_it_works_out_which_bureau_is_in_charge(as_alice, alice, platform, form, says, not_said):
    case = opened(alice, now=NOW - DAY, platform=platform)
    url = f"/c/{case.ref}/seller/"
    as_alice.post(url, form)
    words = words_of(as_alice.get(url))
    assert says in words
    assert not_said not in words
    assert "实际经营地" in words, "a report has a bureau of its own"
    assert "第 13" in words


@pytest.mark.parametrize(("disclosed", "says"), [("no", "没有公示经营者"), ("dead", "联系不上")])
def test_it_gives_the_letter_and_the_proof_where_nobody_is_shown(as_alice, case, url, disclosed, says):
    as_alice.post(url, {"disclosed": disclosed})
    page = as_alice.get(url)
    assert f"/c/{case.ref}/say/?code=T18" in page.content.decode()
    assert says in words_of(page)
    letter = letter_of_case(again(case), "T18", now=NOW).text
    assert says in letter
    assert "真实名称、地址和有效联系方式" in letter
    assert "T18" in as_alice.get(f"/c/{case.ref}/say/?to=platform").content.decode()


@pytest.mark.parametrize(
    ("disclosed", "who", "why"),
    [
        (
            "no",
            "示例店”的经营者（店铺没有公示名称） 地址：店铺没有公示",
            "店铺没有公示经营者的名称和地址，由平台住所地的县级",
        ),
        (
            "dead",
            "示例店”的经营者（按店铺公示的信息联系不上） 地址：按店铺公示的信息联系不上",
            "按店铺公示的地址联系不上经营者，由平台住所地的县级",
        ),
    ],
)
def test_it_lets_the_complaint_go_out_where_nobody_is_shown(as_alice, alice, disclosed, who, why):
    case = opened(alice, now=NOW - DAY, shop="示例店")
    as_alice.post(f"/c/{case.ref}/seller/", {"disclosed": disclosed})
    letter = letter_of_case(again(case), "T12", now=NOW, typed={"entrusts": "同意"})
    assert who in letter.text
    assert why in letter.text
    assert "第十三条" in letter.text
    # Only what is filled in on the shopper's own device is left.
    assert set(letter.missing) == {"name", "phone", "address"}
    assert blanks_in(letter.text) == []
    report = letter_of_case(again(case), "T13", now=NOW)
    assert who.split(" ")[0] in report.text
    assert "平台住所地的市场监督管理部门先收到的，也可以处理" in report.text
    assert report.can_send
    assert "店铺" in letter_of_case(again(case), "T14", now=NOW).text
    # The page says whom the text names, and the form's first two fields say it too.
    assert "的经营者（" in words_of(as_alice.get(f"/c/{case.ref}/say/?code=T12")).split("文中的商家：")[-1]
    fields = words_of(as_alice.get(f"/c/{case.ref}/fields/?to=12315"))
    assert who.split(" ")[0] in fields
    assert "由平台住所地的县级市场监督管理部门处理" in fields


def test_it_names_no_shop_it_does_not_know(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    as_alice.post(f"/c/{case.ref}/seller/", {"disclosed": "no"})
    assert "被投诉人：本订单的商家（店铺没有公示名称）" in letter_of_case(again(case), "T12", now=NOW).text


def test_it_names_whom_the_platform_has_told(as_alice, case, url):
    """The shop shows nobody, but the platform has answered T18: the name is known, the seat stays in charge."""
    as_alice.post(url, FORM | {"disclosed": "no"})
    text = letter_of_case(again(case), "T12", now=NOW).text
    assert "被投诉人：示例商贸有限公司（统一社会信用代码：91330000EXAMPLE000） 地址：浙江省" in text
    assert "由平台住所地的县级市场监督管理部门处理" in text


def test_it_asks_for_the_seller_while_nobody_has_looked(as_alice, case, url):
    letter = letter_of_case(again(case), "T12", now=NOW)
    assert "被投诉人：【商家的公司名】 地址：【商家的地址】" in letter.text
    assert "由平台住所地" not in letter.text


def test_it_adds_the_proof_to_what_12315_will_ask_for(as_alice, case, url):
    from cases.services.case_state import tier_move

    tier_move(case=again(case), to="platform", now=NOW)
    assert "没有公示信息的截图" not in words_of(as_alice.get(f"/c/{case.ref}/up/"))
    as_alice.post(url, {"disclosed": "no"})
    assert "没有公示信息的截图" in words_of(as_alice.get(f"/c/{case.ref}/up/"))


def test_it_leads_back_where_it_was_asked_for(as_alice, case, url):
    assert as_alice.post(url, FORM | {"back": "fields"})["Location"] == f"/c/{case.ref}/fields/?to=12315"
    assert as_alice.post(url, FORM | {"back": "//evil.example"})["Location"] == url
    hidden = as_alice.post(url, {"disclosed": "no", "back": "up"})
    assert hidden["Location"] == f"{url}?back=up", "what to do about it is shown first"


def test_it_takes_a_name_and_an_address_as_shown(as_alice, case, url):
    as_alice.post(url, FORM | {"disclosed": ""})
    assert Seller.objects.get(case=case).disclosed == "yes"


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"legal_name": "", "credit_code": ""}, "legal_name", "名称或信用代码"),
        ({"legal_name": "长" * 81}, "legal_name", "80"),
        ({"address": "长" * 121}, "address", "120"),
    ],
)
def test_it_says_beside_the_field_what_to_change(as_alice, case, url, change, field, says):
    form = FORM | change
    check_error(as_alice.post(url, form), field, says, **{k: v for k, v in form.items() if v and k != field})
    assert not Seller.objects.exists()


def test_it_changes_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    as_alice.post(url, FORM)
    assert not Seller.objects.exists()


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "归哪里管", "Which bureau")


def test_it_is_looked_at_and_saved(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, FORM).status_code == 404
    assert not Seller.objects.exists()


def test_it_is_kept_by_no_cache_and_shows_markup_as_text(as_alice, url):
    as_alice.post(url, FORM | {"legal_name": PAYLOAD})
    response = as_alice.get(url)
    check_private(response)
    check_escaped(response)
