"""Probabilities as whole percents that add up."""

import math
from collections.abc import Sequence


def in_percents(shares: Sequence[float]) -> tuple[str, ...]:
    """Return shares in percent, rounded so that those of 1 % and more add up.

    Parameters
    ----------
    shares : sequence of float
        Shares of 1, together at most 1.

    Returns
    -------
    tuple of str
        By the largest remainders. What is above zero and below one percent is ``"<1 %"``, and what
        is below a hundred and rounds to it ``">99 %"``.
    """
    # A sum such as 0.29 + 0.01 is a hair off in binary.
    exact = [round(100.0 * share, 9) for share in shares]
    shown = [n for n, each in enumerate(exact) if each >= 1.0]
    whole = {n: math.floor(exact[n]) for n in shown}
    left = math.floor(math.fsum(exact[n] for n in shown) + 0.5) - sum(whole.values())
    for n in sorted(shown, key=lambda n: (whole[n] - exact[n], n))[:left]:
        whole[n] += 1
    return tuple(_in_words(each, whole.get(n, 0)) for n, each in enumerate(exact))


def _in_words(exact: float, whole: int) -> str:
    if whole == 0:
        return "<1 %" if exact > 0 else "0 %"
    return ">99 %" if whole >= 100 > exact else f"{whole} %"
