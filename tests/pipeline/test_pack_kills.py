"""`kill -9` of the worker while it makes a dossier: the next one makes it whole, and nothing half-made is left."""

from __future__ import annotations

import urllib.error
import urllib.request

from tests.pipeline.harness import ANSWER_SECONDS, House, Probe, wait_for
from tests.pipeline.test_web_kills import CSRF, NoRedirect

EXHIBITS = 14


def ask_for_it(port: int, browser: dict[str, str]) -> int:
    """Press the button as the page does; return the status of the answer."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/c/{browser['ref']}/dossier/",
        data=f"csrfmiddlewaretoken={CSRF}".encode(),
        headers={"Cookie": f"sessionid={browser['session']}; csrftoken={CSRF}"},
    )
    try:
        return int(urllib.request.build_opener(NoRedirect).open(request, timeout=ANSWER_SECONDS).status)
    except urllib.error.HTTPError as answer:
        return answer.code


def test_it_makes_the_dossier_whole_after_its_worker_was_killed(house: House, probe: Probe):
    (browser,) = probe.signed_in(tag="pack", number=1)
    probe.exhibits_given(tag="pack", number=EXHIBITS)
    assert ask_for_it(house.port, browser) == 302
    wait_for(lambda: probe.pack(tag="pack")["done"] >= 2, 180, "the worker has begun")
    house.kill("worker")
    killed = probe.pack(tag="pack")
    assert (killed["state"], killed["files"]) == ("waiting", 0)
    probe.pack_lease_over(tag="pack")
    house.start("worker")
    wait_for(lambda: probe.pack(tag="pack")["state"] == "ready", 240, "another worker makes it")
    made = probe.pack(tag="pack")
    assert (made["done"], made["files"], made["tries"]) == (EXHIBITS, 2, killed["tries"] + 1)
    probe.tick()
    assert probe.evidence_faults() == []
    assert probe.unfinished_files() == []
