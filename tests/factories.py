"""Rows that satisfy every constraint, with the least said. All moments hang on NOW unless a test says otherwise.

A factory writes rows, it does not act: to test what an action does, call its service.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from cases import models

# Monday 23 November 2026, 15:20 in Shanghai: the moment the drawn screens show.
NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    """A shopper whose address is verified. `password` gives one to log in with; `verified=False` leaves it open."""

    class Meta:
        model = models.User
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"shopper{n}@example.com")
    quiet_hours = ""

    @classmethod
    def _create(cls, model_class: type[models.User], *args: Any, **kwargs: Any) -> models.User:
        return model_class.objects.create_user(kwargs.pop("email"), kwargs.pop("password", None), **kwargs)

    @factory.post_generation
    def verified(self: models.User, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create and extracted is not False:
            EmailAddress.objects.get_or_create(
                user=self, email=self.email, defaults={"verified": True, "primary": True}
            )


class OrderFactory(DjangoModelFactory):
    class Meta:
        model = models.Order

    owner = factory.SubFactory(UserFactory)
    platform = "taobao"
    number = factory.Sequence(lambda n: f"{1234560000000000000 + n}")
    number_key = factory.SelfAttribute("number")
    shop = "声野数码旗舰店"
    item = "衬衫"
    signed_at = NOW - timedelta(days=2)


class CaseFactory(DjangoModelFactory):
    """An open case with the seller, waiting for the shopper's first message; `closed=True` for a finished one."""

    class Meta:
        model = models.Case

    class Params:
        closed = factory.Trait(
            closed_at=NOW, outcome=models.Case.Outcome.FULL, next_kind="", next_actor="", next_at=None, stale_at=None
        )

    owner = factory.SubFactory(UserFactory)
    order = factory.SubFactory(OrderFactory, owner=factory.SelfAttribute("..owner"))
    problem_type = "quality"
    problem = "袖口开线"
    demand = "exchange"
    opened_at = NOW - timedelta(days=1)
    last_event_at = factory.SelfAttribute("opened_at")
    stale_at = factory.LazyAttribute(lambda case: case.last_event_at + timedelta(days=14))
    next_kind = "contact_seller"
    next_actor = "me"
    next_at = factory.SelfAttribute("opened_at")

    @factory.lazy_attribute
    def file_no(self) -> int:
        self.owner.last_file_no += 1
        self.owner.save(update_fields=["last_file_no"])
        return self.owner.last_file_no


class AgentFactory(DjangoModelFactory):
    class Meta:
        model = models.Agent
        django_get_or_create = ("owner", "platform", "number")

    owner = factory.SubFactory(UserFactory)
    platform = "taobao"
    number = "6789"


class ContactFactory(DjangoModelFactory):
    """Something the seller's agent told the shopper."""

    class Meta:
        model = models.Contact

    case = factory.SubFactory(CaseFactory)
    tier = factory.SelfAttribute("case.tier")
    at = NOW - timedelta(hours=1)
    agent = factory.SubFactory(
        AgentFactory,
        owner=factory.SelfAttribute("..case.owner"),
        platform=factory.SelfAttribute("..case.order.platform"),
    )
    words = "24小时内给您回复"
    reply = models.Contact.Reply.RECEIVED
    created_at = factory.SelfAttribute("at")


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = models.Promise

    case = factory.SubFactory(CaseFactory)
    contact = factory.SubFactory(ContactFactory, case=factory.SelfAttribute("..case"))
    agent = factory.SelfAttribute("contact.agent")
    words = factory.SelfAttribute("contact.words")
    heard_at = factory.SelfAttribute("contact.at")
    due_at = factory.LazyAttribute(lambda promise: promise.heard_at + timedelta(hours=24))
    reading = factory.LazyFunction(lambda: {"kind": "hours", "flags": [], "working": []})


class DeadlineFactory(DjangoModelFactory):
    """A clock on the other side, with its next stage at `act_at`; `mine=True` for a window of the shopper's."""

    class Meta:
        model = models.Deadline

    class Params:
        mine = factory.Trait(lane=models.Deadline.Lane.MINE, rule="CLK02", promise=None, trigger_at=NOW)

    case = factory.SubFactory(CaseFactory)
    promise = factory.SubFactory(PromiseFactory, case=factory.SelfAttribute("..case"))
    lane = models.Deadline.Lane.THEIRS
    rule = "promise"
    tier = factory.SelfAttribute("case.tier")
    trigger_at = factory.LazyAttribute(lambda deadline: deadline.promise.heard_at)
    due_at = factory.LazyAttribute(
        lambda deadline: deadline.promise.due_at if deadline.promise else NOW + timedelta(days=7)
    )
    stage = "due"
    act_at = factory.LazyAttribute(lambda deadline: deadline.due_at + timedelta(minutes=30))
    created_at = factory.SelfAttribute("trigger_at")


class EvidenceFactory(DjangoModelFactory):
    """A ready exhibit without a file; `unsorted=True` for one in the inbox. Tests of files upload real ones."""

    class Meta:
        model = models.Evidence

    class Params:
        unsorted = factory.Trait(case=None, number=None)

    case = factory.SubFactory(CaseFactory)
    owner = factory.LazyAttribute(lambda evidence: evidence.case.owner if evidence.case else UserFactory())
    number = factory.Sequence(lambda n: n + 1)
    kind = "chat"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    media_type = "image/png"
    name = factory.Sequence(lambda n: f"00/{n:032x}")
    shown_name = "聊天.png"
    received_at = NOW
    state = "ready"
    width = 1080
    height = 2400


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.CaseEvent

    case = factory.SubFactory(CaseFactory)
    kind = "opened"
    at = NOW - timedelta(days=1)
    recorded_at = factory.SelfAttribute("at")
    tier = factory.SelfAttribute("case.tier")


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = models.Letter

    case = factory.SubFactory(CaseFactory)
    code = "T1"
    tier = factory.SelfAttribute("case.tier")
    text = "您好，我的订单出了问题，请处理。"
    copied_at = NOW - timedelta(hours=2)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = models.Reminder

    case = factory.SubFactory(CaseFactory)
    at = NOW + timedelta(days=1)
    created_at = NOW


class MailFactory(DjangoModelFactory):
    """A stage's mail waiting to be sent; `noted=True` for one that was sent and shows in 通知."""

    class Meta:
        model = models.Mail

    class Params:
        noted = factory.Trait(
            state=models.Mail.State.SENT,
            act_at=None,
            sent_at=NOW,
            noted_at=NOW,
            subject="卷0001：对方超时了",
            text="对方答应的时间到了，还没有回复。",
        )

    kind = models.Mail.Kind.STAGE
    deadline = factory.SubFactory(DeadlineFactory)
    case = factory.SelfAttribute("deadline.case")
    user = factory.SelfAttribute("case.owner")
    stage = factory.SelfAttribute("deadline.stage")
    due_at = factory.SelfAttribute("deadline.due_at")
    act_at = NOW
    created_at = NOW
