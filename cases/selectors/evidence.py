"""What pages show of exhibits: those of a case, those not sorted yet, and what is still needed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Min, Q

from cases.domain.needs import HAVE, IN_GENERAL, NOT_APPLICABLE, asks_for, key_of, kind_of, state_of
from cases.domain.next_step.table import PAST_PLATFORM
from cases.domain.order_number import number_key
from cases.models import (
    AlsoProves,
    Appraisal,
    Case,
    Comparison,
    Contact,
    Evidence,
    PageCapture,
    Promise,
    Rendition,
    User,
)
from cases.selectors import catalog
from cases.selectors.clocks import jd_unasked

MOST = 300
# Where the words of an exhibit stand, besides the text that was read in it.
SAID = ("caption", "proves", "shown_name", "original_where")


@dataclass(frozen=True)
class NeedRow:
    """One thing worth having: `item` is its Chinese, `key` the name of its field, `state` have, missing or na."""

    item: str
    key: str
    text: str
    must: bool
    state: str
    # The tier that asks for it; "" where the kind of problem does.
    tier: str = ""


NEXT_TIER = {Case.Tier.MERCHANT: Case.Tier.PLATFORM, Case.Tier.PLATFORM: Case.Tier.REGULATOR}


def evidence_of(case: Case, words: str = "", *, under_covers: bool = True) -> list[Evidence]:
    """Return the case's exhibits by number; with `words` those that say all of them, in what is written or read.

    With `under_covers` false, what was read in a picture of which a part is covered is not looked through.
    """
    rows = Evidence.objects.kept().filter(case=case).order_by("number")
    for word in words.split()[:8]:
        said = [Q(**{f"{name}__icontains": word}) for name in SAID]
        said.append(Q(picture_text__text__icontains=word) & (Q() if under_covers else Q(covers=[])))
        rows = rows.filter(reduce(or_, said))
    return list(rows[:MOST])


def proofs_of_contact(contact: Contact) -> list[Evidence]:
    """Return the exhibits tied to one entry, by number."""
    also = AlsoProves.objects.filter(promise__contact=contact).values("evidence")
    tied = Q(contact=contact) | Q(pk__in=also)
    return list(Evidence.objects.kept().filter(tied, case_id=contact.case_id).order_by("number")[:MOST])


def also_shown(evidence: Evidence) -> list[AlsoProves]:
    """Return the further promises an exhibit shows, as they were heard."""
    rows = AlsoProves.objects.filter(evidence=evidence).select_related("promise__contact")
    return list(rows.order_by("promise__heard_at", "promise_id"))


def region_of(evidence: Evidence, promise: str) -> list[float]:
    """Return where an exhibit shows the words of a further promise; [] where that is not known, or it shows none."""
    if not promise.isdecimal() or len(promise) > 18:
        return []
    rows = AlsoProves.objects.filter(evidence=evidence, promise_id=int(promise))
    found: list[float] | None = rows.values_list("region", flat=True).first()
    return found or []


def unsorted_of(user: User) -> list[Evidence]:
    """Return what lies in the inbox, the oldest first: it has waited longest."""
    return list(Evidence.objects.kept().filter(owner=user, case__isnull=True).order_by("received_at", "pk")[:MOST])


def unsorted_count(user: User) -> tuple[int, datetime | None]:
    """Return how much lies in the inbox, and since when the oldest does; (0, None) for nothing."""
    rows = Evidence.objects.kept().filter(owner=user, case__isnull=True)
    found = rows.aggregate(count=Count("pk"), since=Min("received_at"))
    return found["count"], found["since"]


def shots_with(case: Case, refs: list[str]) -> tuple[list[Evidence], list[Evidence]]:
    """Return (those with these refs that lie in the owner's inbox, or were sorted into this case meanwhile, as they
    came; those that did and are in neither any more). The same bytes under another ref are as good."""
    mine = Evidence.objects.filter(owner=case.owner)
    asked = list(mine.filter(ref__in=refs[:50]).order_by("pk"))
    here = {row.pk: row for row in asked if row.deleted_at is None and row.case_id in (None, case.pk)}
    elsewhere = [row for row in asked if row.pk not in here]
    if not elsewhere:
        return list(here.values()), []
    wanted = Q(case__isnull=True) | Q(case=case), Q(sha256__in=[row.sha256 for row in elsewhere])
    twins = {row.sha256: row for row in mine.kept().filter(*wanted).order_by("pk")}
    found = here | {row.pk: row for row in twins.values()}
    return list(found.values()), [row for row in elsewhere if row.sha256 not in twins]


def needs_of(case: Case, lang: str, to: str = "") -> list[NeedRow]:
    """Return the checklist: what the kind of problem and the next tier ask for, as far as it is answered. No query.

    `to` is another tier than the one it is held against.
    """
    shown: dict[str, Any] = {
        "answers": case.needs,
        "kinds": case.exhibits.get("kinds", {}),
        "signed": case.order.signed_at is not None,
    }
    rows = [
        NeedRow(item, key_of(item), text, must, state_of(item, **shown))
        for item, text, must in catalog.needed(case.problem_type, lang)
    ]
    tier = to or asked_by(case)
    places = {kind: place for place, row in enumerate(rows) if (kind := kind_of(row.item))}
    own = {asks_for(row.item) for row in rows if row.must} & IN_GENERAL
    for item, text, must, kind in catalog.tier_needed(tier, lang):
        if asks_for(item) in own:
            continue
        if kind and kind in places:
            # One exhibit answers both: asked once, in the words of the problem.
            place = places[kind]
            rows[place] = replace(rows[place], must=rows[place].must or must)
        else:
            rows.append(NeedRow(item, key_of(item), text, must, state_of(item, kind=kind, **shown), tier))
    return rows


def asked_by(case: Case) -> str:
    """Return the tier whose checklist the case is held against: the next, at the top that one.

    On 京东 the dispute comes before the platform itself: until that is asked or has decided, it is the platform's list.
    """
    if jd_unasked(case):
        return str(Case.Tier.PLATFORM)
    return str(next_tier(case) or Case.Tier.REGULATOR)


def past_platform(case: Case) -> bool:
    """Return whether the way leads past the platform: the days for asking it are over (CLK08). No query."""
    return case.tier == Case.Tier.MERCHANT and case.next_kind == PAST_PLATFORM


def next_tier(case: Case) -> Case.Tier | None:
    """Return whom the case goes to from here, None at the top. No query."""
    return Case.Tier.REGULATOR if past_platform(case) else NEXT_TIER.get(Case.Tier(case.tier))


def needs_met(rows: list[NeedRow]) -> tuple[int, int]:
    """Return (how much of what must be there is there, of how much); what does not apply counts as neither."""
    asked = [row for row in rows if row.must and row.state != NOT_APPLICABLE]
    return sum(row.state == HAVE for row in asked), len(asked)


def rendition_of(evidence: Evidence, variant: str) -> Rendition | None:
    """Return that picture of it; None while there is none."""
    return Rendition.objects.filter(evidence=evidence, variant=variant).first()


def appraisal_of(evidence: Evidence) -> Appraisal | None:
    """Return what an authenticity report says; None while nothing of it was typed."""
    return Appraisal.objects.filter(evidence=evidence).first()


def comparisons_of(case: Case) -> list[Comparison]:
    """Return the comparisons of exhibits that are both still there, the oldest first."""
    rows = Comparison.objects.filter(case=case).select_related("genuine", "suspect")
    return list(rows.filter(genuine__deleted_at__isnull=True, suspect__deleted_at__isnull=True).order_by("pk")[:50])


def pages_of(case: Case) -> list[PageCapture]:
    """Return the pages kept as they looked, the latest first; none whose screenshots are all deleted."""
    return list(PageCapture.objects.kept().filter(case=case).order_by("-seen_at", "-pk")[:50])


def is_last_shot(evidence: Evidence) -> bool:
    """Return whether it is the only screenshot left of a kept page."""
    page = evidence.page_id
    return bool(page) and not Evidence.objects.kept().filter(page=page).exclude(pk=evidence.pk).exists()


def shots_of(page: PageCapture) -> list[Evidence]:
    """Return the screenshots of a kept page by number, deleted ones too: they are part of its fingerprint."""
    return list(Evidence.objects.filter(page=page).order_by("number"))


def replacements_of(evidence: Evidence) -> tuple[list[Evidence], list[Evidence]]:
    """Return (what took its place, whose place it took); deleted ones too: their numbers stay theirs."""
    by = [evidence.replaced_by] if evidence.replaced_by else []
    return by, list(Evidence.objects.filter(replaced_by=evidence).order_by("number"))


def more_pictures(evidence: Evidence) -> list[Rendition]:
    """Return the further pages of a PDF and the stills of a film, in order; none while they are made anew."""
    kinds = Q(variant__startswith=Rendition.PAGE) | Q(variant__startswith=Rendition.STILL)
    if not evidence.is_pictured or not (evidence.pages or evidence.media_type.startswith("video/")):
        return []
    rows = Rendition.objects.filter(kinds, evidence=evidence)
    return sorted(rows, key=lambda row: int(row.variant.rpartition("-")[2]))


def ties_of(case: Case) -> tuple[list[Promise], list[Contact]]:
    """Return the promises and the contacts an exhibit may belong to, the latest first."""
    promises = Promise.objects.filter(case=case).exclude(state=Promise.State.WITHDRAWN)
    contacts = Contact.objects.filter(case=case, voided_at__isnull=True)
    return (
        list(promises.select_related("agent", "contact").order_by("-heard_at", "-pk")[:50]),
        list(contacts.select_related("agent").order_by("-at", "-pk")[:50]),
    )


def open_cases(user: User) -> list[Case]:
    """Return where an inbox item may go, the latest first."""
    return list(Case.objects.of(user).open().select_related("order").order_by("-last_event_at", "-pk")[:100])


def suggested_case(evidence: Evidence, cases: list[Case], text: str = "") -> Case | None:
    """Return the one case whose order number stands in the caption, the name, or as a word of its own in the `text`
    read off the picture (a telephone number may hold any short one); None when none or several do."""
    said = number_key(f"{evidence.caption} {evidence.shown_name}")
    runs = {number_key(run) for run in re.findall(r"[A-Za-z0-9][A-Za-z0-9_-]*", text)}
    keys = [(case, case.order.number_key) for case in cases if len(case.order.number_key) >= 6]
    found = [case for case, key in keys if key in said or key in runs]
    return found[0] if len(found) == 1 else None
