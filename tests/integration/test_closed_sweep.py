"""Closed cases: promised money is asked for, files go only as chosen and only after it was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from cases.adapters import storage
from cases.domain.closing import ASK_AGAIN, NOTICE, NOTICE_LEAST, files_go, money_first
from cases.models import Case, CaseEvent, Evidence, Mail, Pack, Rendition, Share
from cases.services.case_ending import Ending
from cases.services.case_quiet import case_mute
from cases.services.case_state import case_close, case_reopen, case_result_correct
from cases.services.closed_sweep import closed_sweep, files_delete
from cases.services.evidence_develop import evidence_sweep
from cases.services.files_keep import files_plan
from cases.services.mail_send import mail_send_due
from cases.services.pack_make import pack_given, pack_make
from cases.services.share import share_make
from tests.case_acts import again, opened
from tests.dossiers import built
from tests.exhibits import chat, receive
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def close(case: Case, outcome: str = "other", **said: object) -> Case:
    case_close(case=again(case), outcome=outcome, now=NOW, ending=Ending(**said))
    return again(case)


def mails(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(kind=kind).order_by("created_at"))


def post(at) -> None:
    mail_send_due(now_fn=lambda: at)


def test_it_asks_for_the_money_on_its_day_and_again(case):
    due = close(case, "promised_not_paid").money_at
    assert due == money_first(NOW)
    assert closed_sweep(now=due - timedelta(seconds=1)) == 0
    assert closed_sweep(now=due) == 1
    assert closed_sweep(now=due) == 0
    post(due)
    (mail,) = mails("money")
    assert (mail.state, mail.subject) == ("sent", "卷0001：答应的钱到了吗？")
    assert f"/c/{case.ref}/result/" in mail.text
    assert "/r/" not in mail.text.split("--")[0]
    closed_sweep(now=due + ASK_AGAIN)
    assert len(mails("money")) == 2


@pytest.mark.parametrize("outcome", ["full", "partial", "refused", "withdrawn", "other"])
def test_it_asks_for_no_money_after_another_end(case, outcome):
    assert close(case, outcome).money_at is None


def test_it_stops_asking_when_the_money_has_come(case):
    due = close(case, "promised_not_paid").money_at
    closed_sweep(now=due)
    case_result_correct(case=again(case), outcome="full", received_amount=None, now=due)
    post(due)
    assert mails("money")[0].state == "cancelled"
    assert again(case).money_at is None
    assert closed_sweep(now=due + 30 * DAY) == 0


def test_it_watches_again_when_the_result_is_corrected_to_promised(case):
    close(case, "refused")
    case_result_correct(case=again(case), outcome="promised_not_paid", received_amount=None, now=NOW)
    assert again(case).money_at == money_first(NOW)


def test_it_stops_asking_when_the_case_is_open_again(case):
    due = close(case, "promised_not_paid").money_at
    closed_sweep(now=due)
    case_reopen(case=again(case), now=due)
    post(due)
    assert mails("money")[0].state == "cancelled"
    assert (again(case).money_at, again(case).files_go_at) == (None, None)


def test_it_does_not_ask_in_a_silent_case(case):
    due = close(case, "promised_not_paid").money_at
    case_mute(case=again(case), muted=True, now=NOW)
    closed_sweep(now=due)
    post(due)
    assert mails("money")[0].state == "cancelled"


def test_it_gathers_the_question_in_a_digest(case, alice):
    alice.mail_mode = "digest"
    alice.save(update_fields=["mail_mode"])
    due = close(case, "promised_not_paid").money_at
    closed_sweep(now=due)
    post(due)
    assert mails("money")[0].state == "folded"
    post(due + DAY)
    assert mails("digest")[0].state == "sent"
    assert "答应的钱到了吗" in mails("digest")[0].text


@pytest.fixture
def shown(case, media) -> Case:
    """A case with two exhibits whose pictures are made."""
    for shade in (0, 1):
        receive(case, chat(shade), NOW)
    evidence_sweep(now_fn=lambda: NOW)
    return case


def stored() -> list[str]:
    names = [*Evidence.objects.values_list("name", flat=True), *Rendition.objects.values_list("name", flat=True)]
    return [name for name in names if default_storage.exists(name)]


@pytest.mark.parametrize("months", [3, 6, 12])
def test_it_deletes_files_as_chosen_and_says_so_before(shown, months, django_capture_on_commit_callbacks):
    go_at = close(shown, files_months=months).files_go_at
    assert go_at == files_go(NOW, months)
    assert closed_sweep(now=go_at - NOTICE - timedelta(seconds=1)) == 0
    assert closed_sweep(now=go_at - NOTICE) == 1
    post(go_at - NOTICE)
    (mail,) = mails("files")
    assert mail.state == "sent"
    assert f"/c/{shown.ref}/files/" in mail.text
    assert closed_sweep(now=go_at - timedelta(seconds=1)) == 0
    assert Evidence.objects.kept().count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert closed_sweep(now=go_at) == 1
    assert Evidence.objects.kept().count() == 0
    assert not Rendition.objects.exists()
    assert stored() == []
    event = CaseEvent.objects.get(kind="files_deleted")
    assert (event.by_owner, event.data["numbers"]) == (False, [1, 2])
    assert len(event.data["sha256"]) == 2
    assert again(shown).exhibits == {}
    assert closed_sweep(now=go_at + DAY) == 0


def test_it_deletes_the_dossiers_too_and_keeps_what_they_were(shown, django_capture_on_commit_callbacks):
    pack = pack_make(case=again(shown), whole_number=False, now=NOW)
    row = built(pack)
    pack_given(case=again(shown), variant=row, to_whom="调解员", now=NOW)
    share_make(case=again(shown), pack=pack, scope="all", to_whom="店铺", days=30, answer_by=None, now=NOW)
    paths = {one.kind: (storage.path_of(one.name), one.sha256) for one in row.files.all()}
    go_at = close(shown, files_months=3).files_go_at
    closed_sweep(now=go_at - NOTICE)
    with django_capture_on_commit_callbacks(execute=True):
        closed_sweep(now=go_at)
    assert not any(path.exists() for path, _sha256 in paths.values())
    row.refresh_from_db()
    assert (row.state, row.reason, row.act_at, list(row.files.all())) == ("failed", "expired", None, [])
    event = CaseEvent.objects.get(kind="pack_expired")
    assert (event.by_owner, event.data["version"]) == (False, 1)
    assert event.data["sha256"] == {f"covered.{kind}": sha256 for kind, (_path, sha256) in paths.items()}
    assert [one["sha256"] for one in Pack.objects.get().content["exhibits"]] == [
        one.sha256 for one in Evidence.objects.order_by("number")
    ]
    assert row.given.get().to_whom == "调解员"
    assert Share.objects.get().revoked_at == go_at
    assert closed_sweep(now=go_at + DAY) == 0


def test_it_stops_a_dossier_that_is_being_made_when_the_files_go(shown):
    row = pack_make(case=again(shown), whole_number=False, now=NOW).variants.get()
    go_at = close(shown, files_months=3).files_go_at
    closed_sweep(now=go_at - NOTICE)
    closed_sweep(now=go_at)
    row.refresh_from_db()
    assert (row.state, row.act_at) == ("failed", None)


def test_it_never_deletes_what_it_did_not_announce_in_time(shown):
    """After an outage the announcement comes late, and the files wait for it."""
    go_at = close(shown, files_months=3).files_go_at
    late = go_at + 40 * DAY
    assert closed_sweep(now=late) == 1
    assert Evidence.objects.kept().count() == 2
    assert closed_sweep(now=late + NOTICE_LEAST - timedelta(seconds=1)) == 0
    assert closed_sweep(now=late + NOTICE_LEAST) == 1
    assert Evidence.objects.kept().count() == 0


def test_it_says_so_even_in_a_silent_case(shown):
    go_at = close(shown, files_months=3).files_go_at
    case_mute(case=again(shown), muted=True, now=NOW)
    closed_sweep(now=go_at - NOTICE)
    post(go_at - NOTICE)
    assert mails("files")[0].state == "sent"


def test_it_keeps_the_files_of_a_case_that_is_open_again(shown):
    go_at = close(shown, files_months=3).files_go_at
    case_reopen(case=again(shown), now=NOW + DAY)
    assert closed_sweep(now=go_at + 365 * DAY) == 0
    assert Evidence.objects.kept().count() == 2


def test_it_keeps_the_files_when_the_shopper_changes_their_mind(shown):
    go_at = close(shown, files_months=3).files_go_at
    closed_sweep(now=go_at - NOTICE)
    assert files_plan(case=again(shown), months=0, now=go_at - NOTICE)
    post(go_at - NOTICE)
    assert mails("files")[0].state == "cancelled"
    assert closed_sweep(now=go_at + 365 * DAY) == 0
    assert Evidence.objects.kept().count() == 2


def test_it_deletes_nothing_before_the_day_whoever_asks(shown):
    row = close(shown, files_months=3)
    assert files_delete(case=row, now=NOW + DAY) is False
    assert Evidence.objects.kept().count() == 2


def test_it_keeps_the_choice_for_the_next_case_and_touches_no_other(shown, alice):
    other = opened(alice, item="水壶")
    receive(other, chat(2), NOW)
    go_at = close(shown, files_months=3).files_go_at
    alice.refresh_from_db()
    assert alice.files_months == 3
    closed_sweep(now=go_at - NOTICE)
    closed_sweep(now=go_at)
    assert list(Evidence.objects.kept().values_list("case_id", flat=True)) == [other.pk]
