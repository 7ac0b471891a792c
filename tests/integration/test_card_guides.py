"""The entry card shows what the platform's own guide shows, an editor's change included."""

from __future__ import annotations

from copy import deepcopy

import pytest

from guides.domain.cards import Card, card_faults
from guides.models import Guide
from guides.selectors.cards import card, card_on
from guides.selectors.platforms import platforms
from guides.services.guide_publish import guide_publish
from guides.services.knowledge import knowledge_load
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db


def entry() -> Card:
    found = card("entry")
    assert found is not None
    return found


def pressed_words(shown: Card) -> str:
    """Return what the red box goes round on the first picture."""
    kind, index, item = shown.frames[0].press.split(".")
    rows = [row for row in shown.frames[0].rows if row["kind"] == kind]
    return rows[int(index)]["items"][int(item)]


def test_it_boxes_the_way_to_customer_service_on_every_platform():
    for place in (*(each.slug for each in platforms()), ""):
        shown = card_on(entry(), place)
        assert "客服" in pressed_words(shown), place
        assert "客服" in shown.frames[0].alt.zh
        assert list(card_faults([shown])) == []


def test_it_follows_an_editor(django_capture_on_commit_callbacks):
    knowledge_load(now=NOW)
    before = card_on(entry(), "taobao")
    row = Guide.objects.get(pk="taobao-merchant-order")
    document = deepcopy(row.published.content)
    (step,) = (each for each in document["steps"] if each["slug"] == "tap-service")
    step["picture"]["screen"]["rows"] = [{"kind": "buttons", "items": [["加购", "Add"], ["联系客服", "Contact"]]}]
    step["picture"]["marks"] = [{"kind": "box", "target": "buttons.0.1"}]
    with django_capture_on_commit_callbacks(execute=True):
        guide_publish(guide=row, document=document, now=NOW, by=UserFactory(is_staff=True), note="改了")
    after = card_on(entry(), "taobao")
    assert pressed_words(before) != pressed_words(after) == "联系客服"
    assert after.frames[1:] == before.frames[1:]


def test_it_has_a_picture_of_its_own_where_the_guide_lost_the_step(
    django_capture_on_commit_callbacks,
):
    knowledge_load(now=NOW)
    row = Guide.objects.get(pk="taobao-merchant-order")
    document = deepcopy(row.published.content)
    (step,) = (each for each in document["steps"] if each["slug"] == "tap-service")
    step["slug"] = "tap-somewhere"
    with django_capture_on_commit_callbacks(execute=True):
        guide_publish(guide=row, document=document, now=NOW, by=UserFactory(is_staff=True), note="改了")
    assert card_on(entry(), "taobao") == entry()


def test_it_leaves_the_other_cards_alone():
    for slug in ("exchange", "describe"):
        found = card(slug)
        assert found is not None
        assert card_on(found, "taobao") is found
