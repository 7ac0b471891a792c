"""At 12315 nobody is reminded of asking 京东: it may refuse what an administrative body has taken up (JD1 art. 5)."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, Deadline, Mail
from cases.selectors.calendar_feed import calendar_feed
from cases.services.case_state import tier_move
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.mail_compose import mail_compose
from cases.services.mail_send import mail_send_due
from cases.services.moments import moment_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, MailFactory, UserFactory
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db
NAME = "京东：申请介入的最后期限"


@pytest.fixture
def case() -> Case:
    """Refused on the seller's page; a dispute was filed, JD itself was not asked, and the case went to 12315."""
    refused = NOW - 8 * DAY
    user = UserFactory(email="alice@example.com", mail_mode="instant")
    case = opened(user, now=refused - DAY, platform="jd", number="286600412345")
    heard(case, refused, reply="refused")
    moment_note(case=again(case), trigger=Trigger.AFTER_SALE_REFUSED, at=refused, now=refused)
    entry = FilingEntry(tier="platform", moves=True, code="T8b", text="…", rule="CLK07", due_at=refused + 2 * DAY)
    filing_file(case=again(case), entry=entry, now=refused + DAY)
    return again(case)


def complained(case: Case):
    entry = FilingEntry(tier="regulator", moves=True, code="T12", text="…", rule="CLK20", due_at=NOW + 9 * DAY)
    return filing_file(case=again(case), entry=entry, now=NOW - DAY)


def mailed(case: Case, now: datetime) -> list[str]:
    """Return which stages of the window were mailed by then."""
    deadlines_sweep(now=now)
    mail_send_due(now_fn=lambda: now)
    rows = Mail.objects.filter(case=case, deadline__rule="CLK08", state="sent")
    return list(rows.values_list("stage", flat=True))


def last_day(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="CLK08")


def before_end(case: Case) -> datetime:
    return last_day(case).due_at - DAY + HOUR


def test_it_reminds_of_the_last_day_while_the_dispute_is_at_jd(case):
    assert mailed(case, before_end(case))


def test_it_reminds_nobody_who_has_gone_to_12315(case):
    complained(case)
    assert last_day(case).state == "running"
    assert mailed(case, before_end(case)) == []
    gone = Mail.objects.filter(deadline=last_day(case)).values_list("state", "last_error")
    assert set(gone) == {("cancelled", "with the regulator now")}
    assert NAME not in calendar_feed(case.owner, NOW).decode().replace("\r\n ", "")


def test_it_reminds_again_when_12315_did_not_take_it_up(case):
    filing = complained(case)
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry("not_accepted", NOW - HOUR), now=NOW)
    assert mailed(case, before_end(case))


def test_it_stays_silent_when_the_mediation_has_ended(case):
    filing = complained(case)
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry("accepted", NOW - 5 * HOUR), now=NOW)
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry("ended", NOW - HOUR), now=NOW)
    assert mailed(case, before_end(case)) == []


def test_it_reminds_again_of_what_came_back_to_jd(case):
    complained(case)
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    assert mailed(case, before_end(case))


def test_it_does_not_name_it_beside_another_window(case):
    complained(case)
    row = last_day(case)
    other = Deadline.objects.create(
        case=case, lane="mine", rule="CLK23", tier="regulator", trigger_at=row.trigger_at, due_at=row.due_at,
        created_at=NOW,
    )  # fmt: skip
    mail = MailFactory(user=case.owner, case=case, deadline=other, stage="window_1d", due_at=row.due_at)
    assert "京东" not in mail_compose(mail, before_end(case)).text
    MailFactory(user=case.owner, case=case, deadline=row, stage="window_1d", due_at=row.due_at)
    mail_send_due(now_fn=lambda: before_end(case))
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert "京东" not in mail.text


def test_it_folds_none_into_the_digest(case):
    row = last_day(case)
    digest = MailFactory(
        user=case.owner, case=None, deadline=None, kind="digest", stage="", due_at=None, act_at=NOW, created_at=NOW
    )
    MailFactory(
        user=case.owner, case=case, deadline=row, stage="window_3d", due_at=row.due_at,
        state="folded", act_at=None, digest=digest,
    )  # fmt: skip
    complained(case)
    mail_send_due(now_fn=lambda: NOW)
    digest.refresh_from_db()
    assert (digest.state, digest.last_error) == ("cancelled", "nothing left to say")


def test_it_says_on_the_page_why_no_reminder_comes(case, client):
    complained(case)
    client.force_login(case.owner)
    assert "没有提醒" not in words_of(client.get("/today/"))
    assert NAME not in words_of(client.get("/today/"))
    words = words_of(client.get(f"/c/{case.ref}/clocks/"))
    assert NAME in words
    assert "你已找了 12315：12315 受理后，京东可能不再介入，所以不再提醒。" in words
