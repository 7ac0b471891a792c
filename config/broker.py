"""One repair of kombu 5.7's Redis transport, without which a worker ends when its broker does.

When the broker goes away while messages are unacknowledged, the worker closes its channel to connect anew. Closing
wants to put those messages back and, with the pool already gone, asks the closed connection for its address:
AttributeError, and the worker is no more. The messages need no putting back: they are in the broker's own list of
unacknowledged ones and return after the visibility timeout; what is urgent lies in our database anyway.
"""

from __future__ import annotations

import logging
from typing import Any

from kombu.transport.redis import QoS

logger = logging.getLogger(__name__)
_put_back = QoS.restore_unacked


def _put_back_or_leave(self: QoS, client: Any = None) -> None:
    try:
        _put_back(self, client)
    except Exception as error:
        logger.warning("the broker is gone (%s); unacknowledged messages stay with it", type(error).__name__)
        self._delivered.clear()


def repair() -> None:
    QoS.restore_unacked = _put_back_or_leave
