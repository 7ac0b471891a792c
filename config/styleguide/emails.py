"""Sample mails for the e-mail gallery and the golden files: one of every kind, from rows that are never saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from cases.domain.next_step.table import EXECUTION, UNKEPT
from cases.models import Agent, Case, Contact, Deadline, FilingResult, Letter, Mail, Order, Promise, Reminder, User
from cases.services.mail_compose import Composed, mail_compose

# Monday 23 November 2026, 10:42 in Shanghai: half an hour after a promise of 48 hours.
NOW = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
HEARD = datetime(2026, 11, 21, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Sample:
    """One mail to compose: `name` is unique, `at` the moment it is written."""

    name: str
    mail: Mail
    at: datetime

    def composed(self) -> Composed:
        return mail_compose(self.mail, self.at)


def samples(language: str) -> list[Sample]:
    """Return every sample in the owner's language, always in the same order and with the same ids."""
    found = []
    for number, (name, make) in enumerate(_MAKERS.items(), start=1):
        mail, at = make(_case(language))
        mail.id = UUID(int=number)
        found.append(Sample(name, mail, at))
    return found


def sample(name: str, language: str) -> Sample:
    """Return one sample. KeyError for an unknown name."""
    return {one.name: one for one in samples(language)}[name]


def _case(language: str) -> Case:
    user = User(pk=1, email="demo@youju.local", language=language)
    order = Order(pk=1, owner=user, platform="taobao", number="1182 6640 4821", number_key="118266404821")
    order.shop, order.item = "声野数码旗舰店", "蓝牙耳机"
    case = Case(pk=7, ref="demo000000000007", owner=user, order=order, file_no=7, problem="左耳没有声音")
    case.demand, case.tier = "refund", "merchant"
    case.opened_at = case.last_event_at = HEARD - DAY
    return case


def _theirs(case: Case, *, words: str = "48小时内给您答复", **fields: Any) -> Deadline:
    agent = Agent(pk=1, owner=case.owner, platform="taobao", number="6789")
    contact = Contact(pk=1, case=case, tier=case.tier, at=HEARD, agent=agent, words=words)
    due = HEARD + 2 * DAY
    promise = Promise(pk=1, case=case, contact=contact, agent=agent, words=words, heard_at=HEARD, due_at=due)
    deadline = Deadline(pk=1, case=case, lane="theirs", rule="CLK01", tier=case.tier, promise=promise)
    deadline.trigger_at, deadline.due_at = HEARD, due
    for name, value in fields.items():
        setattr(deadline, name, value)
    return deadline


def _stage(case: Case, deadline: Deadline, stage: str) -> Mail:
    return Mail(kind="stage", user=case.owner, case=case, deadline=deadline, stage=stage, due_at=deadline.due_at)


def _mine(case: Case, rule: str, days: int) -> Deadline:
    # Signed for on the 18th: the no-reason return closes on the 25th at 24:00.
    start = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
    due = datetime(2026, 11, 18, 15, 59, 59, tzinfo=UTC) + days * DAY
    return Deadline(pk=2, case=case, lane="mine", rule=rule, tier=case.tier, trigger_at=start, due_at=due)


def _soon(case: Case) -> tuple[Mail, datetime]:
    return _stage(case, _theirs(case), "soon"), HEARD + 2 * DAY - 2 * HOUR


def _due(case: Case) -> tuple[Mail, datetime]:
    return _stage(case, _theirs(case), "due"), NOW


def _due_nudged(case: Case) -> tuple[Mail, datetime]:
    return _stage(case, _theirs(case, nudged_at=NOW - HOUR / 4), "due"), NOW


def _due_silence(case: Case) -> tuple[Mail, datetime]:
    deadline = _theirs(case, rule="CLK15", promise=None, due_at=HEARD + DAY)
    return _stage(case, deadline, "due"), HEARD + DAY + HOUR / 2


def _due_platform(case: Case) -> tuple[Mail, datetime]:
    case.tier, case.no_reply_at = "platform", NOW - HOUR
    return _stage(case, _theirs(case, rule="CLK12", promise=None), "due"), NOW


def _due_dispute(case: Case) -> tuple[Mail, datetime]:
    case.tier = "platform"
    deadline = _theirs(case, rule="CLK07", promise=None, due_at=HEARD + DAY)
    return _stage(case, deadline, "due"), HEARD + DAY + HOUR / 2


def _long_overdue_dispute(case: Case) -> tuple[Mail, datetime]:
    mail, _at = _due_dispute(case)
    mail.stage = "long_overdue"
    return mail, _next_morning(case, 2)


def _due_deed(case: Case) -> tuple[Mail, datetime]:
    deadline = _theirs(case, words="同意退款，48小时内退到原账户")
    deadline.promise.contact.reply = "agreed"  # type: ignore[union-attr]
    return _stage(case, deadline, "due"), NOW


def _soon_deed(case: Case) -> tuple[Mail, datetime]:
    mail, _at = _due_deed(case)
    mail.stage = "soon"
    return mail, HEARD + 2 * DAY - 2 * HOUR


