"""Warnings before a step up: what may cost the shopper time or the case. Each can be gone past, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cases.domain.next_step.table import ASKING_RULE, PAST_PLATFORM
from cases.models import Case, Contact, Deadline
from cases.selectors.clocks import OWN_RULES
from cases.selectors.readiness import ReadyRow
from cases.selectors.rising import MET, ascent_of
from guides.domain.pitfalls import Situation
from guides.selectors.pitfalls import pitfalls_for
from guides.selectors.rising import REGULATOR, grounds_at

DAYS_OVER = "days_over"
CLOSING = timedelta(hours=72)
# The letters that decline a private deal: a rule that leads to one has heard an offer.
DECLINING = frozenset({"T6", "T6b"})


@dataclass(frozen=True)
class Guard:
    """One warning: `slug` is kept with the reason for going past it; `url` is the other way."""

    slug: str
    text: str
    url: str = ""
    label: str = ""


def guards_of(case: Case, to: str, rows: Sequence[ReadyRow], *, now: datetime) -> list[Guard]:
    """Return the warnings that hold now for handing the case to that tier, the gravest first."""
    found = [
        days_over(case, to, at=now),
        _window(case, now),
        _unasked(case, to),
        _private(case),
        *_grounds(case, to),
        _jd(case, to),
        _proof(rows),
    ]
    return [one for one in found if one is not None]


def guards_at(case: Case, to: str, guards: Sequence[Guard], at: datetime) -> list[Guard]:
    """Return those of the warnings that held already at the moment something was handed in: what was done within the
    days for asking 京东 was in time, however late it is noted."""
    in_time = days_over(case, to, at=at) is None
    return [one for one in guards if not (in_time and one.slug == DAYS_OVER)]


def guard_names(slugs: Sequence[str]) -> list[str]:
    """Return what the warnings that were gone past are called in the record."""
    names = {
        "days_over": _("the days for asking the platform have passed"),
        "window": _("a window is closing"),
        "unasked": _("nothing logged one step below"),
        "private": _("a private deal was offered"),
        "jd_authority": _("JD may not take it afterwards"),
        "proof": _("something is missing"),
        "ground": _("it may not be accepted"),
    }
    return [names[slug.split(":")[0]] for slug in slugs if slug.split(":")[0] in names]


def reason_on_record(case: Case, *, now: datetime) -> str:
    """Return which reason for going up the record itself proves: "refused", "promise", "silence", or ""."""
    if case.refused_at is not None:
        return "refused"
    passed = case.deadlines.filter(lane=Deadline.Lane.THEIRS, tier=case.tier, rule="CLK01", due_at__lte=now)
    if passed.filter(state__in=(Deadline.State.RUNNING, Deadline.State.LAPSED)).exists():
        return "promise"
    return "silence" if case.no_reply_at is not None else ""


def asking_until(case: Case) -> datetime | None:
    """Return the last moment for asking 京东 to step in, passed or not; None when nobody told its day, or it was asked
    in time."""
    rows = Deadline.objects.filter(case=case, lane=Deadline.Lane.MINE, rule=ASKING_RULE)
    ends = rows.filter(state__in=(Deadline.State.RUNNING, Deadline.State.LAPSED)).values_list("due_at", flat=True)
    return max(ends, default=None)


def days_over(case: Case, to: str, *, at: datetime) -> Guard | None:
    """The days for asking 京东 had passed at that moment: it may not take it any more (JD1 art. 7).

    With the seller this is about the dispute, after it about asking the platform itself.
    """
    if to != Case.Tier.PLATFORM or case.tier == Case.Tier.REGULATOR or case.order.platform != "jd":
        return None
    until = asking_until(case)
    if until is None or until > at:
        return None
    text = _("The 15 days for asking JD have passed, so it may say no. 12315 does not depend on them.")
    return Guard(DAYS_OVER, text, f"{reverse('case-say', args=[case.ref])}?to=12315", _("Prepare for 12315"))


def _window(case: Case, now: datetime) -> Guard | None:
    """The shopper's own window closes soon and nothing was filed in it."""
    if case.tier != Case.Tier.MERCHANT:
        return None
    rows = Deadline.objects.running().filter(
        case=case, lane=Deadline.Lane.MINE, rule__in=OWN_RULES, due_at__gt=now, due_at__lte=now + CLOSING
    )
    if not rows.exists():
        return None
    url = f"{reverse('case-filing', args=[case.ref])}?to=seller"
    text = _("Your window is closing. File the after-sales request first, then wait for their answer.")
    return Guard("window", text, url, _("I have filed it"))


def _unasked(case: Case, to: str) -> Guard | None:
    """Nothing is on record with whom the case is with now."""
    log = reverse("case-log", args=[case.ref])
    if to == Case.Tier.PLATFORM and case.tier == Case.Tier.MERCHANT and case.contacted_at is None:
        text = _("The seller has not been contacted yet. You may be sent back to them first.")
        return Guard("unasked", text, reverse("case", args=[case.ref]), _("Contact the seller first"))
    said = case.contacted_at or case.replied_at or case.refused_at
    if to == Case.Tier.REGULATOR and not said and case.next_kind != PAST_PLATFORM:
        text = _("Nothing the platform said is on record. 12315 will ask what it decided.")
        return Guard("unasked", text, log, _("Log what they said"))
    return None


def _private(case: Case) -> Guard | None:
    """They offered a deal off the platform."""
    heard = Contact.objects.filter(case=case, voided_at__isnull=True, direction=Contact.Direction.IN)
    for words, note in heard.order_by("-at").values_list("words", "note")[:30]:
        rules = pitfalls_for(Situation(text=f"{words}\n{note}".strip(), said_by="them"))
        if any(rule.letter in DECLINING for rule in rules):
            text = _(
                "The seller offers to settle in private. Do not agree: the platform may not take it any more; "
                "your legal rights remain, but you must prove your case yourself."
            )
            url = f"{reverse('case-say', args=[case.ref])}?code=T6"
            return Guard("private", text, url, _("Decline a private deal"))
    return None


def _grounds(case: Case, to: str) -> list[Guard]:
    """The shopper's own answers say that it may not be accepted."""
    place = REGULATOR if to == Case.Tier.REGULATOR else case.order.platform
    said = ascent_of(case).grounds
    url = f"{reverse('case-grounds', args=[case.ref])}?to={'12315' if place == REGULATOR else 'platform'}"
    lang = get_language() or "zh-hans"
    return [
        Guard(
            f"ground:{one.slug}",
            pgettext("ground of refusal", "%(name)s: %(means)s")
            % {"name": one.name.said(lang), "means": one.means.said(lang)},
            url,
            _("Go through the grounds"),
        )
        for one in grounds_at(place)
        if said.get(one.slug) == MET
    ]


def _jd(case: Case, to: str) -> Guard | None:
    """京东 has not decided yet, and may refuse once an authority has stepped in (JD1 art. 5)."""
    if to != Case.Tier.REGULATOR or case.order.platform != "jd" or case.replied_at or case.refused_at:
        return None
    if case.next_kind == PAST_PLATFORM:
        return None
    text = _("Once an authority has stepped in, JD may refuse the dispute. If you still want JD to settle it, wait.")
    return Guard("jd_authority", text)


def _proof(rows: Sequence[ReadyRow]) -> Guard | None:
    missing = [row.text for row in rows if not row.have]
    if not missing:
        return None
    comma = pgettext("list of words", ", ")
    return Guard("proof", _("Not there yet: %(what)s. You can go on without.") % {"what": comma.join(missing)})
