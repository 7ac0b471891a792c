"""A bundle says everything, and another account that reads it says the same again."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from cases.adapters import storage
from cases.domain.bundle import BundleRefused
from cases.domain.dossier.changes import changes
from cases.models import AlsoProves, Case, CaseEvent, Deadline, Evidence, Helper, Mail, Promise, Share, User
from cases.selectors.belongings import TABLES
from cases.selectors.bundle_fits import row_fits
from cases.selectors.dossier import dossier_content
from cases.services.bundle_read import bundle_read
from cases.services.bundle_write import bundle_write
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.night_check import night_check
from cases.services.pack_build import pack_build
from cases.services.pack_make import pack_variant_ask
from tests.case_acts import DAY, heard, opened
from tests.exhibits import receive
from tests.factories import NOW
from tests.integration.test_bundle_refused import zipped
from tests.papers import PATCH, drawn, shows_patch
from tests.papers import written as paper
from tests.whole_account import fill, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(media):
    with time_machine.travel(NOW, tick=False):
        yield


def written(user: User) -> io.BytesIO:
    out = io.BytesIO()
    bundle_write(owner=user, to=out, now=NOW)
    out.seek(0)
    return out


def said(user: User) -> dict[str, Any]:
    """Return the tables of the account's bundle, without the note that it was imported."""
    with zipfile.ZipFile(written(user)) as archive:
        tables = json.loads(archive.read("data.json"))["tables"]
    tables["events"] = [row for row in tables["events"] if row["kind"] != "imported"]
    for row in tables["cases"]:
        # Importing is an event: the moment of the last one moves.
        del row["last_event_at"], row["stale_at"]
    for place, row in enumerate(tables["events"], 1):
        row["id"] = place
    return tables


def test_it_has_a_row_in_every_table_so_that_nothing_passes_by_being_absent(alice):
    fill(alice)
    assert not [table.name for table in TABLES if not table.rows(alice).exists()]
    assert not [table.name for table in TABLES if not rows_of(alice, table.model)]


def test_it_comes_back_the_same_under_other_ids(alice, charlie):
    fill(alice)
    before = said(alice)
    done = bundle_read(owner=charlie, file=written(alice), now=NOW)
    assert (done.cases, done.files, done.missing, done.left) == (2, 4, 0, {})
    assert said(charlie) == before
    assert said(alice) == before
    assert all(len(rows) for rows in before.values())


def test_it_comes_back_with_what_was_filed_where_no_time_is_known(alice, charlie):
    case = opened(alice, now=NOW - DAY, platform="xianyu")
    due = NOW + DAY
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="袖口开线", due_at=due)
    filing_file(case=case, entry=entry, now=NOW)
    assert Deadline.objects.get(case=case, due_at=due).rule == ""
    before = said(alice)
    assert bundle_read(owner=charlie, file=written(alice), now=NOW).cases == 1
    assert said(charlie) == before


def test_it_points_at_its_own_rows_only(alice, charlie):
    fill(alice)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    for case in Case.objects.filter(owner=charlie):
        assert case.order.owner == charlie
        assert case.ref not in Case.objects.filter(owner=alice).values_list("ref", flat=True)
        for event in CaseEvent.objects.filter(case=case, data__has_key="deadline"):
            assert Deadline.objects.get(pk=event.data["deadline"]).case == case
    mails = Mail.objects.filter(user=charlie)
    assert mails.count() == Mail.objects.filter(user=alice).exclude(kind="account").count()
    assert {mail.case.owner for mail in mails if mail.case} == {charlie}
    event = CaseEvent.objects.get(case__owner=charlie, data__has_key="mail")
    assert Mail.objects.get(pk=event.data["mail"]).user == charlie


def test_it_brings_every_file_byte_for_byte_and_has_the_pictures_made_again(alice, charlie):
    fill(alice)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    evidence_sweep(now_fn=lambda: NOW)
    # Files that nobody names are removed on commit, which a test's transaction never reaches.
    assert [one for one in evidence_faults() if one.fault != "orphan"] == []
    mine, theirs = (Evidence.objects.kept().filter(owner=one).order_by("sha256") for one in (alice, charlie))
    assert [row.sha256 for row in mine] == [row.sha256 for row in theirs]
    assert not {row.name for row in mine} & {row.name for row in theirs}
    covered = theirs.get(caption="聊天记录")
    assert set(covered.renditions.values_list("variant", flat=True)) == {"thumb", "screen", "covered", "covered-thumb"}
    (further,) = AlsoProves.objects.filter(evidence__owner=charlie)
    assert further.promise.case == further.evidence.case == covered.case
    assert further.region == AlsoProves.objects.get(evidence__owner=alice).region
    assert covered.case.exhibits["promises"] == sorted([covered.promise_id, further.promise_id])


def test_it_derives_the_next_step_anew_and_nothing_is_wrong_at_night(alice, charlie):
    fill(alice)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    old, new = (list(Case.objects.filter(owner=one).order_by("file_no")) for one in (alice, charlie))
    assert [(case.next_kind, case.next_at) for case in old] == [(case.next_kind, case.next_at) for case in new]
    assert night_check(now=NOW.replace(hour=20)) == 0


