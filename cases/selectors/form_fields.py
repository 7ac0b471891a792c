"""A form field by field: what goes into each, how long it may be, what proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.messages import LetterFacts
from cases.domain.messages.chinese_filings import IDENTITY
from cases.domain.messages.fields import field_text
from cases.domain.zone import local
from cases.models import Case
from cases.selectors import letters
from cases.selectors.claims import Claim
from cases.selectors.exhibits import exhibits_cited
from cases.selectors.filing_facts import facts_of_filing
from guides.domain.forms import FieldFacts, FormFacts
from guides.domain.platforms import Limit
from guides.selectors import platforms
from guides.selectors.rising import REGULATOR, forms_at

Form = FormFacts
OWN = {"own_name": "name", "own_phone": "phone", "own_address": "address"}
# What a field's value claims (selectors/claims.py).
CLAIMED = {
    "company": ("seller",),
    "seller_address": ("seller",),
    "item": ("bought",),
    "amount": ("bought",),
    "paid_day": ("bought",),
    "order_no": ("bought",),
    "problem": ("problem",),
    "clue": ("problem",),
    "refusal_reason": ("refused",),
}
WRITTEN = frozenset({"story", "request", "clue", "problem"})


@dataclass(frozen=True)
class Filled:
    """One field: `value` is what is copied, "" where nothing is on record (`add_url` leads to where it goes).

    `own` names whose identity it is: then `value` is the mark that the shopper's own typing replaces at the copy.
    `limit` is the place's limit, `over` says that even the shortest form is too long for the page's own.
    """

    facts: FieldFacts
    value: str = ""
    own: str = ""
    add_url: str = ""
    exhibits: tuple[tuple[int, str], ...] = ()
    limit: Limit | None = None
    over: bool = False
    # Whether the record has to prove it, and by which exhibits.
    claims: bool = False
    proof: tuple[int, ...] = ()

    @property
    def slug(self) -> str:
        return self.facts.slug


def forms_of(case: Case, to: str) -> tuple[FormFacts, ...]:
    """Return the forms of whom it goes to ("platform" or "12315")."""
    return forms_at(REGULATOR if to == "12315" else case.order.platform)


def form_of(case: Case, slug: str) -> FormFacts | None:
    """Return the form of this case by its name, None for one that is not its own."""
    return next((one for to in ("platform", "12315") for one in forms_of(case, to) if one.slug == slug), None)


def letter_code(case: Case, form: FormFacts) -> str:
    """Return the letter the form is written from; each platform has its own statement."""
    return letters.statement_code(case) if form.letter in ("T8", "T8b") else form.letter


def fields_of(
    case: Case, form: FormFacts, *, now: datetime, most: int = 0, claims: tuple[Claim, ...] = ()
) -> list[Filled]:
    """Return the fields in the form's own order. `most` is how many characters the page says it takes, 0: unknown."""
    facts = facts_of_filing(case, letter_code(case, form), now=now)
    limits = _limits(case, form)
    return [_filled(case, form, one, facts, limits, now, most, claims) for one in form.fields]


def text_of_form(rows: list[Filled]) -> str:
    """Return the form as one text, as it is frozen: identity as marks, the choices left out."""
    told = [(row.facts.label.zh, row.value) for row in rows if row.value and row.facts.fill != "exhibits"]
    told += [
        (row.facts.label.zh, "；".join(f"证据{number} {name}" for number, name in row.exhibits))
        for row in rows
        if row.exhibits
    ]
    return "\n".join(f"{label}：{value}" for label, value in told)


def _limits(case: Case, form: FormFacts) -> Mapping[str, Limit]:
    place = platforms.place(REGULATOR if REGULATOR in form.to else case.order.platform)
    return {one.slug: one for one in place.limits} if place else {}


def _filled(
    case: Case,
    form: FormFacts,
    one: FieldFacts,
    facts: LetterFacts,
    limits: Mapping[str, Limit],
    now: datetime,
    most: int,
    claims: tuple[Claim, ...],
) -> Filled:
    wanted = CLAIMED.get(one.fill, ())
    proof = tuple(sorted({number for claim in claims if claim.slug in wanted for number in claim.exhibits}))
    row = Filled(one, limit=limits.get(one.limit), claims=bool(wanted), proof=proof)
    if one.fill in OWN:
        return replace(row, own=OWN[one.fill], value=f"【{IDENTITY[OWN[one.fill]]}】")
    if one.fill == "exhibits":
        return replace(row, exhibits=tuple((each.number, each.name) for each in exhibits_cited(case)))
    longest = most if one.limit == "text" else 0
    if one.fill == "statement":
        letter = letters.letter_of_case(case, letter_code(case, form), now=now)
        letter = letter.short(longest) if longest else letter
        blank = not letter.can_send
        edit = f"{reverse('case-say', args=[case.ref])}?code={letter.code}"
        return replace(row, value="" if blank else letter.text, add_url=edit, over=_over(letter.length, longest))
    if one.fill in WRITTEN:
        text = field_text(one.fill, facts, longest)
        blank = bool(text.missing)
        edit = reverse("case-edit", args=[case.ref])
        return replace(row, value="" if blank else text.text, add_url=edit, over=not text.fits)
    value = _plain(case, one.fill, facts, now)
    return replace(row, value=value, add_url=_where(case, one.fill), claims=row.claims and bool(value))


def _over(length: int, most: int) -> bool:
    return bool(most) and length > most


def _plain(case: Case, fill: str, facts: LetterFacts, now: datetime) -> str:
    order = case.order
    paid = order.paid_at
    return {
        "company": facts.merchant_legal_name or facts.merchant_credit_code or field_text("company", facts).text,
        "seller_address": field_text("seller_address", facts).text,
        "store": "".join(part for part in (facts.platform, f"“{facts.shop}”" if facts.shop else "") if part),
        "item": facts.item,
        "amount": facts.amount,
        "paid_day": f"{local(paid).year}-{local(paid).month:02d}-{local(paid).day:02d}" if paid else "",
        "order_no": "".join(facts.order_no.split()),
        "refusal_reason": facts.refusal_reason,
        "entrusts": facts.entrusts,
    }.get(fill, "")


def _where(case: Case, fill: str) -> str:
    """Return where what is missing can be added; "" for what is the shopper's own choice."""
    if fill in ("company", "seller_address"):
        return f"{reverse('case-seller', args=[case.ref])}?back=fields"
    if fill == "refusal_reason":
        return reverse("case-log", args=[case.ref])
    if fill == "entrusts":
        return f"{reverse('case-say', args=[case.ref])}?code=T12"
    return "" if fill in ("choose", "never") else reverse("case-edit", args=[case.ref])


def limit_words(limit: Limit | None, lang: str) -> str:
    """Return what is known of the length: the value with its note, else the note alone, which says where to look."""
    if limit is None:
        return ""
    known = [part for part in (limit.value.said(lang), limit.note.said(lang)) if part] or [_("unknown")]
    return (
        f"{limit.name.said(lang)}：{'。'.join(known)}"
        if lang != "en"
        else f"{limit.name.said(lang)}: {'. '.join(known)}"
    )
