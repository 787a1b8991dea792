"""Whether everything the course needs is there, in words a student can act on."""

from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from neuro_edu.simulation.compiled import numba_wanted

_REMEDY = "In the folder of the course, run: make lab (with conda: conda env update)."


class InstallationReport:
    """What was found, one line a point; shown by a notebook as plain text."""

    def __init__(self, lines: list[str], *, ready: bool) -> None:
        self.lines = lines
        self.ready = ready

    def __repr__(self) -> str:
        """Return the lines."""
        return "\n".join(self.lines)


def check_installation() -> InstallationReport:
    """Look at the packages, run one healthy axon and draw it.

    Returns
    -------
    InstallationReport
        What is ready, what is wrong and what to do about it.
    """
    wrong = package_problems()
    if wrong:
        return InstallationReport([*wrong, _REMEDY], ready=False)
    lines = ["The packages are there."]
    if _found("numba") is None:
        lines.append(
            "numba is missing: everything works, but a lab of a whole muscle needs up to a minute."
        )
    elif not numba_wanted():
        lines.append(
            "numba is switched off (NEURO_EDU_NUMBA=0): whole muscles take up to a minute."
        )
    else:
        lines.append("numba is there: simulations will be fast.")
    try:
        # Here, so that a missing package is named above instead of ending the check.
        from neuro_edu.lessons import kv1_explorer

        spikes = kv1_explorer().result.n_spikes
    except Exception as error:
        # Whatever it is, a student alone at night should read it in words.
        wrong = [f"The first simulation failed ({type(error).__name__}: {error}).", _REMEDY]
        return InstallationReport(lines + wrong, ready=False)
    lines.append(f"A healthy axon was simulated and drawn: {spikes} spike after one stimulus.")
    lines.append("All is well. Go on to the first lesson.")
    return InstallationReport(lines, ready=True)


def package_problems() -> list[str]:
    """Name each package of the course that is missing or of the wrong version."""
    problems = []
    for text in requires("neuro-edu") or []:
        needed = Requirement(text)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        found = _found(needed.name)
        if found is None:
            problems.append(f"{needed.name} is missing.")
        elif not needed.specifier.contains(found, prereleases=True):
            problems.append(
                f"{needed.name} {found} is installed; the course needs {needed.specifier}."
            )
    return problems


def _found(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