def test_it_brings_what_dossiers_said_under_its_own_ids_and_no_link_that_opens(alice, charlie):
    fill(alice)
    live = Share.objects.get(pack__case__owner=alice)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    case = Case.objects.get(owner=charlie, packs__number=1)
    first, second = case.packs.order_by("number")
    known = {f"contact-{pk}" for pk in case.contacts.values_list("pk", flat=True)}
    said_of = {one["id"] for one in first.content["timeline"] if one["id"].startswith("contact-")}
    assert said_of
    assert said_of <= known
    assert {one["id"] for one in second.content["promises"]} == set(case.promises.values_list("pk", flat=True))
    # Nothing of the version is new or gone here but what Alice's own next version would say as well.
    own = Case.objects.get(owner=alice, packs__number=1)
    next_of_hers = changes(own.packs.get(number=2).content, dossier_content(own, now=NOW))
    # Comparisons are told apart by their row's id, which is another here.
    told = [one for one in changes(second.content, dossier_content(case, now=NOW)) if one["part"] != "comparisons"]
    assert told == [one for one in next_of_hers if one["part"] != "comparisons"]
    assert len(told) == 1
    share = Share.objects.get(pack=first)
    assert (share.revoked_at, share.to_whom) == (NOW, "云栖客服")
    assert share.token_hash != live.token_hash
    assert case.answers_waiting == share.answers.count() == 1
    variant = first.variants.get()
    assert (variant.state, variant.reason, variant.files.count()) == ("failed", "imported", 0)
    pack_variant_ask(pack=first, name="covered", now=NOW)
    evidence_sweep(now_fn=lambda: NOW)
    assert pack_build(variant_id=variant.pk, now_fn=lambda: NOW)
    assert variant.files.count() == 2


def test_it_takes_no_helper_along_and_keeps_who_acted_by_name(alice, charlie):
    case = fill(alice)
    helper = case.helpers.get()
    acted = {"by": "小明", "helper": helper.pk}
    CaseEvent.objects.create(case=case, kind="reply_accepted", at=NOW, recorded_at=NOW, data=acted)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    event = CaseEvent.objects.get(case__owner=charlie, kind="reply_accepted")
    assert event.data == {"by": "小明"}
    assert not Helper.objects.filter(case__owner=charlie).exists()


def test_it_says_again_before_files_go(alice, charlie):
    case = fill(alice)
    day = NOW + timedelta(days=1)
    Case.objects.filter(pk=case.pk).update(files_go_at=day, files_told_at=NOW - timedelta(days=30))
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    brought = Case.objects.get(owner=charlie, files_go_at=day)
    assert brought.files_told_at is None


def test_it_records_the_import_with_every_case(alice, charlie):
    fill(alice)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    events = CaseEvent.objects.filter(case__owner=charlie, kind="imported")
    assert [(event.by_owner, bool(event.data["made_at"])) for event in events] == [(False, True)] * 2


def test_it_reads_the_same_bundle_once(alice, charlie):
    fill(alice)
    bundle = written(alice)
    bundle_read(owner=charlie, file=bundle, now=NOW)
    files = sorted(file.name for file in storage.lying())
    bundle.seek(0)
    assert bundle_read(owner=charlie, file=bundle, now=NOW).again
    assert Case.objects.filter(owner=charlie).count() == 2
    assert sorted(file.name for file in storage.lying()) == files


def test_it_goes_on_from_the_numbers_of_an_account_that_has_cases(alice, charlie):
    fill(alice)
    fill(charlie)
    done = bundle_read(owner=charlie, file=written(alice), now=NOW)
    assert list(Case.objects.filter(owner=charlie).order_by("file_no").values_list("file_no", flat=True)) == [
        1,
        2,
        3,
        4,
    ]
    assert charlie.agents.count() == 1
    # The picture that lies in the inbox already is not kept twice.
    assert done.left == {"evidence": 1}


def test_it_leaves_out_a_guide_this_installation_never_had(alice, charlie):
    fill(alice)
    bundle = written(alice)
    content = unzipped(bundle)
    data = json.loads(content["data.json"])
    data["tables"]["guides_shown"][0]["revision"]["content_sha256"] = "b" * 64
    data["tables"]["filings"][0]["revision"]["number"] = 7
    done = bundle_read(owner=charlie, file=zipped(content | {"data.json": json.dumps(data).encode()}), now=NOW)
    assert done.left == {"guides_shown": 1}
    assert Case.objects.get(owner=charlie, filings__isnull=False).filings.get().revision is None


def test_it_says_which_originals_were_lost(alice, charlie):
    case = fill(alice)
    row = case.evidence.kept().order_by("number")[0]
    storage.remove(row.name)
    bundle = written(alice)
    with zipfile.ZipFile(bundle) as archive:
        assert json.loads(archive.read("manifest.json"))["missing"] == [row.sha256]
    bundle.seek(0)
    done = bundle_read(owner=charlie, file=bundle, now=NOW)
    assert (done.files, done.missing) == (3, 1)
    assert Evidence.objects.get(owner=charlie, sha256=row.sha256).deleted_at == NOW


