"""The worker makes a version's files: every fact is in the PDF, nothing covered is in the covered variant."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta

import pypdfium2
import pytest

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.models import Case, Evidence, PackFile, PackVariant, Rendition
from cases.services import pack_build as builder
from cases.services.evidence_check import evidence_faults, strays_sweep
from cases.services.evidence_delete import evidence_delete, evidence_purge
from cases.services.evidence_develop import evidence_develop
from cases.services.pack_build import MOST_TRIES, pack_build
from cases.services.pack_make import pack_make, pack_variant_ask
from cases.services.tick import tick_run
from press.typeset import CannotSet
from tests.case_acts import DAY, again, heard
from tests.dossiers import (
    CARD,
    ORDER_NO,
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
from tests.exhibits import receive
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

FACTS = (
    "云栖鞋仓", "运动鞋", "鞋标缝线不对", "鞋舌少一行字", "退货退款", "24小时内给您回复", "6789", "0118",
    "我们是正品，不影响使用", "TS2026110988441234", "答应的那句", "鞋标近照", "缝线不对", "超时",
)  # fmt: skip


def noted(case: Case, lines: int) -> None:
    for at in range(lines):
        heard(again(case), NOW - DAY + at * timedelta(minutes=1), words=f"第 {at} 次说还在核实", replaces=False)


@pytest.fixture
def case(alice) -> Case:
    return disputed(alice)


def test_it_holds_every_fact_and_nothing_that_was_covered(case):
    exhibited(case)
    row = made(case)
    assert (row.state, row.done, row.total, row.left_out) == ("ready", 3, 3, [])
    text = "".join(pages_of(content_of(row, "pdf")))
    for fact in FACTS:
        assert fact in text, fact
    archive = unpacked(row)
    plain = archive["卷宗-文字版.txt"].decode()
    for secret in (PHONE, CARD, ORDER_NO):
        assert secret not in text
        assert secret not in plain
        assert all(secret.encode() not in content for content in archive.values())
        assert all(secret not in name for name in archive)
    pictures = {name: content for name, content in archive.items() if name.endswith(".jpg")}
    assert sorted(pictures) == ["证据/证据01-聊天记录.jpg", "证据/证据02-商品照片.jpg"]
    assert not any(shows(content, SECRET_COLOUR) for content in pictures.values())
    assert archive["证据/证据03-其他.txt"].decode() == "客服电话 ●●●●，下单备注要正品"
    drawn = drawn_in(content_of(row, "pdf"))
    assert drawn
    assert not any(shows(content, SECRET_COLOUR) for content in drawn)


def test_it_holds_everything_in_the_full_variant(case):
    exhibits = exhibited(case)
    row = made(case, "full")
    text = "".join(pages_of(content_of(row, "pdf")))
    for fact in (*FACTS, PHONE, CARD, ORDER_NO):
        assert fact in text, fact
    archive = unpacked(row)
    assert archive["证据/证据01-聊天记录.png"] == storage.path_of(exhibits[0].name).read_bytes()
    assert shows(archive["证据/证据01-聊天记录.png"], SECRET_COLOUR)


def test_it_names_the_pages_on_which_the_exhibits_are(case):
    exhibited(case)
    pages = pages_of(content_of(made(case), "pdf"))
    listed = next(page for page in pages if "序号名称来源形成时间" in page)
    told = next(page for page in pages if "一页摘要" in page)
    for number, name in ((1, "答应的那句"), (2, "鞋标近照"), (3, "备注")):
        first = next(
            at for at, page in enumerate(pages, 1) if f"证据{number}" in page and "证明：" in page and name in page
        )
        assert re.search(rf"{number}{name}.*?未改动{first}(?:{number + 1}|第)", listed), (number, first)
        assert f"第{first}页/共{len(pages)}页" in pages[first - 1]
        if number == 1:
            assert re.search(rf"证据1.{{0,3}}第{first}页", told)
    assert sum("证据1（续）" in page for page in pages) >= 2, "a long screenshot goes over pages"


def test_it_keeps_a_short_list_of_exhibits_on_one_page(case):
    """Whatever the record before it takes, no page bears a single row of it."""
    for lines in (0, 8, 14):
        if lines:
            noted(again(case), lines)
        else:
            exhibited(case)
        pages = pages_of(content_of(made(case), "pdf"))
        (at,) = [at for at, page in enumerate(pages) if "序号名称来源形成时间" in page]
        assert all(name in pages[at].partition("证据清单")[2] for name in ("答应的那句", "鞋标近照", "备注")), lines


def test_it_has_no_page_of_fingerprints_where_there_is_no_exhibit(case):
    text = "".join(pages_of(content_of(made(case), "pdf")))
    assert "还没有证据" in text
    assert "文件校验值" not in text


def test_it_puts_the_fingerprints_last_and_says_what_they_are_for(case):
    exhibited(case)
    last = pages_of(content_of(made(case), "pdf"))[-1]
    assert "附录：文件校验值" in last
    assert "只在要核对文件有没有改过时才用，看内容可以跳过。" in last.replace("\n", "")


def test_it_is_tagged_has_bookmarks_and_declares_what_it_is(case):
    exhibited(case)
    row = made(case)
    pdf = content_of(row, "pdf")
    document = pypdfium2.PdfDocument(pdf)
    assert document.is_tagged()
    assert len(document) == row.pages
    titles = [one.get_title() for one in document.get_toc()]
    assert {"一页摘要", "对方答应过什么", "经过", "证据清单", "证据 1", "证据 3", "附录：文件校验值"} <= set(titles)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20261123")
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", pdf))
    assert b"NotoSansSC-Regular" in fonts
    assert len(re.findall(rb"/FontFile[23]", pdf)) >= len(fonts), "every font is inside"


def test_it_lists_every_file_of_the_archive_with_its_fingerprint(case):
    exhibits = exhibited(case)
    row = made(case)
    archive = unpacked(row)
    manifest = json.loads(archive["manifest.json"])
    assert (manifest["variant"], manifest["version"], manifest["left_out"]) == ("covered", 1, [])
    listed = {one["path"]: one for one in manifest["files"]}
    assert set(listed) == set(archive) - {"manifest.json", "verify.html"}
    for path, one in listed.items():
        assert one["sha256"] == hashlib.sha256(archive[path]).hexdigest()
        assert one["size"] == len(archive[path])
    assert listed["证据/证据01-聊天记录.jpg"]["original_sha256"] == exhibits[0].sha256
    assert listed["证据/证据01-聊天记录.jpg"]["copy"] == "ours"
    assert json.dumps(manifest["files"][0]["sha256"]) in archive["verify.html"].decode()
    for row_file in row.files.all():
        content = storage.path_of(row_file.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row_file.size, row_file.sha256)


def test_it_never_puts_in_the_original_of_what_is_covered(case):
    exhibits = exhibited(case)
    Rendition.objects.filter(evidence=exhibits[0], variant="covered").delete()
    row = made(case)
    assert row.left_out == [1]
    assert "还没有做好" in "".join(pages_of(content_of(row, "pdf")))
    assert not any("证据01" in name for name in unpacked(row))


def test_it_leaves_out_a_file_that_is_not_what_was_received(case):
    exhibits = exhibited(case)
    storage.path_of(exhibits[1].name).write_bytes(b"x")
    assert made(case).left_out == [2]


def test_it_makes_the_full_variant_of_a_version_after_an_exhibit_was_deleted(case):
    exhibits = exhibited(case)
    pack = made(case).pack
    evidence_delete(evidence=Evidence.objects.select_related("case").get(pk=exhibits[1].pk), now=NOW)
    row = built(pack, "full")
    assert row.left_out == [2]
    assert "已由本人删去" in "".join(pages_of(content_of(row, "pdf")))


def test_it_waits_for_an_exhibit_that_is_still_looked_at(case):
    receive(case, b"later", NOW, "n.txt")
    pack = pack_make(case=again(case), whole_number=False, now=NOW)
    row = pack.variants.get()
    assert not pack_build(variant_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("waiting", 0)
    tick_run(now_fn=lambda: NOW + timedelta(minutes=1), rehearsal=True)
    row.refresh_from_db()
    assert row.state == "ready"


def test_it_begins_anew_when_its_worker_was_killed(case, monkeypatch):
    exhibited(case)
    row = pack_make(case=again(case), whole_number=False, now=NOW).variants.get()

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(builder, "bind", killed)
        pack_build(variant_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    assert (row.state, row.done, row.tries) == ("waiting", 3, 1)
    assert not pack_build(variant_id=row.pk, now_fn=lambda: NOW + timedelta(seconds=1)), "the lease is held"
    tick_run(now_fn=lambda: NOW + timedelta(minutes=10), rehearsal=True)
    row.refresh_from_db()
    assert (row.state, row.files.count()) == ("ready", 2)


def test_it_gives_up_after_so_many_deaths_and_can_be_asked_again(case):
    row = pack_make(case=again(case), whole_number=False, now=NOW).variants.get()
    PackVariant.objects.filter(pk=row.pk).update(tries=MOST_TRIES)
    assert pack_build(variant_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    assert (row.state, row.reason, row.act_at) == ("failed", "tries", None)
    assert built(row.pack).state == "ready"


def test_it_says_that_it_could_not_be_typeset(case, monkeypatch):
    def broken(*args, **kwargs):
        raise CannotSet("no")

    monkeypatch.setattr(builder, "bind", broken)
    row = pack_make(case=again(case), whole_number=False, now=NOW).variants.get()
    assert pack_build(variant_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "set")
    assert not PackFile.objects.exists()


def test_it_tries_again_when_the_disk_was_full(case, monkeypatch):
    row = pack_make(case=again(case), whole_number=False, now=NOW).variants.get()
    with monkeypatch.context() as patched:
        patched.setattr(storage, "take_in", lambda path: (_ for _ in ()).throw(storage.StorageFull(28, "full")))
        assert not pack_build(variant_id=row.pk, now_fn=lambda: NOW)
    assert pack_build(variant_id=row.pk, now_fn=lambda: NOW + timedelta(minutes=10))


def test_it_is_found_by_the_check_of_all_files_and_by_no_sweep(case):
    row = made(case)
    assert list(evidence_faults()) == []
    strays_sweep(now=NOW + 30 * DAY)
    file = row.files.get(kind="pdf")
    path = storage.path_of(file.name)
    assert path.exists()
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert [(one.fault, one.name, one.case) for one in evidence_faults()] == [("changed", file.name, case.ref)]


def test_it_goes_with_the_shopper(case, django_capture_on_commit_callbacks):
    paths = [storage.path_of(one.name) for one in made(case).files.all()]
    with django_capture_on_commit_callbacks(execute=True):
        evidence_purge(owner=case.owner)
    assert not any(path.exists() for path in paths)
    assert not PackVariant.objects.exists()


def test_it_prints_a_sign_for_what_no_font_has(case):
    case.problem_detail = "店名 \U000f1234\u0e2d 😀龑"
    case.save(update_fields=["problem_detail"])
    text = "".join(pages_of(content_of(made(case), "pdf")))
    assert "店名〓〓" in text
    assert "有2个字字库里没有" in text
    assert "龑" in text


def test_it_asks_for_a_variant_that_is_there_only_once(case):
    pack = made(case).pack
    assert pack_variant_ask(pack=pack, name="covered", now=NOW).state == "ready"
    assert pack.variants.count() == 1


def test_it_hands_out_no_original_of_a_picture_it_cannot_draw_in_the_covered_variant(case, monkeypatch):
    """Its copy is pixels alone; the original may tell the place and the phone."""
    exhibited(case)
    monkeypatch.setattr(client, "plates", lambda *_: {"ok": False, "reason": "memory"})
    row = made(case)
    archive = unpacked(row)
    # The first has a covered copy of its own; the second is a photo as it was taken.
    assert row.left_out == [2]
    assert not any(name.startswith("证据/证据02") for name in archive)
    assert "画不出来，打码版没有放入" in "".join(pages_of(content_of(row, "pdf")))


def test_it_reads_a_text_in_utf_16_as_it_was_taken_in(case):
    [row] = receive(case, "客服说明天处理".encode("utf-16"), NOW, "n.txt").made
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row = made(case)
    assert "客服说明天处理" in "".join(pages_of(content_of(row, "pdf")))
    assert unpacked(row)["证据/证据01-其他.txt"].decode() == "客服说明天处理"
