"""/c/<ref>/ways/: what is still open, each route with its own date."""

from __future__ import annotations

import pytest

from cases.domain.starts import Trigger
from cases.models import Case
from cases.services.case_state import case_close, tier_move
from cases.services.filing import FilingEntry, filing_file
from cases.services.moments import moment_note
from cases.services.step_in import step_in_ask
from tests.case_acts import DAY, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_languages, check_private, check_verbs, words_of
from tests.web.cases.filings import complaint, note, result_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/ways/"


def test_it_names_each_way_and_its_source(as_alice, url):
    words = words_of(as_alice.get(url))
    for said in ("消费者协会", "仲裁", "法院", "12315", "三包", "消费者权益保护法", "民法典", "核对日期"):
        assert said in words, said


def test_it_gives_each_route_its_own_date(as_alice, alice):
    case = opened(alice, now=NOW, signed_at=NOW - 10 * DAY)
    moment_note(case=case, trigger=Trigger.HARM_KNOWN, at=NOW - 9 * DAY, now=NOW)
    words = words_of(as_alice.get(f"/c/{case.ref}/ways/"))
    assert "已过：11月20日 24:00" in words
    assert "到 2029年11月14日 24:00" in words
    assert "日子还不知道" in words


def test_it_shows_only_the_routes_of_the_platform(as_alice, alice):
    jd, taobao = opened(alice, platform="jd"), opened(alice, platform="taobao", number="")
    assert "京东" in words_of(as_alice.get(f"/c/{jd.ref}/ways/"))
    assert "京东" not in words_of(as_alice.get(f"/c/{taobao.ref}/ways/"))


def tag_of(response, name: str) -> str:
    """Return what stands beside the name of a route."""
    return words_of(response).split(name, 1)[1].strip().split(" ")[0]


@pytest.mark.parametrize(("platform", "problem"), [("meituan", "defect"), ("taobao", "expired_food")])
def test_it_asks_for_no_day_of_a_right_that_hardly_holds_for_the_goods(as_alice, alice, platform, problem):
    """CPL 25: 鲜活易腐. What was told is still shown."""
    case = opened(alice, now=NOW, platform=platform, problem_type=problem, number="")
    words = words_of(as_alice.get(f"/c/{case.ref}/ways/"))
    assert "七日无理由退货 鲜活易腐、定作、拆封的数字商品不适用" in words
    assert "日子还不知道" in words.split("三包")[1]


def test_it_asks_for_the_day_of_no_defect_where_there_is_none(as_alice, alice):
    sized, broken = opened(alice, now=NOW, problem_type="wrong_size"), opened(alice, now=NOW, number="")
    assert tag_of(as_alice.get(f"/c/{sized.ref}/ways/"), "质量问题退货") == "有质量问题才适用"
    assert tag_of(as_alice.get(f"/c/{broken.ref}/ways/"), "质量问题退货") == "日子还不知道"


def test_it_doubts_that_a_private_seller_is_a_business(as_alice, alice):
    """Facts §2.5: 闲鱼."""
    case = opened(alice, now=NOW, platform="xianyu", number="")
    words = words_of(as_alice.get(f"/c/{case.ref}/ways/"))
    assert words.count("卖家是经营者才适用，个人卖家可能不算经营者。") == 2
    assert "12315 管的是和经营者的争议" in words
    asked = words_of(as_alice.get(f"/c/{case.ref}/eligible/"))
    assert "这些是对经营者的权利" in asked
    shop = opened(alice, now=NOW, number="")
    for page in ("ways", "eligible"):
        assert "个人卖家" not in words_of(as_alice.get(f"/c/{shop.ref}/{page}/"))


def test_it_keeps_the_court_open_after_a_complaint(as_alice, alice):
    """CIV 188: what is filed with 12315 files nothing with a court."""
    case = opened(alice, now=NOW, signed_at=NOW - 10 * DAY)
    moment_note(case=case, trigger=Trigger.HARM_KNOWN, at=NOW - 9 * DAY, now=NOW)
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    response = as_alice.get(f"/c/{case.ref}/ways/")
    assert tag_of(response, "向 12315 投诉，请它组织调解") == "已按时提交"
    assert "到 2029年11月14日 24:00" in words_of(response).split("向法院起诉")[1].split("仲裁")[0]
    assert "已按时提交" not in words_of(response).split("向法院起诉")[1]


def test_it_asks_for_the_day_of_the_court_where_it_is_not_known(as_alice, alice):
    case = opened(alice, now=NOW)
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert tag_of(as_alice.get(f"/c/{case.ref}/ways/"), "向法院起诉") == "日子还不知道"


def test_it_says_that_jd_was_asked(as_alice, alice):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    tier_move(case=case, to="platform", now=NOW - 4 * DAY, due_at=NOW - 3 * DAY)
    url = f"/c/{case.ref}/ways/"
    assert tag_of(as_alice.get(url), "申请京东介入") == "日子还不知道"
    step_in_ask(case=again(case), now=NOW - 2 * DAY)
    assert tag_of(as_alice.get(url), "申请京东介入") == "已经申请过"
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert tag_of(as_alice.get(url), "申请京东介入") == "已经申请过"


@pytest.mark.parametrize(
    ("kind", "ground", "says"),
    [
        ("settled", "", "已经投诉过，调解成功"),
        ("ended", "", "已经投诉过，调解已终止"),
        ("not_accepted", "incomplete", "没有受理：补齐后可以再提交"),
        ("not_accepted", "", "没有受理：先问清理由"),
        ("accepted", "", "已经投诉过"),
    ],
)
def test_it_says_how_far_the_complaint_has_come(as_alice, case, kind, ground, says):
    """R121 art. 16(2): what was taken or handled is not taken again."""
    note(as_alice, result_url(case, complaint(case)), kind, ground=ground)
    response = as_alice.get(f"/c/{case.ref}/ways/")
    assert tag_of(response, "向 12315 投诉，请它组织调解") == says.split(" ")[0]
    assert ("再投诉不予受理" in words_of(response)) == (kind in ("settled", "ended"))


def test_it_calls_a_report_no_complaint_and_a_new_complaint_undecided(as_alice, case):
    note(as_alice, result_url(case, complaint(case)), "not_accepted", ground="incomplete")
    url = f"/c/{case.ref}/ways/"
    for code, tag in (("T13", "没有受理：补齐后可以再提交"), ("T12", "已经投诉过")):
        entry = FilingEntry(tier="regulator", moves=False, code=code, text="说明", at=NOW)
        filing_file(case=again(case), entry=entry, now=NOW)
        assert tag_of(as_alice.get(url), "向 12315 投诉，请它组织调解") == tag


def test_it_promises_nothing(as_alice, url):
    words = words_of(as_alice.get(url))
    for never in ("一定能", "保证", "胜诉", "！"):
        assert never not in words


def test_it_can_still_be_read_when_the_case_is_closed(as_alice, case, url):
    case_close(case=again(case), outcome="refused", now=NOW)
    assert as_alice.get(url).status_code == 200


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "仲裁", "Arbitration")


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
