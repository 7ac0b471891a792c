"""A letter and the dossier name the same exhibits for the same claim."""

from __future__ import annotations

import pytest

from cases.domain.dossier.compose import compose
from cases.models import Evidence
from cases.selectors.claims import claims_of
from cases.selectors.dossier_facts import dossier_facts
from cases.services.exhibits import case_exhibits_refresh
from tests.case_acts import DAY, again, heard, opened, promise_of
from tests.factories import NOW, EvidenceFactory

pytestmark = pytest.mark.django_db
# What the letters call a claim, and what the summary of the dossier does.
SAME = {"bought": "order", "received": "signed", "problem": "problem"}


@pytest.fixture
def case(alice):
    return opened(alice, now=NOW - 9 * DAY, number="4012345678901234567", signed_at=NOW - 8 * DAY)


def in_letter(case) -> dict[str, list[int]]:
    return {one.slug: list(one.exhibits) for one in claims_of(again(case), "T12", now=NOW)}


def in_dossier(case) -> dict[str, list[int]]:
    return {one["id"]: one["exhibits"] for one in compose(dossier_facts(again(case), now=NOW))["summary"]}


def put(case, number: int, kind: str, **fields):
    return EvidenceFactory(case=case, number=number, kind=kind, **fields)


def test_it_names_the_same_for_what_is_wrong(case):
    promised = promise_of(heard(case, NOW - 3 * DAY, hours=24))
    kinds = [kind for kind in Evidence.Kind.values if kind != "report"]
    for number, kind in enumerate(kinds, 1):
        put(case, number, kind)
    put(case, 21, "page", promise=promised)
    put(case, 22, "video", contact=promised.contact)
    put(case, 23, "goods", replaced_by=put(case, 24, "goods"))
    put(case, 25, "report")
    case_exhibits_refresh(case=again(case))
    letter, dossier = in_letter(case), in_dossier(case)
    assert {slug: letter[slug] for slug in SAME} == {slug: dossier[name] for slug, name in SAME.items()}
    of = {kind: number for number, kind in enumerate(kinds, 1)}
    assert letter["problem"] == sorted([of["goods"], of["video"], of["page"], 24, 25])


def test_it_names_the_page_of_the_refusal_in_both(case):
    heard(case, NOW - 4 * DAY, words="稍等", reply="refused")
    refused = heard(case, NOW - 3 * DAY, words="不影响使用", reply="refused")
    put(case, 1, "refusal")
    put(case, 2, "chat", contact=refused)
    assert in_letter(case)["refused"] == in_dossier(case)[f"contact-{refused.pk}"] == [2]
    Evidence.objects.filter(number=2).update(contact=None)
    assert in_letter(case)["refused"] == in_dossier(case)[f"contact-{refused.pk}"] == [1]


def test_it_names_the_notice_of_the_decision_in_both(case):
    ruled = heard(case, NOW - 2 * DAY, tier="platform", words="凭证不足", reply="refused")
    put(case, 1, "notice")
    assert in_letter(case)["ruled"] == in_dossier(case)[f"contact-{ruled.pk}"] == [1]


def test_it_names_what_is_tied_to_a_promise_in_both(case):
    promised = promise_of(heard(case, NOW - 3 * DAY, hours=1))
    put(case, 1, "chat", promise=promised)
    promised.state = "broken"
    promised.save(update_fields=["state"])
    assert in_letter(case)["said"] == in_dossier(case)[f"promise-{promised.pk}"] == [1]
