"""What a cell asks for: refused in words where it does not exist."""

import difflib
from collections.abc import Collection

from neuro_edu.errors import ContentError, ParameterError
from neuro_edu.simulation.nerve.parameters import AxonParameters

_MOST_LISTED = 40


def require_known(what: str, name: object, known: Collection[str]) -> None:
    """Refuse a name that does not exist, and say which do.

    Parameters
    ----------
    what : str
        What the name stands for, such as ``"lesson"``.
    name : object
        What a cell asked for.
    known : collection of str
        The names that exist.

    Raises
    ------
    ContentError
        If the name is none of them. Of a long list only the nearest names are told.
    """
    if isinstance(name, str) and name in known:
        return
    told = list(known)
    if len(told) > _MOST_LISTED:
        told = difflib.get_close_matches(str(name), known, n=5, cutoff=0.3) or told[:5]
        raise ContentError(
            f"there is no {what} {name!r}; there are {len(known)}, such as {', '.join(told)}"
        )
    raise ContentError(f"there is no {what} {name!r}; there are {', '.join(told)}")


def require_axon(start: object) -> None:
    """Refuse what is no set of parameters of an axon.

    Raises
    ------
    ParameterError
        If it is anything else.
    """
    if not isinstance(start, AxonParameters):
        raise ParameterError(f"start must be AxonParameters, got {start!r}")
