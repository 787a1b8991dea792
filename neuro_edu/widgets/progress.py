"""Telling the page how far a long computation has come."""

import time
from collections.abc import Callable
from typing import Any

PATIENCE_S = 0.5
INTERVAL_S = 0.1


class ProgressReport:
    """Pass on the fraction done, once it takes long, and not more often than an eye can follow.

    Parameters
    ----------
    send : callable
        Takes a message for the page.
    """

    def __init__(self, send: Callable[[dict[str, Any]], Any]) -> None:
        self._send = send
        self._next_s = time.monotonic() + PATIENCE_S
        self._has_sent = False

    def __call__(self, fraction: float) -> None:
        """Report the fraction done, 0 to 1; values beyond are taken as the nearer end."""
        now_s = time.monotonic()
        if now_s >= self._next_s:
            self._send({"progress": min(max(float(fraction), 0.0), 1.0)})
            self._next_s = now_s + INTERVAL_S
            self._has_sent = True

    def close(self) -> None:
        """Take the bar away, whether the computation came out or failed."""
        if self._has_sent:
            self._send({"progress": None})
