"""The sample shopper: the article's stories as cases, one in every state, dates relative to now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from cases.models import Case, CaseEvent, Order, User
from cases.selectors.clocks import filing_clock
from cases.selectors.letters import letter_of_case
from cases.selectors.readings import read_words
from cases.services.case_open import CaseFacts, case_open
from cases.services.case_state import case_close
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.evidence_delete import evidence_purge
from cases.services.filing import FilingEntry, filing_file
from cases.services.letter import letter_sent
from cases.services.order import OrderFacts
from cases.services.seller import seller_note
from cases.services.shopper import shopper_create

EMAIL = "demo@youju.local"


@dataclass(frozen=True)
class Told:
    """One thing that happened, `hours` before now. `kind` is sent, heard, up or closed."""

    hours: float
    kind: str
    words: str = ""
    agent: str = ""
    reply: str = ""
    channel: str = "chat"
    outcome: str = ""
    # What they offered, or what came back when it closed.
    sum: str = ""


@dataclass(frozen=True)
class Story:
    """One of the article's examples (S…), opened `hours` before now."""

    line: str
    hours: float
    platform: str
    number: str
    item: str
    problem: str
    problem_type: str
    demand: str
    shop: str
    amount: str
    signed_days: int | None = None
    told: tuple[Told, ...] = field(default=())
    # Asked for, where it is not the whole price.
    asked: str = ""


DAY = 24.0
# What a complaint needs besides the record; nobody real is named.
CREDIT_CODE, ADDRESS = "91330000EXAMPLE000", "示例市示例区示例路 1 号"
TYPED = {"entrusts": "同意"}
STORIES = (
    Story(
        "S76", 3 * DAY, "taobao", "123456", "衬衫", "袖口开线", "defect", "exchange", "示例衬衫店", "129.00", 4,
        (
            Told(2 * DAY + 1.4, "sent"),
            Told(2 * DAY, "heard", "24小时内给您回复", "6789", "received"),
        ),
    ),
    Story(
        "S6", 6 * DAY, "jd", "286600412345", "电饭煲", "按下开关不加热，换过插座也一样", "repair_refused", "repair", "示例电器店", "399.00", 9,
        (
            Told(5.15 * DAY, "sent"),
            Told(4.6 * DAY, "heard", "这个要您自己找厂家", "3021", "refused"),
            Told(1.93 * DAY, "up"),
        ),
    ),
    Story(
        "S15", 1 * DAY, "pdd", "230911778899", "外套", "买的 L 码，平铺胸围比尺码表小 4 厘米", "wrong_size", "exchange", "示例服饰店", "89.00", 2,
        (
            Told(20.6, "sent"),
            Told(19, "heard", "好的，给您换，您先申请售后", "66", "agreed"),
        ),
    ),
    Story(
        "S18", 12 * DAY, "taobao", "998877665544", "运动鞋", "鞋标缝线和专柜不一样，序列号查不到", "counterfeit", "return_refund", "示例鞋店", "699.00", 15,
        (
            Told(11.1 * DAY, "sent"),
            Told(10 * DAY, "heard", "我们是正品，不支持退", "118", "refused"),
            Told(9.07 * DAY, "up"),
            Told(6 * DAY, "heard", "判定商家责任，支持退货退款", "", "agreed", "form"),
            Told(5 * DAY, "closed", outcome="full", sum="699.00"),
        ),
    ),
    Story(
        "S21", 20 * DAY, "douyin", "6920001112223", "羽绒服", "少发帽子，包裹内没有", "missing_items", "resend", "示例羽绒店", "459.00", 24,
        (
            Told(19.05 * DAY, "sent"),
            Told(18 * DAY, "heard", "发货都是齐的", "", "refused"),
            Told(16.9 * DAY, "up"),
            Told(12 * DAY, "heard", "证据不足，不支持", "", "refused", "form"),
            Told(3 * DAY, "up"),
        ),
    ),
    Story(
        "S64", 30 * DAY, "xiaohongshu", "P7712300456", "护肤套装", "页面写含赠品，实收没有", "gift_missing", "resend", "示例美妆店", "268.00", 33,
        (
            Told(28.9 * DAY, "sent"),
            Told(27.85 * DAY, "heard", "赠品送完了，不补", "52", "refused"),
            Told(26.95 * DAY, "up"),
            Told(22 * DAY, "heard", "按商家活动规则处理", "", "refused", "form"),
            Told(6 * DAY, "up"),
            Told(1 * DAY, "heard", "已受理，通知双方调解", "", "substantive", "phone"),
        ),
    ),
    Story(
        "S74", 2 * DAY, "jd", "300112233445", "显示器", "屏幕左下角有一个常亮的亮点", "defect", "exchange", "示例数码店", "899.00", 5,
        (
            Told(30.7, "sent"),
            Told(28, "heard", "3个工作日内给您结果", "30217", "received", "phone"),
        ),
    ),
    Story(
        "S67", 40 * DAY, "other", "T20260011", "定制柜门", "三扇门色差明显，和样板不一致", "not_as_described", "compensation", "示例家居店", "1980.00", 45,
        (
            Told(38.95 * DAY, "sent"),
            Told(37.9 * DAY, "heard", "不影响使用，不能退", "7", "refused"),
            Told(36.92 * DAY, "up"),
            Told(34 * DAY, "heard", "维持商家意见", "", "refused", "form"),
            Told(33 * DAY, "up"),
            Told(10 * DAY, "heard", "双方同意调解，商家赔偿 600 元", "", "partly_agreed", "phone", sum="600.00"),
            Told(9 * DAY, "closed", outcome="partial", sum="600.00"),
        ),
        asked="900.00",
    ),
    Story("S2", 2, "taobao", "556677889900", "保温杯", "不保温，倒开水 2 小时变凉", "defect", "refund", "示例杯壶店", "79.00", 6),
)  # fmt: skip