def _overdue_ruled(case: Case) -> tuple[Mail, datetime]:
    case.tier, case.next_kind = "platform", EXECUTION
    deadline = _theirs(case, words="支持买家，卖家须在48小时内退款299元")
    contact = deadline.promise.contact  # type: ignore[union-attr]
    contact.reply = "agreed"
    contact.result = FilingResult(kind="for", contact=contact)
    return _stage(case, deadline, "overdue"), _next_morning(case, 1)


def _long_overdue_mediated(case: Case) -> tuple[Mail, datetime]:
    case.tier, case.next_kind = "regulator", UNKEPT
    deadline = _theirs(case, words="双方同意：被投诉人48小时内退款60元")
    deadline.promise.contact.reply = "agreed"  # type: ignore[union-attr]
    return _stage(case, deadline, "long_overdue"), _next_morning(case, 3)


def _due_regulator(case: Case) -> tuple[Mail, datetime]:
    case.tier = "regulator"
    return _stage(case, _theirs(case, rule="CLK20", promise=None), "due"), NOW


def _next_morning(case: Case, days: int) -> datetime:
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC) + days * DAY


def _overdue(case: Case) -> tuple[Mail, datetime]:
    return _stage(case, _theirs(case), "overdue"), _next_morning(case, 1)


def _overdue_nudged(case: Case) -> tuple[Mail, datetime]:
    return _stage(case, _theirs(case, nudged_at=NOW + HOUR), "overdue"), _next_morning(case, 1)


def _long_overdue(case: Case) -> tuple[Mail, datetime]:
    case.no_reply_at = NOW + 2 * HOUR
    return _stage(case, _theirs(case), "long_overdue"), _next_morning(case, 3)


def _window(stage: str, rule: str, days: int, at: datetime) -> Callable[[Case], tuple[Mail, datetime]]:
    return lambda case: (_stage(case, _mine(case, rule, days), stage), at)


def _stale(case: Case) -> tuple[Mail, datetime]:
    case.last_event_at = NOW - 14 * DAY
    return Mail(kind="stale", user=case.owner, case=case), NOW


def _unsent(case: Case) -> tuple[Mail, datetime]:
    letter = Letter(pk=1, case=case, code="T1", tier=case.tier, text="您好，我的订单……", copied_at=NOW - DAY)
    return Mail(kind="unsent", user=case.owner, case=case, letter=letter), NOW


def _reminder(case: Case) -> tuple[Mail, datetime]:
    own = Reminder(pk=1, case=case, at=NOW, note="去快递柜取换货，单号 1182 6640 4821", created_at=NOW - 3 * DAY)
    return Mail(kind="reminder", user=case.owner, case=case, reminder=own), NOW


def _pause_over(case: Case) -> tuple[Mail, datetime]:
    return Mail(kind="reminder", user=case.owner, case=case), NOW


def _money(case: Case) -> tuple[Mail, datetime]:
    case.closed_at, case.outcome, case.money_at = NOW - 7 * DAY, "promised_not_paid", NOW
    return Mail(kind="money", user=case.owner, case=case), NOW


def _files(case: Case) -> tuple[Mail, datetime]:
    case.closed_at, case.outcome, case.files_go_at = NOW - 170 * DAY, "full", NOW + 14 * DAY
    return Mail(kind="files", user=case.owner, case=case), NOW


def _answer(case: Case) -> tuple[Mail, datetime]:
    case.answers_waiting = 1
    return Mail(kind="answer", user=case.owner, case=case), NOW


def _digest(case: Case) -> tuple[Mail, datetime]:
    mail, at = Mail(kind="digest", user=case.owner), _next_morning(case, 1) - HOUR
    folded = [_overdue(case)[0], _stale(case)[0]]
    for number, one in enumerate(folded):
        one.id = UUID(int=100 + number)
        one.subject = mail_compose(one, at).subject
    mail.rows = folded  # type: ignore[attr-defined]
    return mail, at


def _digest_weekly(case: Case) -> tuple[Mail, datetime]:
    case.owner.mail_mode = "weekly"
    return _digest(case)


_MAKERS: dict[str, Callable[[Case], tuple[Mail, datetime]]] = {
    "soon": _soon,
    "due": _due,
    "due-nudged": _due_nudged,
    "due-silence": _due_silence,
    "due-platform": _due_platform,
    "due-regulator": _due_regulator,
    "due-dispute": _due_dispute,
    "long_overdue-dispute": _long_overdue_dispute,
    "overdue": _overdue,
    "overdue-nudged": _overdue_nudged,
    "long_overdue": _long_overdue,
    "window_3d": _window("window_3d", "CLK02", 7, datetime(2026, 11, 22, 1, 0, tzinfo=UTC)),
    "window_1d": _window("window_1d", "CLK02", 7, datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
    "window_last": _window("window_last", "CLK02", 7, datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
    "window_last-rule-of-thumb": _window("window_last", "CLK05", 15, datetime(2026, 12, 3, 1, 0, tzinfo=UTC)),
    "stale": _stale,
    "unsent": _unsent,
    "reminder": _reminder,
    "reminder-pause-over": _pause_over,
    "money": _money,
    "files": _files,
    "answer": _answer,
    "digest": _digest,
    "digest-weekly": _digest_weekly,
    "soon-deed": _soon_deed,
    "due-deed": _due_deed,
    "overdue-ruled": _overdue_ruled,
    "long_overdue-mediated": _long_overdue_mediated,
}
