"""The cards that what was logged sets off: refusals with what to answer, pitfalls with the guide behind each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case, CaseEvent
from cases.selectors import advice, letters
from cases.selectors.access import case_for
from cases.selectors.exhibits import exhibit_kinds
from cases.selectors.guides import guide_in_case
from cases.views.helping import for_helper
from cases.views.wording import page_lang

# A page is no encyclopedia: what fits best, and a link to the rest.
MOST_REFUSALS, MOST_PITFALLS = 1, 2


def advice_cards(
    case: Case, events: list[CaseEvent], *, asks_time: bool, window_missed: bool, settled: bool = False, now: datetime
) -> dict[str, Any]:
    """Return the cards of the case page; both lists empty when nothing fires, or the money has come (`settled`).

    No query.
    """
    if not case.is_open or settled:
        return {"refusals": [], "pitfalls": []}
    heard = advice.heard_in(case, events)
    met = advice.pitfalls_heard(case, heard, window_missed=window_missed, now=now)
    # The next step says the same and brings the sentence to send.
    met = tuple(rule for rule in met if not (asks_time and rule.slug == "soft_promise"))
    return {
        "refusals": [refusal_card(case, card) for card in advice.refusals_heard(case, heard)[:MOST_REFUSALS]],
        "pitfalls": pitfall_cards(case, met),
        "all_url": reverse("case-refusals", args=[case.ref]),
    }


def refusal_card(case: Case, card: Any) -> dict[str, Any]:
    """Return one refusal as its component takes it; the reply is Chinese whatever the page's language."""
    lang, reply = page_lang(), card.reply_with(exhibit_kinds(case), case.problem_type, case.demand)
    return {
        "slug": card.slug,
        "said": card.said.said(lang),
        "means": card.means.said(lang),
        "look": [one.said(lang) for one in card.look],
        "rule": card.rule.said(lang),
        "own_rules": [
            {"words": one.words.said(lang), "source": one.source} for one in card.own_rules_at(case.order.platform)
        ],
        "reply": reply.zh,
        "translation": reply.en if lang == "en" else "",
        "exhibits": card.exhibits,
        "have": exhibit_kinds(case),
        "add_url": reverse("evidence-add", args=[case.ref]),
        "source": card.source,
        "letter_url": _letter_url(case, card.letter),
        "letter": letters.title_of(card.letter) if card.letter in letters.CODES else "",
    }


def pitfall_cards(case: Case, rules: Any) -> list[dict[str, Any]]:
    """Return the pitfalls as their component takes them, at most two."""
    lang = page_lang()
    found = []
    for rule in rules[:MOST_PITFALLS]:
        guide = guide_in_case(case, rule.guide) if rule.guide else None
        found.append(
            {
                "name": rule.name.said(lang),
                "what": rule.what.said(lang),
                "do": rule.do.said(lang),
                "label": rule.source.label.said(lang),
                "letter_url": _letter_url(case, rule.letter),
                "letter": letters.title_of(rule.letter) if rule.letter in letters.CODES else "",
                "guide_url": reverse("case-guide", args=[case.ref, guide.slug]) if guide else "",
                "guide": guide.title.said(lang) if guide else "",
                "ways_url": reverse("case-ways", args=[case.ref]) if rule.slug == "window_missed" else "",
            }
        )
    return found


def _letter_url(case: Case, code: str) -> str:
    offered = any(code in letters.codes_for(case, to) for to in letters.RECIPIENTS)
    return f"{reverse('case-say', args=[case.ref])}?code={code}" if offered else ""


@login_required
@require_http_methods(["GET", "POST"])
def refusals(request: HttpRequest, ref: str) -> HttpResponse:
    """全部拒绝理由: every card; a POST puts those first that the pasted words speak of, and keeps nothing."""
    case = case_for(request.user, ref)
    said = request.POST.get("said", "").replace("\x00", "")[:2000]
    found, others = advice.all_refusals(case, said)
    context = {
        "case": case,
        "said": said,
        "found": [for_helper(case, refusal_card(case, card)) for card in found],
        "others": [for_helper(case, refusal_card(case, card)) for card in others],
        "nothing": bool(said.strip()) and not found,
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
        "title": _("Usual refusals"),
    }
    return render(request, "cases/refusals.html", context)
