"""Loading guides: a revision for each document, never over what an editor published, withdrawn without a loss."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from guides.adapters.knowledge_files import FOLDER, read_knowledge
from guides.models import Guide, GuideRevision, RevisionIsForEver
from guides.selectors.guides import guide, guide_for, guides_of, revision, shipped_difference
from guides.services.guide_publish import guide_publish, revision_restore
from guides.services.knowledge import knowledge_load
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SLUG = "taobao-step-in"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "knowledge")


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "guides" / f"{SLUG}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def edited(now: datetime) -> GuideRevision:
    """Return the revision in which an editor renamed the second step."""
    row = Guide.objects.get(pk=SLUG)
    document = deepcopy(row.published.content)
    document["steps"][1]["title_zh"] = "点“退换/售后”"
    return guide_publish(guide=row, document=document, now=now, by=UserFactory(is_staff=True), note="改名了")


def test_it_publishes_what_ships_as_a_first_revision(now: datetime) -> None:
    knowledge_load(now=now)
    row = Guide.objects.get(pk=SLUG)
    assert row.published is not None
    assert (row.published.number, row.published.published_by, row.is_edited) == (1, None, False)
    shown = guide(SLUG)
    assert shown is not None
    assert [step.slug for step in shown.steps] == ["open-order", "after-sale", "step-in", "explain"]
    assert (shown.revision_id, shown.revision_number) == (row.published.pk, 1)


def test_it_says_the_same_from_the_tables_as_from_the_files(now: datetime) -> None:
    from_files = guide(SLUG)
    knowledge_load(now=now)
    from_tables = guide(SLUG)
    assert from_files is not None
    assert from_tables is not None
    assert from_files.steps == from_tables.steps
    assert from_files.source == from_tables.source


def test_it_never_changes_or_loses_a_revision(now: datetime) -> None:
    knowledge_load(now=now)
    first = GuideRevision.objects.get(guide=SLUG)
    for act in (first.save, first.delete, GuideRevision.objects.all().delete):
        with pytest.raises(RevisionIsForEver):
            act()
    with pytest.raises(RevisionIsForEver):
        GuideRevision.objects.update(note="other")


def test_it_brings_a_changed_file_as_the_next_revision(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    rewrite(folder, "title_zh: 点“申请售后”", "title_zh: 点“退换/售后”")
    report = knowledge_load(now=now, folder=folder)
    assert report.updated == [f"Guide {SLUG}"]
    shown, before = guide(SLUG), GuideRevision.objects.get(guide=SLUG, number=1)
    assert shown is not None
    assert (shown.revision_number, shown.steps[1].title.zh) == (2, "点“退换/售后”")
    assert revision(before.pk).steps[1].title.zh == "点“申请售后”"


def test_it_leaves_an_editors_guide_alone_and_offers_the_difference(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    edited(now)
    rewrite(folder, "title_en: Ask Taobao to step in", "title_en: Ask the platform to step in")
    report = knowledge_load(now=now, folder=folder)
    assert report.updated == []
    [left] = report.left_alone
    assert left.row == f"Guide {SLUG}"
    assert left.columns == {
        "title_en": ("Ask the platform to step in", "Ask Taobao to step in"),
        "steps.after-sale.title_zh": ("点“申请售后”", "点“退换/售后”"),
    }
    shown = guide(SLUG)
    assert shown is not None
    assert shown.steps[1].title.zh == "点“退换/售后”"


def test_it_tells_an_editor_what_ships(now: datetime) -> None:
    knowledge_load(now=now)
    assert shipped_difference(Guide.objects.get(pk=SLUG)) == {}
    edited(now)
    assert list(shipped_difference(Guide.objects.get(pk=SLUG))) == ["steps.after-sale.title_zh"]


def test_it_keeps_a_draft_through_a_load(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    Guide.objects.filter(pk=SLUG).update(draft={"slug": SLUG}, draft_version=3)
    rewrite(folder, "title_en: Ask Taobao to step in", "title_en: Ask the platform to step in")
    knowledge_load(now=now, folder=folder)
    row = Guide.objects.get(pk=SLUG)
    assert (row.draft, row.draft_version, row.title_en) == ({"slug": SLUG}, 3, "Ask the platform to step in")


def test_it_hides_a_guide_that_ships_no_more_and_keeps_its_revisions(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    first = GuideRevision.objects.get(guide=SLUG)
    path = folder / "guides" / f"{SLUG}.yaml"
    text = path.read_text()
    path.unlink()
    assert f"Guide {SLUG}" in knowledge_load(now=now, folder=folder).withdrawn
    assert guide(SLUG) is None
    assert revision(first.pk).slug == SLUG
    path.write_text(text)
    knowledge_load(now=now, folder=folder)
    shown = guide(SLUG)
    assert shown is not None
    assert shown.revision_id == first.pk


def test_it_goes_back_to_an_older_revision(now: datetime) -> None:
    knowledge_load(now=now)
    first = GuideRevision.objects.get(guide=SLUG)
    edited(now)
    revision_restore(revision=first, now=now)
    shown = guide(SLUG)
    assert shown is not None
    assert (shown.revision_number, shown.steps[1].title.zh) == (1, "点“申请售后”")


def test_it_counts_the_queries_of_the_shelf(now: datetime, django_assert_num_queries: object) -> None:
    knowledge_load(now=now)
    guide(SLUG)
    with django_assert_num_queries(0):  # type: ignore[operator]
        guide_for("taobao", "platform", use="step_in")
        guides_of("taobao", "platform")


def test_it_finds_the_platforms_own_guide_first(now: datetime) -> None:
    found = guide_for("taobao", "platform", use="step_in", problem="defect")
    assert found is not None
    assert found.slug == SLUG
    assert guide_for("taobao", "platform", use="no-such-use") is None


def test_it_reads_every_shipped_document() -> None:
    for document in read_knowledge().guides:
        shown = guide(document["slug"])
        assert shown is not None
        assert len(shown.steps) == len(document["steps"])
