"""An account that goes is silent at once, comes back within seven days, and then nothing of it is left anywhere."""

from __future__ import annotations

import io
import json
from importlib import import_module

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection

from cases.adapters import parts, storage
from cases.adapters.mail import EmlFileBackend
from cases.models import ApiToken, Deletion, Export, Helper, Mail, User
from cases.selectors.belongings import belonging
from cases.selectors.calendar_feed import feed_owner
from cases.services.account_delete import UNDO, account_freeze, account_purge, account_undo, deletions_sweep
from cases.services.mail_send import mail_send_due
from cases.services.tick import tick_run
from tests.case_acts import DAY, opened
from tests.factories import NOW
from tests.whole_account import fill, paths, rows_of

pytestmark = pytest.mark.django_db
MARK = "独角兽牌麒麟"


@pytest.fixture(autouse=True)
def _monday(media, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def session_of(user: User) -> str:
    session = import_module(django_settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session.create()
    return str(session.session_key)


def everywhere(words: str) -> list[str]:
    """Return the tables with a row that holds these words in any column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(words in str(row) for row in cursor.fetchall()):
                found.append(table)
    return found


def test_it_has_a_row_in_every_table_before_it_goes(alice):
    fill(alice)
    assert not [
        one._meta.label for one in belonging() if paths(one) and _is_a_shoppers(one) and not rows_of(alice, one)
    ]


def _is_a_shoppers(model) -> bool:
    return model._meta.app_label != "guides"


def test_it_leaves_no_row_no_file_no_session_and_no_mail(alice, charlie, django_capture_on_commit_callbacks, tmp_path):
    with django_capture_on_commit_callbacks(execute=True):
        case = fill(alice)
        opened(alice, problem=MARK, shop=MARK, number="7", now=NOW, key="marked")
        theirs = opened(charlie, now=NOW)
    Export.objects.update(name="00/" + "0" * 32, state="ready")
    (storage.root() / "00").mkdir(exist_ok=True)
    storage.path_of("00/" + "0" * 32).write_bytes(b"zip")
    mine, known = session_of(alice), session_of(charlie)
    mail = Mail.objects.filter(user=alice)[0]
    _eml(f"<{mail.pk}@youju.test>", "elsewhere@example.com")
    _eml("<other@youju.test>", alice.email)
    _eml("<charlies@youju.test>", charlie.email)
    assert len(everywhere(alice.email)) >= 3
    assert everywhere(MARK)
    assert sum(1 for _ in storage.lying()) >= 5
    number, ref = alice.pk, case.ref
    with django_capture_on_commit_callbacks(execute=True):
        assert account_purge(user=alice)
    assert everywhere(alice.email) == everywhere(MARK) == everywhere(ref) == []
    assert not [one._meta.label for one in belonging() for path in paths(one) if _has(one, path, number)]
    assert list(storage.lying()) == []
    assert list(Session.objects.values_list("session_key", flat=True)) == [known]
    assert mine != known
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
    theirs.refresh_from_db()
    assert User.objects.filter(pk=charlie.pk).exists()


def test_it_leaves_no_unfinished_upload_and_no_mail_of_helpers(alice, charlie, django_capture_on_commit_callbacks):
    case = fill(alice)
    helper = case.helpers.get()
    mail = Mail.objects.filter(user=alice, case=case)[0]
    kept = {"kind": "account", "user": helper.user, "state": "sent", "created_at": NOW}
    Mail.objects.create(key=f"helped:{mail.pk}:{helper.pk}", text=case.ref, **kept)
    Mail.objects.create(key=f"helped:{mail.pk}:{helper.pk}9", text="another's", **kept)
    parts.append(alice.pk, "k" * 20, 0, io.BytesIO(b"half").read, 10)
    parts.append(charlie.pk, "k" * 20, 0, io.BytesIO(b"half").read, 10)
    with django_capture_on_commit_callbacks(execute=True):
        account_purge(user=alice)
    assert everywhere(case.ref) == []
    assert Mail.objects.get(user=helper.user).text == "another's"
    assert User.objects.get(pk=helper.user.pk).helps == 0
    assert (parts.held(alice.pk), parts.held(charlie.pk)) == ((0, 0), (1, 4))


def test_it_stops_helping_others_when_it_goes(alice, charlie):
    case = opened(charlie, now=NOW)
    row = Helper.objects.create(
        case=case, name="小红", role="log", user=alice, wants_mail=True, invited_at=NOW, joined_at=NOW, expires_at=NOW
    )
    case.mailed_helpers = 1
    case.save()
    account_purge(user=alice)
    case.refresh_from_db()
    assert case.mailed_helpers == 0
    assert not Helper.objects.filter(pk=row.pk).exists()


def _has(model, path: str, number: int) -> bool:
    return model._base_manager.filter(**{f"{path}_id" if "__" not in path else path: number}).exists()


def _eml(number: str, to: str) -> None:
    EmlFileBackend().send_messages([EmailMessage("卷0001", "x", "a@youju.test", [to], headers={"Message-ID": number})])


def test_it_keeps_the_mail_of_another_account_with_the_same_address(alice, tmp_path):
    User.objects.create_user(alice.email, login_key="alice#2")
    _eml("<twins@youju.test>", alice.email)
    account_purge(user=alice)
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_it_is_silent_from_the_first_moment(alice):
    fill(alice)
    Deletion.objects.all().delete()
    User.objects.filter(pk=alice.pk).update(calendar_token="t" * 43)
    session_of(alice)
    due = Mail.objects.get(user=alice, stage="due")
    account_freeze(user=alice, now=NOW)
    assert feed_owner("t" * 43) is None
    assert not UserSession.objects.filter(user=alice).exists()
    Mail.objects.filter(kind="account").delete()
    mail_send_due(now_fn=lambda: NOW)
    due.refresh_from_db()
    assert (due.state, due.noted_at) == (Mail.State.CANCELLED, None)


def test_it_comes_back_whole_within_seven_days_and_not_after(alice):
    fill(alice)
    Deletion.objects.all().delete()
    account_freeze(user=alice, now=NOW)
    assert not User.objects.get(pk=alice.pk).is_active
    assert account_undo(user=alice, now=NOW + UNDO - DAY / 24)
    assert User.objects.get(pk=alice.pk).is_active
    assert alice.cases.count() == 2
    assert not account_undo(user=alice, now=NOW)
    account_freeze(user=alice, now=NOW)
    assert not account_undo(user=alice, now=NOW + UNDO)


def test_it_asks_twice_and_counts_once(alice):
    first = account_freeze(user=alice, now=NOW)
    assert account_freeze(user=alice, now=NOW + DAY).purge_at == first.purge_at == NOW + UNDO


def test_it_is_purged_by_the_tick_after_seven_days_not_before(alice, charlie):
    account_freeze(user=alice, now=NOW)
    assert deletions_sweep(now=NOW + UNDO - DAY) == 0
    with time_machine.travel(NOW + UNDO, tick=False):
        counts = tick_run(now_fn=lambda: NOW + UNDO)
    assert (counts["purged"], counts["errors"]) == (1, 0)
    assert list(User.objects.all()) == [charlie]


def test_it_purges_nothing_in_a_rehearsal(alice):
    account_freeze(user=alice, now=NOW)
    tick_run(now_fn=lambda: NOW + 30 * DAY, rehearsal=True)
    assert User.objects.filter(pk=alice.pk).exists()


def test_it_lets_an_undo_that_came_first_win(alice):
    account_freeze(user=alice, now=NOW)
    account_undo(user=alice, now=NOW)
    assert not account_purge(user=alice, due=NOW + UNDO)
    assert User.objects.filter(pk=alice.pk).exists()


def test_it_goes_on_with_the_others_when_one_cannot_be_purged(alice, charlie, monkeypatch):
    for user in (alice, charlie):
        account_freeze(user=user, now=NOW)
    from cases.services import account_delete

    real = account_delete._rows_remove
    monkeypatch.setattr(account_delete, "_rows_remove", lambda row: 1 / 0 if row == alice else real(row))
    assert deletions_sweep(now=NOW + UNDO) == 1
    assert list(User.objects.all()) == [alice]


def test_it_goes_at_once_by_command(alice):
    fill(alice)
    out = io.StringIO()
    call_command("delete_account", "ALICE@example.com", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"deleted": "alice@example.com"}
    assert not User.objects.filter(email="alice@example.com").exists()
    assert not ApiToken.objects.exists()
    with pytest.raises(CommandError, match="No account"):
        call_command("delete_account", "alice@example.com")
