"""Loading: complete, idempotent, never over an admin's words, visible to a running process."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.contrib.admin.sites import site
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.selectors import letter_workshop
from cases.selectors.calendar import work_calendar
from guides.adapters import stamp
from guides.adapters.knowledge_files import FOLDER, read_knowledge
from guides.models import CalendarYear, ClockRule, Demand, KnowledgeStamp, Platform, ProblemType
from guides.selectors.calendar import calendar_rows, calendar_version
from guides.selectors.cards import cards, reply
from guides.selectors.clock_rules import clock_rules, rule_in_force
from guides.selectors.humans import human_recipes
from guides.selectors.letters import letters
from guides.selectors.pitfalls import pitfall_rules
from guides.selectors.platforms import platform, platforms
from guides.selectors.problems import demand, demands, problem_type, problem_types
from guides.selectors.refusals import refusals
from guides.services.knowledge import entry_edit, entry_remove, knowledge_load

pytestmark = pytest.mark.django_db
# The rows of the tables counted below, and one for each guide.
SHIPPED = read_knowledge()
ADVICE = (SHIPPED.refusals, SHIPPED.pitfalls, SHIPPED.humans, SHIPPED.letters, SHIPPED.cards["cards"])
# The merchants' automatic answer is one row more.
EVERYTHING = 64 + sum(map(len, ADVICE)) + 1 + len(SHIPPED.guides)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "knowledge")


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))


def test_it_loads_everything_that_ships(now: datetime) -> None:
    report = knowledge_load(now=now)
    counts = [model.objects.count() for model in (Platform, ProblemType, Demand, ClockRule, CalendarYear)]
    assert counts == [17, 16, 8, 20, 3]
    assert len(report.added) == EVERYTHING
    assert not any(row.is_edited for row in Platform.objects.all())
    rule = ClockRule.objects.get(code="CLK20")
    assert (rule.effective_from, rule.confidence, rule.source_article) == (date(2026, 4, 15), "A", "15")


def test_it_says_the_same_from_the_tables_as_from_the_files(now: datetime) -> None:
    nouns = (platforms, problem_types, demands, clock_rules, calendar_rows, calendar_version)
    nouns += (refusals, pitfall_rules, human_recipes, cards, reply, letters)
    from_files = [noun() for noun in nouns]
    knowledge_load(now=now)
    assert [noun() for noun in nouns] == from_files


def test_it_does_nothing_the_second_time(
    now: datetime, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    knowledge_load(now=now)
    version = KnowledgeStamp.objects.get().version

    def parsed(*_: object) -> None:
        raise AssertionError("an unchanged file was parsed")

    monkeypatch.setattr("guides.services.knowledge.read_knowledge", parsed)
    with django_assert_num_queries(1):
        assert knowledge_load(now=now).unchanged
    assert KnowledgeStamp.objects.get().version == version


def test_it_brings_a_changed_file_and_leaves_the_rest(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    rewrite(folder, "demands.yaml", "name_en: Refund,", "name_en: Money back,")
    report = knowledge_load(now=now, folder=folder)
    assert report.updated == ["Demand refund"]
    assert (report.added, report.withdrawn, report.left_alone) == ([], [], [])
    found = demand("refund")
    assert found is not None
    assert found.name.en == "Money back"


def test_it_never_overwrites_an_admins_words_and_offers_the_difference(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    row = Demand.objects.get(slug="refund")
    row.name_en = "My refund"
    entry_edit(row=row, now=now)
    rewrite(folder, "demands.yaml", "name_en: Refund,", "name_en: Money back,")
    report = knowledge_load(now=now, folder=folder)
    assert Demand.objects.get(slug="refund").name_en == "My refund"
    assert [(one.row, one.columns) for one in report.left_alone] == [
        ("Demand refund", {"name_en": ("Money back", "My refund")})
    ]
    # Shipping what the admin wrote settles it: the row follows the files again.
    rewrite(folder, "demands.yaml", "name_en: Money back,", "name_en: My refund,")
    assert knowledge_load(now=now, folder=folder).left_alone == []
    assert not Demand.objects.get(slug="refund").is_edited


def test_it_withdraws_what_ships_no_more_but_keeps_what_an_admin_made(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    mine = Demand.objects.get(slug="apology")
    mine.slug, mine.loaded_hash, mine._state.adding = "letter", "", True
    entry_edit(row=mine, now=now)
    text = (folder / "demands.yaml").read_text().splitlines(keepends=True)
    (folder / "demands.yaml").write_text("".join(line for line in text if "apology" not in line))
    report = knowledge_load(now=now, folder=folder)
    assert report.withdrawn == ["Demand apology"]
    assert demand("apology") is None
    assert demand("letter") is not None


def test_it_keeps_both_versions_of_a_rule(now: datetime, folder: Path) -> None:
    knowledge_load(now=now)
    text = (folder / "clock_rules.yaml").read_text()
    block = text[text.index("  - code: CLK22") : text.index("  - code: CLK23")]
    newer = block.replace('source: R121\n    article: "23"', "source: R121\n    effective_from: 2027-01-01", 1)
    newer = newer.replace("length: 7", "length: 5").replace("due: [2026-10-12]", "due: [2026-10-09]")
    (folder / "clock_rules.yaml").write_text(text.rstrip("\n") + "\n\n" + newer)
    assert knowledge_load(now=now, folder=folder).added == ["ClockRule CLK22 2027-01-01"]
    old, new = rule_in_force("CLK22", date(2026, 12, 31)), rule_in_force("CLK22", date(2027, 1, 1))
    assert old is not None
    assert new is not None
    assert (old.steps[0].length, new.steps[0].length) == (7, 5)


def test_it_shows_a_new_year_without_a_restart(
    now: datetime, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    knowledge_load(now=now)
    before = calendar_version()
    assert not work_calendar().covers(2027)
    # Another process publishes the notice; this one hears of it from the stamp alone.
    row = CalendarYear.objects.get(year=2026)
    row.year, row._state.adding = 2027, True
    row.days = {"2027-01-01": [False, "元旦"]}
    kept = dict(stamp._kept)
    entry_edit(row=row, now=now)
    stamp._kept.update(kept)
    assert not work_calendar().covers(2027)
    monkeypatch.setattr(stamp, "REREAD_SECONDS", -1.0)
    assert calendar_version() != before
    assert work_calendar().covers(2027)
    assert calendar_rows()[2027] == {date(2027, 1, 1): (False, "元旦")}
    monkeypatch.setattr(stamp, "REREAD_SECONDS", 5.0)
    with django_assert_num_queries(0):
        work_calendar()


def test_it_costs_a_page_at_most_one_query(now: datetime, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    knowledge_load(now=now)
    for ask in (platforms, problem_types, demands, clock_rules, calendar_rows):
        ask()
    stamp._read_at = None
    with django_assert_num_queries(1):
        assert platform("jd") is not None
        assert problem_type("defect") is not None
        assert demand("refund") is not None
        assert rule_in_force("CLK02", date(2026, 11, 18)) is not None
        work_calendar()


def test_it_answers_from_the_files_before_anything_is_loaded() -> None:
    assert KnowledgeStamp.objects.count() == 0
    assert len(platforms()) == 14
    assert platform("nowhere") is None
    assert work_calendar().covers(2026)


def test_it_forgets_what_an_admin_removed(now: datetime, django_capture_on_commit_callbacks: object) -> None:
    knowledge_load(now=now)
    assert demand("apology") is not None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        entry_remove(row=Demand.objects.get(slug="apology"), now=now)
    assert demand("apology") is None


@pytest.mark.parametrize(
    "changes", [{"confidence": "D"}, {"confidence": "C", "label_zh": ""}, {"effective_to": date(2001, 1, 1)}]
)
def test_it_cannot_store_a_fact_without_standing(now: datetime, changes: dict[str, object]) -> None:
    knowledge_load(now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockRule.objects.filter(code="CLK20").update(**changes)


def test_it_cannot_store_two_undated_versions_of_a_rule(now: datetime) -> None:
    knowledge_load(now=now)
    row = ClockRule.objects.get(code="CLK04")
    assert row.effective_from is None
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_it_reports_on_the_command_line(now: datetime) -> None:
    out = StringIO()
    call_command("load_knowledge", stdout=out)
    call_command("load_knowledge", stdout=out)
    first, second = out.getvalue().strip().splitlines()
    assert first == f"Knowledge: {EVERYTHING} added, 0 updated, 0 withdrawn."
    assert second == "Knowledge is up to date."


def test_it_reports_as_one_json_object(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for arguments in (["--json"], ["--json"], ["--check", "--json"]):
        out = StringIO()
        call_command("load_knowledge", *arguments, stdout=out)
        said.append(json.loads(out.getvalue()))
    first, second, checked = said
    assert (first["unchanged"], len(first["added"])) == (False, EVERYTHING)
    assert second == {"unchanged": True, "added": [], "updated": [], "withdrawn": [], "left_alone": []}
    assert checked == {"sound": True, "faults": []}
    monkeypatch.setattr("guides.management.commands.load_knowledge.knowledge_faults", lambda *_: ["platform jd"])
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_knowledge", "--check", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"sound": False, "faults": ["platform jd"]}


def test_it_checks_and_fails_on_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    out = StringIO()
    call_command("load_knowledge", "--check", stdout=out)
    assert "sound" in out.getvalue()
    assert Platform.objects.count() == 0
    monkeypatch.setattr(
        "guides.management.commands.load_knowledge.knowledge_faults", lambda *_: ["platform jd: confidence 'D'"]
    )
    err = StringIO()
    with pytest.raises(CommandError, match="1 fault"):
        call_command("load_knowledge", "--check", stdout=StringIO(), stderr=err)
    assert "confidence 'D'" in err.getvalue()


def test_it_tries_the_letters_too(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = letter_workshop.shipped_texts() | {"T2": ("人工客服，我已保存截图", "A person")}
    monkeypatch.setattr(letter_workshop, "shipped_texts", lambda: texts)
    assert letter_workshop.shipped_faults(["T1"])[0] == "letter T1b: it is written but not listed"
    (fault,) = letter_workshop.shipped_faults(list(texts))
    assert fault.startswith("letter T2 zh: “已保存”")
    with pytest.raises(CommandError, match="1 fault"):
        call_command("load_knowledge", "--check", stdout=StringIO(), stderr=StringIO())


def test_it_marks_what_is_changed_in_the_admin(now: datetime) -> None:
    knowledge_load(now=now)
    from tests.factories import UserFactory

    client = Client()
    client.force_login(
        UserFactory(is_staff=True, is_superuser=True),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    row = Demand.objects.get(slug="refund")
    version = KnowledgeStamp.objects.get().version
    form = site._registry[Demand].get_form(_request(), row)(instance=row)
    sent = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    sent["also_sources"] = "[]"
    answer = client.post(f"/admin/guides/demand/{row.pk}/change/", sent | {"name_en": "Give it back", "common": "on"})
    assert answer.status_code == 302, answer.context["errors"] if answer.context else answer
    row.refresh_from_db()
    assert row.name_en == "Give it back"
    assert row.is_edited
    assert KnowledgeStamp.objects.get().version != version


def _request() -> object:
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    from tests.factories import UserFactory

    request.user = UserFactory(is_staff=True, is_superuser=True)
    return request
