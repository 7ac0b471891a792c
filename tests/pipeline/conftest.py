"""One installation for all fault tests of a run; each leaves it working and answers for its own shoppers (`tag`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.pipeline.harness import House, Probe, running_house, wait_for
from tests.pipeline.sink import Sink, running_sink

NORMAL = ("broker", "worker", "beat", "web")


@pytest.fixture(scope="session")
def _installation() -> Iterator[tuple[House, Probe, Sink]]:
    with running_sink() as sink, running_house(sink) as (house, probe):
        house.start(*NORMAL)
        house.wait_for_tick(120)
        yield house, probe, sink


@pytest.fixture
def house(_installation: tuple[House, Probe, Sink]) -> Iterator[House]:
    """The installation, up and well; whatever the test broke is put right before the next one."""
    house, _, sink = _installation
    house.ensure(*NORMAL)
    house.wait_for_tick(120)
    yield house
    sink.behave()
    sink.listen()
    assert house.died() == [], f"ended by themselves; the log ends with:\n{house.log_text()[-3000:]}"


@pytest.fixture
def probe(_installation: tuple[House, Probe, Sink]) -> Probe:
    return _installation[1]


@pytest.fixture
def sink(_installation: tuple[House, Probe, Sink]) -> Sink:
    return _installation[2]


@pytest.fixture
def arrived(house: House, sink: Sink) -> Any:
    """Wait until each address has at least one mail; return {address: [Message-ID, …]}."""

    def arrived(addresses: list[str], seconds: float) -> dict[str, list[str]]:
        def all_there() -> dict[str, list[str]] | None:
            found: dict[str, list[str]] = {address: [] for address in addresses}
            for mail in sink.accepted():
                if mail["to"] in found:
                    found[mail["to"]].append(mail["id"])
            missing.clear()
            missing.extend(address for address, ids in found.items() if not ids)
            return None if missing else found

        missing: list[str] = []
        try:
            found: dict[str, list[str]] = wait_for(all_there, seconds, "every mail arrives")
        except AssertionError as late:
            shown = ", ".join(missing[:5])
            raise AssertionError(f"{late}; {len(missing)} missing: {shown}\n{house.log_text()[-4000:]}") from None
        return found

    return arrived
