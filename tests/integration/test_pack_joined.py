"""What other parts keep is in the dossier: marks, comparisons, reports, pages, the seller, results, replacements."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date, timedelta

import pytest
from PIL import Image

from cases.adapters.darkroom.burn import RED
from cases.models import Case, Evidence, Filing, PageCapture, Rendition, Seller
from cases.services.appraisal import ReportFacts, appraisal_save
from cases.services.comparison import comparison_open, comparison_save
from cases.services.contact_undo import contact_undo
from cases.services.elsewhere import elsewhere_drop, elsewhere_note
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_mark import evidence_mark
from cases.services.evidence_replace import evidence_replace
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.pack_make import pack_make
from cases.services.page_capture import page_capture_make
from tests.case_acts import HOUR, again
from tests.dossiers import (
    PHONE,
    SECRET_COLOUR,
    built,
    content_of,
    disputed,
    drawn_in,
    exhibited,
    made,
    pages_of,
    shows,
    unpacked,
)
from tests.exhibits import picture, receive
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

REPORT_NO, CREDIT = "9133011012345678", "913301101234567891"
CASE_NO = "20261119000012345"


@pytest.fixture
def case(alice) -> Case:
    return disputed(alice)


def text_of(row) -> str:
    return "".join(pages_of(content_of(row, "pdf")))


def compared(case: Case, genuine: Evidence, suspect: Evidence):
    one = comparison_open(case=again(case), genuine=genuine, suspect=suspect, now=NOW)
    pairs = [{"genuine": [100, 100, 200, 50], "suspect": [100, 100, 200, 50], "words": f"少一行字，电话 {PHONE}"}]
    assert comparison_save(case=again(case), comparison=one, pairs=pairs, caption="鞋舌", version=one.version)
    return one


@pytest.mark.parametrize("variant", ["covered", "full"])
def test_it_burns_marks_into_the_plates_over_what_is_covered_and_leaves_the_copies_clean(case, variant):
    chat, _, _ = exhibited(case)
    marks = [{"kind": "box", "x": 100, "y": 500, "w": 500, "h": 40}]
    assert evidence_mark(case=again(case), evidence=chat, marks=marks, now=NOW)
    row = made(case, variant)
    drawn = drawn_in(content_of(row, "pdf"))
    slices = [content for content in drawn if Image.open(io.BytesIO(content)).width == 540]
    assert len(slices) > 2
    assert sum(shows(content, RED) for content in slices) == 1
    assert any(shows(content, SECRET_COLOUR) for content in drawn) == (variant == "full")
    (copy,) = [content for name, content in unpacked(row).items() if name.startswith("证据/证据01")]
    assert not shows(copy, RED)


def test_it_strikes_what_a_mark_says_in_the_covered_variant(case):
    _, goods, _ = exhibited(case)
    marks = [{"kind": "text", "x": 10, "y": 10, "text": PHONE}]
    evidence_mark(case=again(case), evidence=goods, marks=marks, now=NOW)
    row = made(case)
    assert row.pack.content["exhibits"][1]["marks"] == marks
    assert row.state == "ready"
    second = pack_make(case=again(case), whole_number=False, now=NOW)
    assert second == row.pack


def test_it_shows_a_comparison_on_a_page_of_its_own_and_as_a_png_from_covered_copies(case):
    chat, goods, _ = exhibited(case)
    compared(case, goods, chat)
    row = made(case)
    pages = pages_of(content_of(row, "pdf"))
    (page,) = [one for one in pages if "比对1" in one and "正品是证据2，收到的是证据1" in one]
    assert "鞋舌" in page
    archive = unpacked(row)
    content = archive["证据/比对01.png"]
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "PNG"
        assert not image.info.get("exif")
    assert not shows(content, SECRET_COLOUR)
    assert PHONE not in archive["卷宗-文字版.txt"].decode()
    assert "少一行字" in archive["卷宗-文字版.txt"].decode()
    (line,) = [one for one in json.loads(archive["manifest.json"])["files"] if "comparison" in one]
    assert (line["of"], line["sha256"]) == ([2, 1], hashlib.sha256(content).hexdigest())
    assert shows(unpacked(built(row.pack, "full"))["证据/比对01.png"], SECRET_COLOUR)


def test_it_leaves_out_a_comparison_while_a_covered_copy_is_missing_or_an_exhibit_is_gone(case):
    chat, goods, _ = exhibited(case)
    compared(case, goods, chat)
    Rendition.objects.filter(evidence=chat, variant="covered").delete()
    row = made(case)
    assert not any("比对" in name for name in unpacked(row))
    assert "图片还没有做好" in text_of(row)
    evidence_delete(evidence=Evidence.objects.select_related("case").get(pk=goods.pk), now=NOW)
    assert "其中一份证据已删去" in text_of(built(row.pack, "full"))


def test_it_says_what_a_report_and_a_page_are_in_the_list_and_beside_them(case):
    _, goods, note = exhibited(case)
    facts = ReportFacts(
        whose="authorised", issuer="示例检测中心", number=REPORT_NO, dated=date(2026, 11, 20),
        conclusion="fake", asked_by="shopper",
    )  # fmt: skip
    assert appraisal_save(case=again(case), evidence=goods, facts=facts, now=NOW)
    page = page_capture_make(
        case=again(case), what=PageCapture.What.PRODUCT, address="https://shop.example/item/1",
        seen_at=NOW - HOUR, shots=[note], now=NOW,
    )  # fmt: skip
    assert page is not None
    pages = pages_of(content_of(made(case), "pdf"))
    listed = "".join(one for one in pages if "证明：" not in one)
    beside = "".join(one for one in pages if "证明：" in one)
    for said in ("示例检测中心", f"报告编号：{REPORT_NO}", "报告日期：2026-11-20", "https://shop.example/item/1"):
        assert said in listed.replace("\u200b", ""), said
        assert said in beside.replace("\u200b", ""), said
    assert page.sha256 in beside.replace("\u200b", "")


def test_it_names_the_seller_with_its_published_number(case):
    assert "未记录，可在店铺资质页查到" in text_of(made(case))
    Seller.objects.create(
        case=case, disclosed="yes", legal_name="云栖鞋业有限公司", credit_code=CREDIT,
        address=f"杭州市示例路 1 号，电话 {PHONE}", noted_at=NOW,
    )  # fmt: skip
    text = text_of(made(case))
    for said in ("云栖鞋业有限公司", CREDIT, "杭州市示例路1号"):
        assert said in text, said
    assert PHONE not in text


def test_it_names_the_other_bodies_that_have_the_dispute_until_they_are_taken_off(case):
    assert "也在处理这件事的机构" not in str(pack_make(case=again(case), whole_number=False, now=NOW).content)
    elsewhere_note(case=again(case), body="court", day=date(2026, 11, 19), name="示例区法院", number=CASE_NO, now=NOW)
    wrong = elsewhere_note(case=again(case), body="association", day=date(2026, 11, 18), now=NOW)
    assert elsewhere_drop(case=again(case), number=wrong.pk, now=NOW)
    row = made(case)
    (party,) = [one for one in row.pack.content["parties"] if one["heading"] == "也在处理这件事的机构"]
    assert party["rows"] == [["法院", f"示例区法院，2026年11月19日起，编号 {CASE_NO}"]]
    text = text_of(row)
    assert "示例区法院" in text
    assert text.count(CASE_NO) == 2


def test_it_tells_what_came_of_a_filing_and_forgets_what_was_undone(case):
    filing = Filing.objects.get(case=case)
    noted = []
    for kind, words in (("partly", "支持退一半"), ("paid", "")):
        entry = ResultEntry(kind=kind, at=NOW - HOUR, words=words)
        noted.append(filing_result_note(case=again(case), filing=filing, entry=entry, now=NOW))
    content = pack_make(case=again(case), whole_number=False, now=NOW).content
    (told,) = [one for one in content["filings"] if one.get("results")]
    assert (len(told["results"]), told["numbers"]) == (2, ["TS2026110988441234"])
    titles = [one["title"] for one in content["timeline"]]
    assert sum("结果" in title for title in titles) == 1
    assert [one["words"] for one in content["timeline"]].count("支持退一半") == 1
    contact_undo(case=again(case), contact=noted[0].contact, now=NOW + timedelta(minutes=1))
    after = pack_make(case=again(case), whole_number=False, now=NOW + timedelta(minutes=2)).content
    assert [len(one.get("results", [])) for one in after["filings"]] == [1]


def test_it_says_once_that_the_money_came_and_as_the_shoppers_note(case):
    filing = Filing.objects.get(case=case)
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry(kind="paid", at=NOW - HOUR), now=NOW)
    content = pack_make(case=again(case), whole_number=False, now=NOW).content
    rows = [one for one in content["timeline"] if "款项已到" in one["title"] or "到账" in one["title"]]
    assert [(one["who"], one["title"]) for one in rows] == [("记录", "本人记下：款项已到")]
    assert not any("到账" in line for one in content["filings"] for line in one.get("results", []))


def test_it_notes_what_took_the_place_of_an_exhibit(case):
    _, goods, _ = exhibited(case)
    better = receive(again(case), picture("JPEG", (1000, 1300)), NOW, "b.jpg").made[0]
    evidence_sweep(now_fn=lambda: NOW)
    assert evidence_replace(case=again(case), old=goods, new=better, now=NOW)
    content = pack_make(case=again(case), whole_number=False, now=NOW).content
    rows = {one["number"]: one for one in content["exhibits"]}
    assert rows[2]["details"] == [["替换", "已由证据 4 代替，本份保留"]]
    assert rows[4]["details"] == [["替换", "代替证据 2"]]
    assert [one["exhibits"] for one in content["summary"] if one["id"] == "problem"] == [[4]]


def test_it_is_made_from_files_in_a_bucket(case, bucket, media):
    exhibited(case)
    row = made(case)
    assert (row.state, row.left_out) == ("ready", [])
    assert [path for path in media.rglob("*") if path.is_file()] == []
