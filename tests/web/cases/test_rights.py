"""/c/<ref>/eligible/ and /c/<ref>/extra/: the public questions with what the case knows filled in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.case_acts import DAY, opened
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_languages, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice):
    return opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY, amount=Decimal("299.00"))


def test_it_knows_what_the_case_knows(as_alice, case):
    page = page_of(as_alice.get(f"/c/{case.ref}/eligible/"))
    for name, value in (("bought", "online"), ("days", "within_7"), ("fault", "yes")):
        assert f'name="{name}" value="{value}"' in page
        assert "checked" in page.split(f'name="{name}" value="{value}"', 1)[1].split(">", 1)[0]


def test_it_gives_the_last_day_of_the_case(as_alice, case):
    words = words_of(as_alice.get(f"/c/{case.ref}/eligible/?bought=online&days=within_7&goods=none&intact=intact"))
    assert "规则上可以提" in words
    assert "到 周六 24:00" in words


def right_of(response, name: str) -> str:
    """Return what the page says of one right."""
    return words_of(response).split(name, 1)[1].split("核对日期", 1)[0]


def test_it_gives_no_last_day_of_what_does_not_apply(as_alice, case):
    """CPL 25: the seven days are for what was bought at a distance."""
    said = right_of(as_alice.get(f"/c/{case.ref}/eligible/?bought=shop&days=within_7"), "七日无理由退货")
    assert "实体店看店家自己的承诺" in said
    assert "周六 24:00" not in said


def test_it_says_where_an_answer_and_the_day_on_record_differ(as_alice, alice, case):
    url = f"/c/{case.ref}/eligible/?bought=online&goods=none&intact=intact&days="
    late = right_of(as_alice.get(f"{url}over_15"), "七日无理由退货")
    assert "这段时间已过" in late
    assert "你的回答和记录的日子对不上。按记录：到 周六 24:00" in late
    old = opened(alice, now=NOW, signed_at=NOW - 20 * DAY, number="")
    told = right_of(as_alice.get(url.replace(case.ref, old.ref) + "within_7"), "七日无理由退货")
    assert "你的回答和记录的日子对不上。按记录：已过，11月10日 24:00" in told
    for same in ("within_7", "unsure"):
        assert "对不上" not in words_of(as_alice.get(f"{url}{same}"))
    english = words_of(as_alice.get(f"/en{url}over_15"))
    assert "Your answer and the day on record differ. By the record it is open until Sat 24:00" in english


def test_it_counts_the_days_since_signing(as_alice, alice):
    for days, answer in ((7, "within_7"), (8, "within_15"), (16, "over_15")):
        case = opened(alice, now=NOW, signed_at=NOW - days * DAY, number="")
        page = page_of(as_alice.get(f"/c/{case.ref}/eligible/"))
        assert "checked" in page.split(f'name="days" value="{answer}"', 1)[1].split(">", 1)[0]


def test_it_fills_in_the_price_and_no_sum_before_the_conditions(as_alice, case):
    words, page = words_of(as_alice.get(f"/c/{case.ref}/extra/")), page_of(as_alice.get(f"/c/{case.ref}/extra/"))
    assert 'value="299.00"' in page
    assert "¥" not in words
    asked = words_of(as_alice.get(f"/c/{case.ref}/extra/?kind=fraud&price=299&holds=0&holds=1&holds=2&holds=3"))
    assert "¥897" in asked


def test_it_is_reached_from_the_case(as_alice, case):
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert f'href="/c/{case.ref}/eligible/"' in page
    assert f'href="/c/{case.ref}/extra/"' in page


@pytest.mark.parametrize(
    ("page", "chinese", "english"),
    [("eligible", "能不能退", "Can I return it"), ("extra", "增加赔偿", "Extra damages")],
)
def test_it_speaks_both_languages_and_is_for_its_owner_alone(
    client, as_alice, as_charlie, case, page, chinese, english
):
    url = f"/c/{case.ref}/{page}/"
    check_languages(as_alice, url, chinese, english)
    check_gate(url, "get", anonymous=client, stranger=as_charlie)
    check_verbs(as_alice, url, "get")


def test_it_says_on_the_card_what_the_seven_days_depend_on_all_the_time(as_alice, alice):
    """Not only in their last hours: the goods decide, and on 闲鱼 the seller."""
    for platform, said in (("taobao", ()), ("xianyu", ("卖家是经营者才适用",))):
        case = opened(alice, now=NOW - DAY, signed_at=NOW - DAY, platform=platform, problem_type="other", number="")
        card = words_of(as_alice.get(f"/c/{case.ref}/")).split("下一步", 1)[1].split("期限", 1)[0]
        assert "七天无理由" in card
        for words in ("鲜活易腐、定作", *said):
            assert words in card, (platform, card)