def test_it_moves_an_account_by_command(alice, tmp_path):
    fill(alice)
    User.objects.filter(pk=alice.pk).update(language="en", look="dark", large_type=True)
    before, path = said(alice), tmp_path / "alice.zip"
    call_command("export_account", "Alice@example.com", to=path, stdout=io.StringIO())
    assert path.stat().st_mode & 0o777 == 0o600
    out = io.StringIO()
    call_command("import_account", path, email="dora@example.com", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {
        "email": "dora@example.com", "new": True, "cases": 2, "files": 4, "missing": 0, "left": {}, "again": False
    }  # fmt: skip
    dora = User.objects.get(email="dora@example.com")
    assert said(dora) == before
    assert (dora.language, dora.look, dora.large_type, dora.is_staff) == ("en", "dark", True, False)


def test_it_keeps_the_settings_of_an_account_that_was_there(alice, charlie, tmp_path):
    User.objects.filter(pk=alice.pk).update(look="dark")
    call_command("export_account", alice.email, to=tmp_path / "a.zip", stdout=io.StringIO())
    call_command("import_account", tmp_path / "a.zip", email=charlie.email, stdout=io.StringIO())
    charlie.refresh_from_db()
    assert charlie.look == "system"


def test_it_takes_one_case_alone_and_nothing_of_another(alice, charlie, tmp_path):
    case = fill(alice)
    out = io.StringIO()
    call_command("export_account", alice.email, to=tmp_path / "one.zip", case=case.ref, json=True, stdout=out)
    assert json.loads(out.getvalue())["files"] == 3
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        raw = archive.read("data.json").decode()
    assert "耳机" not in raw
    assert len(json.loads(raw)["tables"]["agents"]) == 1
    with (tmp_path / "one.zip").open("rb") as file:
        done = bundle_read(owner=charlie, file=file, now=NOW)
    assert (done.cases, done.left) == (1, {})
    assert Case.objects.get(owner=charlie).contacts.count() == case.contacts.count()
    with pytest.raises(CommandError, match="no such case"):
        call_command("export_account", charlie.email, to=tmp_path / "two.zip", case=case.ref)


@pytest.mark.parametrize("there", [True, False])
def test_it_overwrites_no_file_and_knows_no_stranger(alice, tmp_path, there):
    path = tmp_path / "a.zip"
    if there:
        path.write_text("mine")
    with pytest.raises(CommandError):
        call_command("export_account", alice.email if there else "nobody@example.com", to=path)
    assert path.exists() == there


def unzipped(file: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_covers_the_same_pages_of_a_pdf_where_it_arrives(alice, charlie):
    case = opened(alice)
    row = receive(case, paper({2: "13800138000"}), NOW, "发票.pdf").made[0]
    evidence_sweep(now_fn=lambda: NOW)
    evidence_cover(case=case, evidence=Evidence.objects.get(pk=row.pk), covers=[PATCH], now=NOW, page=2)
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    evidence_sweep(now_fn=lambda: NOW)
    arrived = Evidence.objects.get(owner=charlie)
    assert arrived.covers == [[*PATCH, 2]]
    copy = storage.path_of(arrived.renditions.get(variant="covered-pdf").name).read_bytes()
    assert [shows_patch(drawn(copy, number)) for number in (1, 2, 3)] == [False] * 3


def test_it_brings_what_waited_under_its_own_ids(alice, charlie):
    """What they asked for names the clocks that stood still and the promises whose lapse was none."""
    opened(charlie, now=NOW, key="first")
    heard(Case.objects.get(owner=charlie), NOW, hours=1)
    fill(alice)
    hers = CaseEvent.objects.get(case__owner=alice, kind="owed_asked")
    bundle_read(owner=charlie, file=written(alice), now=NOW)
    asked = CaseEvent.objects.get(case__owner=charlie, kind="owed_asked")
    done = CaseEvent.objects.get(case__owner=charlie, kind="owed_done")
    for key, model in (("clocks", Deadline), ("waiting", Promise)):
        assert [row.case for row in model.objects.filter(pk__in=asked.data[key])] == [asked.case]
        assert not set(asked.data[key]) & set(hers.data[key])
    assert [one["rule"] for one in done.data["clocks"]] == ["CLK01"]


@pytest.mark.parametrize("data", [{"clocks": [{}]}, {"waiting": ["1"]}, {"clocks": 3}])
def test_it_refuses_what_waited_without_a_number(data):
    (events,) = [one for one in TABLES if one.name == "events"]
    row_fits(events, {"id": 1, "kind": "owed_asked", "data": {"clocks": [1], "waiting": [2]}})
    with pytest.raises(BundleRefused):
        row_fits(events, {"id": 1, "kind": "owed_asked", "data": data})
