"""What editors choose from, in words."""

from __future__ import annotations

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from guides.domain.guide_faults import ATTACHABLE, PASTES, USES
from guides.selectors.places import EVERY_PLATFORM, places
from guides.selectors.problems import problem_types
from guides.selectors.sources import sources

TIERS = [
    ("merchant", _("Step one: the seller")),
    ("platform", _("Step two: the platform")),
    ("regulator", _("Step three: the regulator")),
    ("", _("No tier: an article")),
]
KINDS = [("steps", _("Steps")), ("article", _("Article")), ("playbook", _("Playbook"))]
CONFIDENCES = [
    ("A", _("A: primary text")),
    ("B", _("B: dated and specific, or two that agree")),
    ("C", _("C: weak; readers see a label")),
]
USE_WORDS = {
    "": _("None"),
    "contact": _("Reach a human"),
    "after_sale": _("Ask for after-sales service"),
    "step_in": _("Ask the platform to step in"),
    "complain": _("Complain about the shop"),
    "hotline": _("Call the hotline"),
    "file": _("Hand in a complaint"),
    "phone": _("Complain by phone"),
    "return": _("Send the goods back"),
    "talk": _("Talk to the seller"),
    "prove": _("Prove it"),
}
# The words readers see (`attach_word`).
EXHIBIT_WORDS = {
    "chat": _("Chat with the seller"),
    "order": _("The order"),
    "payment": _("Payment record"),
    "logistics": _("Delivery record"),
    "goods": _("Photos of the goods"),
    "video": _("Video"),
    "page": _("The product page"),
    "licence": _("The shop’s licence page"),
    "report": _("Test or brand report"),
    "refusal": _("The seller’s refusal"),
    "notice": _("The outcome notice"),
    "call": _("Note of a phone call"),
    "other": pgettext_lazy("evidence", "Other proof"),
}


def use_choices() -> list[tuple[str, object]]:
    return [(use, USE_WORDS.get(use, use)) for use in USES]


def exhibit_choices() -> list[tuple[str, object]]:
    return [(kind, EXHIBIT_WORDS.get(kind, kind)) for kind in ATTACHABLE]


def paste_choices() -> list[tuple[str, object]]:
    return [(code, code or _("Nothing to paste")) for code in PASTES]


def place_choices() -> list[tuple[str, str]]:
    language = get_language() or ""
    return [(one.slug, one.name.said(language)) for one in (*places(), EVERY_PLATFORM)]


def problem_choices() -> list[tuple[str, str]]:
    language = get_language() or ""
    return [(one.slug, one.name.said(language)) for one in problem_types()]


def source_choices() -> list[tuple[str, str]]:
    return [(name, f"{name} · {source['name']}"[:70]) for name, source in sources().items()]
