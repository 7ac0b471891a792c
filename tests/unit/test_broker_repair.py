"""A worker outlives its broker: putting messages back into a broker that is gone is no error."""

from __future__ import annotations

from collections import OrderedDict
from types import SimpleNamespace

import pytest
from kombu.transport.redis import QoS

from config import broker


class Gone:
    def conn_or_acquire(self, client: object) -> object:
        raise AttributeError("'NoneType' object has no attribute 'hostname'")


def waiting() -> SimpleNamespace:
    return SimpleNamespace(channel=Gone(), _delivered=OrderedDict(one="message"))


def test_it_shows_the_fault_it_repairs():
    """When kombu has learned it, this fails, and config/broker.py can go."""
    with pytest.raises(AttributeError):
        broker._put_back(waiting())


def test_it_leaves_the_messages_with_a_broker_that_is_gone():
    broker.repair()
    state = waiting()
    QoS.restore_unacked(state)
    assert not state._delivered
