"""One synthetic shopper or case as rows ready for the database. The rhythm is fixed, the content drawn from a seed."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Model

from cases.adapters.bulk_load import BulkTable, Row
from cases.domain.agenda import agenda
from cases.domain.row_key import time_key
from cases.models import Agent, Case, CaseEvent, Contact, Deadline, Mail, Order, Promise, User

PLATFORMS = ("taobao", "jd", "pdd", "douyin")
SHOPS = ("声野数码旗舰店", "山禾家居专营店", "北窗服饰店", "青柚食品旗舰店")
ITEMS = ("蓝牙耳机", "羊毛衬衫", "电饭锅", "双肩包", "台灯", "坚果礼盒")
PROBLEMS = ("左耳没有声音", "袖口开线", "通电后不加热", "拉链头脱落", "少发一件", "收到时已破损")
TYPES = ("quality", "damaged", "missing", "not_as_described")
DEMANDS = ("exchange", "refund", "resend", "repair")
WORDS = "24小时内给您回复"
NOTE_SUBJECT, NOTE_TEXT = "对方超时了", "对方答应的时间到了，还没有回复。可以再催一次。"
DAY = timedelta(days=1)
ANSWER = timedelta(hours=24)

GIVEN: dict[type[Model], tuple[str, ...]] = {
    User: ("id", "email", "login_key", "password", "quiet_hours", "date_joined", "last_file_no"),
    EmailAddress: ("user_id", "email", "verified", "primary"),
    Agent: ("id", "owner_id", "platform", "number"),
    Order: ("id", "owner_id", "platform", "number", "number_key", "shop", "item", "amount", "paid_at", "signed_at"),
    Case: (
        *("id", "ref", "owner_id", "order_id", "file_no", "problem_type", "problem", "demand", "tier", "outcome"),
        *("opened_at", "closed_at", "next_kind", "next_actor", "next_at", "next_deadline_id"),
        *("contacted_at", "last_event_at", "stale_at"),
    ),
    Contact: (
        *("id", "case_id", "tier", "channel", "direction", "at", "agent_id", "words", "reply", "letter_code"),
        "created_at",
    ),
    Promise: ("id", "case_id", "contact_id", "agent_id", "words", "heard_at", "due_at", "reading", "state"),
    Deadline: (
        *("id", "case_id", "lane", "rule", "tier", "promise_id", "trigger_at", "due_at", "state", "stage", "act_at"),
        *("created_at", "ended_at"),
    ),
    CaseEvent: ("id", "case_id", "kind", "at", "recorded_at", "by_owner", "tier", "contact_id", "data"),
    Mail: (
        *("id", "kind", "user_id", "case_id", "deadline_id", "stage", "due_at", "state", "created_at", "sent_at"),
        *("noted_at", "subject", "text"),
    ),
}
MODELS = tuple(GIVEN)


class CaseRows:
    """Rows waiting to be written, per table."""

    def __init__(self) -> None:
        self.tables = {model: BulkTable(model, *given) for model, given in GIVEN.items()}
        self.waiting: dict[type[Model], list[Row]] = {model: [] for model in GIVEN}

    def add(self, model: type[Model], *values: Any) -> None:
        self.waiting[model].append(values)

    def write(self) -> None:
        """Write and forget everything that waits, parents first."""
        for model, rows in self.waiting.items():
            self.tables[model].write(rows)
            rows.clear()


class Crowd:
    """Draws shoppers and cases; `free` holds the next primary key of each table."""

    def __init__(
        self,
        random: Random,
        now: datetime,
        moment: Callable[[datetime], Any],
        uuid: Callable[[UUID], str],
        free: dict[type, int],
    ) -> None:
        self.random, self.now, self.moment, self.uuid, self.free = random, now, moment, uuid, free
        self.agents: dict[tuple[int, str], int] = {}

    def _key(self, model: type) -> int:
        key = self.free[model]
        self.free[model] = key + 1
        return key

    def user(self, rows: CaseRows, email: str, files: int) -> int:
        """Return the key of a new shopper with a verified address and no password to log in with."""
        key = self._key(User)
        rows.add(User, key, email, email, "!bulk", "", self.moment(self.now - 400 * DAY), files)
        rows.add(EmailAddress, key, email, True, True)
        return key

    def case(
        self,
        rows: CaseRows,
        owner: int,
        file_no: int,
        *,
        is_open: bool,
        due: bool = False,
        measured: bool = False,
        age: float = 0.0,
    ) -> None:
        """Add one case with its order, contacts, promise, clock, events and, when closed, its notice.

        `age` says how long a closed one lies back: 0 is the day before yesterday, 1 a year ago.
        """
        random = self.random
        platform = PLATFORMS[random.randrange(4)]
        heard, due_at = self._promise_moments(is_open=is_open, due=due, age=age)
        opened = heard - timedelta(minutes=random.randrange(30, 3000))
        case, order, deadline = self._key(Case), self._key(Order), self._key(Deadline)
        at = self.moment
        number = str(random.randrange(10**17, 10**18))
        rows.add(
            *(Order, order, owner, platform, number, number, SHOPS[random.randrange(4)], ITEMS[random.randrange(6)]),
            *(f"{random.randrange(900, 90000) / 100:.2f}", at(opened - 6 * DAY), at(opened - 2 * DAY)),
        )
        last = heard if is_open else due_at + DAY
        step = ("wait", "them", at(due_at), deadline) if is_open else ("", "", None, None)
        rows.add(
            *(Case, case, self._ref(), owner, order, file_no, TYPES[random.randrange(4)]),
            *(PROBLEMS[random.randrange(6)], DEMANDS[random.randrange(4)], "merchant", "" if is_open else "full"),
            *(at(opened), None if is_open else at(last), *step, at(heard), at(last)),
            at(max(last, self.now - DAY) + 14 * DAY) if is_open else None,
        )
        self._exchange(rows, case, owner, platform, deadline, opened, heard, due_at, is_open)
        if measured:
            self._window(rows, case, opened, is_open)
        if not is_open and (measured or random.randrange(2)):
            self._notice(rows, case, owner, deadline, due_at)

    def _promise_moments(self, *, is_open: bool, due: bool, age: float) -> tuple[datetime, datetime]:
        """Return (heard, due): due ones have just passed their grace, open ones lie ahead, closed ones long behind."""
        seconds = self.random.randrange
        if due:
            due_at = self.now - timedelta(seconds=settings.GRACE_SECONDS + seconds(1, 60))
        elif is_open:
            due_at = self.now + timedelta(seconds=seconds(3 * 3600, 23 * 3600))
        else:
            due_at = self.now - 3 * DAY - age * 360 * DAY - timedelta(seconds=seconds(86_400))
        return due_at - ANSWER, due_at

    def _exchange(
        self,
        rows: CaseRows,
        case: int,
        owner: int,
        platform: str,
        deadline: int,
        opened: datetime,
        heard: datetime,
        due_at: datetime,
        is_open: bool,
    ) -> None:
        """Add what was said: the shopper's letter, the agent's promise, its clock and their events."""
        at = self.moment
        agent = self._agent(rows, owner, platform)
        sent, answer, promise = self._key(Contact), self._key(Contact), self._key(Promise)
        wrote = opened + timedelta(minutes=10)
        rows.add(Contact, sent, case, "merchant", "chat", "out", at(wrote), None, NOTE_TEXT, "", "T1", at(wrote))
        rows.add(Contact, answer, case, "merchant", "chat", "in", at(heard), agent, WORDS, "received", "", at(heard))
        reading = json.dumps({"kind": "hours", "flags": [], "working": []})
        kept = "running" if is_open else "broken"
        rows.add(Promise, promise, case, answer, agent, WORDS, at(heard), at(due_at), reading, kept)
        turn = self._first_turn("theirs", heard, due_at) if is_open else None
        rows.add(
            *(Deadline, deadline, case, "theirs", "CLK01", "merchant", promise, at(heard), at(due_at)),
            *("running" if is_open else "cancelled", turn[0] if turn else "due", at(turn[1]) if turn else None),
            *(at(heard), None if is_open else at(due_at + DAY)),
        )
        self._event(rows, case, "case_opened", opened)
        self._event(rows, case, "letter_sent", wrote, contact=sent)
        data = {"promise": promise, "words": WORDS, "due": due_at.isoformat(), "kind": "hours"}
        self._event(rows, case, "contact_logged", heard, contact=answer, data=data)
        if not is_open:
            lapse = {"deadline": deadline, "rule": "CLK01", "promise": promise}
            self._event(rows, case, "lapsed", due_at, by_owner=False, data=lapse)
            self._event(rows, case, "case_closed", due_at + DAY, data={"outcome": "full", "note": ""})

    def _first_turn(self, lane: str, heard: datetime, due_at: datetime) -> tuple[str, datetime]:
        """Return the stage and moment the sweep will act on next."""
        turns = agenda(lane, heard, due_at, heard, settings.GRACE_SECONDS)
        if due_at < self.now:
            return next((turn.name, turn.at) for turn in turns if turn.name == "due")
        return next(((turn.name, turn.at) for turn in turns if turn.at > self.now), (turns[-1].name, turns[-1].at))

    def _window(self, rows: CaseRows, case: int, opened: datetime, is_open: bool) -> None:
        """Add the shopper's own seven days, running in an open case."""
        at = self.moment
        end = self.now + timedelta(days=3, hours=self.random.randrange(24))
        state = "running" if is_open else "cancelled"
        stage, act_at = self._first_turn("mine", opened, end)
        rows.add(
            *(Deadline, self._key(Deadline), case, "mine", "CLK02", "merchant", None, at(opened), at(end), state),
            *(stage, at(act_at) if is_open else None, at(opened), None if is_open else at(opened + DAY)),
        )

    def _notice(self, rows: CaseRows, case: int, owner: int, deadline: int, due_at: datetime) -> None:
        at = self.moment
        sent = due_at + timedelta(minutes=30)
        key = self.uuid(time_key(sent, self.random.getrandbits))
        rows.add(
            *(Mail, key, "stage", owner, case, deadline, "due", at(due_at), "sent", at(sent), at(sent), at(sent)),
            *(NOTE_SUBJECT, NOTE_TEXT),
        )

    def _event(
        self,
        rows: CaseRows,
        case: int,
        kind: str,
        moment: datetime,
        *,
        by_owner: bool = True,
        contact: int | None = None,
        data: dict[str, object] | None = None,
    ) -> None:
        written = json.dumps(data, ensure_ascii=False) if data else "{}"
        stamp = self.moment(moment)
        rows.add(CaseEvent, self._key(CaseEvent), case, kind, stamp, stamp, by_owner, "merchant", contact, written)

    def _agent(self, rows: CaseRows, owner: int, platform: str) -> int:
        key = self.agents.get((owner, platform))
        if key is None:
            key = self.agents[owner, platform] = self._key(Agent)
            rows.add(Agent, key, owner, platform, str(self.random.randrange(1000, 9999)))
        return key

    def _ref(self) -> str:
        return base64.b32encode(self.random.randbytes(10)).decode().lower()
