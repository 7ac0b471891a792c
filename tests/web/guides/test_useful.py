"""…/useful/: 这条有用吗, counted once for each step in a browser's session."""

from __future__ import annotations

import pytest
from django.test import Client

from guides.models import GuideVote
from tests.web.cases.checklist import HX, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
GUIDE = "/guides/taobao/taobao-step-in/"
URL = f"{GUIDE}useful/"


def counts() -> dict[str, tuple[int, int]]:
    return {vote.step: (vote.useful, vote.useless) for vote in GuideVote.objects.all()}


def test_it_is_only_posted_to(client: Client, loaded: None) -> None:
    check_verbs(client, URL, "post")


def test_it_counts_a_step_and_leads_back_to_it(client: Client, loaded: None) -> None:
    response = client.post(URL, {"step": "step-in", "useful": "yes"})
    assert (response.status_code, response["Location"]) == (302, f"{GUIDE}#step-in")
    client.post(URL, {"step": "", "useful": "no"})
    assert counts() == {"step-in": (1, 0), "": (0, 1)}
    assert page_of(client.get(GUIDE)).count('<form class="useful"') == 3


def test_it_counts_each_browser_once(client: Client, loaded: None) -> None:
    for answer in ("yes", "no", "yes"):
        client.post(URL, {"step": "step-in", "useful": answer})
    Client().post(URL, {"step": "step-in", "useful": "no"})
    assert counts() == {"step-in": (1, 1)}


def test_it_answers_htmx_with_thanks_alone(client: Client, loaded: None) -> None:
    response = client.post(URL, {"step": "step-in", "useful": "yes"}, headers=HX)
    assert "谢谢" in words_of(response)
    assert "<main" not in page_of(response)
    assert 'id="useful-step-in"' in page_of(response)


@pytest.mark.parametrize("data", [{}, {"useful": "maybe"}, {"step": "no-such-step", "useful": "yes"}])
def test_it_counts_nothing_it_does_not_know(client: Client, loaded: None, data: dict) -> None:
    assert client.post(URL, data).status_code == 400
    assert counts() == {}


def test_it_needs_a_loaded_guide(client: Client) -> None:
    assert client.post(URL, {"useful": "yes"}).status_code == 404