@transaction.atomic
def demo_user(*, password: str, now: datetime) -> User:
    """Return the sample shopper with that password, made when it is missing."""
    user = User.objects.filter(email=EMAIL).first()
    if user is None:
        return shopper_create(email=EMAIL, password=password, staff=False, language="zh-hans", now=now)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@transaction.atomic
def demo_fill(*, user: User, now: datetime) -> list[Case]:
    """Return the sample cases. Run again, the earlier ones are replaced, so that their dates are near now again."""
    _clear(user)
    return [_tell(user, story, now) for story in STORIES]


def _clear(user: User) -> None:
    evidence_purge(owner=user)
    CaseEvent.objects.filter(case__owner=user).purge()
    Case.objects.filter(owner=user).delete()
    Order.objects.filter(owner=user).delete()
    User.objects.filter(pk=user.pk).update(last_file_no=0)


def _tell(user: User, story: Story, now: datetime) -> Case:
    opened = now - timedelta(hours=story.hours)
    signed = now - timedelta(days=story.signed_days) if story.signed_days is not None else None
    facts = CaseFacts(
        order=OrderFacts(
            platform=story.platform,
            item=story.item,
            number=story.number,
            shop=story.shop,
            amount=Decimal(story.amount),
            signed_at=signed,
            paid_at=signed - timedelta(days=3, hours=2, minutes=17) if signed else None,
        ),
        problem_type=story.problem_type,
        problem=story.problem,
        demand=story.demand,
        asked_amount=Decimal(story.asked) if story.asked else None,
    )
    case = case_open(owner=user, facts=facts, now=opened)
    for told in story.told:
        case = Case.objects.select_related("order", "owner").get(pk=case.pk)
        _happen(case, told, now - timedelta(hours=told.hours))
    return case


def _happen(case: Case, told: Told, at: datetime) -> None:
    if told.kind == "sent":
        letter = letter_of_case(case, "T1", now=at)
        letter_sent(case=case, code=letter.code, text=letter.text, channel="chat", now=at)
    elif told.kind == "heard":
        contact_log(case=case, entry=_heard(case, told, at), now=at)
    elif told.kind == "up":
        to = Case.Tier.PLATFORM if case.tier == Case.Tier.MERCHANT else Case.Tier.REGULATOR
        clock = filing_clock(to, case.order.platform, at)
        code = {Case.Tier.PLATFORM: "T8", Case.Tier.REGULATOR: "T12"}[to]
        if to == Case.Tier.REGULATOR:
            _name_seller(case, at)
        entry = FilingEntry(
            tier=to,
            moves=True,
            code=code,
            text=letter_of_case(case, code, now=at, typed=TYPED if code == "T12" else None).text,
            rule=clock.rule,
            due_at=clock.due_at,
            working=clock.working,
            provisional_year=clock.provisional_year,
        )
        filing_file(case=case, entry=entry, now=at)
    else:
        case_close(case=case, outcome=told.outcome, now=at, received_amount=_sum(told))


def _name_seller(case: Case, at: datetime) -> None:
    """Note a made-up company: a complaint cannot go out without it."""
    name = f"{case.order.shop.removesuffix('店')}有限公司"
    seller_note(case=case, disclosed="yes", legal_name=name, credit_code=CREDIT_CODE, address=ADDRESS, now=at)


def _sum(told: Told) -> Decimal | None:
    return Decimal(told.sum) if told.sum else None


def _heard(case: Case, told: Told, at: datetime) -> ContactEntry:
    found = read_words(told.words, heard_at=at)
    promise = None
    if told.reply == "received" and found.due_at:
        promise = PromiseEntry(
            words=told.words,
            due_at=found.due_at,
            reading=found.as_json(),
            provisional_year=found.provisional_year,
        )
    return ContactEntry(
        at=at,
        tier=case.tier,
        channel=told.channel,
        desk="after",
        agent_number=told.agent,
        words=told.words,
        reply=told.reply,
        offered_amount=_sum(told),
        promise=promise,
    )
