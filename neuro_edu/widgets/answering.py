"""What panels have in common that answer each message of their page with all they show then."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anywidget
import traitlets

from neuro_edu.errors import ParameterError

#: Caught while a panel answers: with the stop button, or the page would wait for ever.
WENT_WRONG = (Exception, KeyboardInterrupt)


class AnsweringPanel(anywidget.AnyWidget):
    """A panel whose page asks for something and is shown what came of it.

    A kind of panel says what it shows (`_now`), does what the page asks (`_do`), tells what went
    wrong (`_fault`), and how it looks where nothing runs (`__repr__` and `_still`).

    Parameters
    ----------
    **traits
        Of the widget.
    """

    # All that is seen in one trait, so that each step is one message.
    _shown = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        # A notebook runs messages from the page in another thread than its cells.
        self._lock = threading.RLock()
        self._n_heard = 0
        super().__init__(_shown=self._all(), **traits)
        self.on_msg(self._on_message)

    def _now(self) -> dict[str, Any]:
        """Return what is to be shown."""
        raise NotImplementedError

    def _do(self, content: dict[str, Any]) -> None:
        """Do what the page asks."""
        raise NotImplementedError

    def _fault(self, content: dict[str, Any], text: str) -> dict[str, Any]:
        """Return what differs in what is shown when the page's wish could not be fulfilled."""
        raise NotImplementedError

    def _still(self) -> str:
        """Return what a stored notebook shows, as HTML."""
        raise NotImplementedError

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change something alone, and show what came of it if nothing was refused."""
        with self._lock:
            yield
            self._shown = self._all()

    def _all(self) -> dict[str, Any]:
        # The page may ask for the same twice and must see that it was heard again.
        return {**self._now(), "heard": self._n_heard}

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("probe"):  # the page asks only whether its messages can be sent
            return
        with self._lock:
            self._n_heard += 1
            try:
                self._do(content)
            # The page would otherwise swallow it: nobody reads a notebook server's log.
            except WENT_WRONG as error:
                text = in_words(error, "this panel")
                fault = self._fault(content, text)
                self._shown = {**self._shown, **fault, "heard": self._n_heard}

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the live panel, or its still form where nothing runs."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        data["text/plain"] = repr(self)
        data["text/html"] = self._still()
        return data, metadata


def in_words(error: BaseException, where: str) -> str:
    """Return what a student is told about an error: a refused value explains itself."""
    if isinstance(error, ParameterError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return f"{where[0].upper()}{where[1:]} was interrupted."
    return f"Something went wrong in {where}: {type(error).__name__}: {error}"
