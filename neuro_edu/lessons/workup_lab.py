"""The work-up: what a test result means, which tests to order, and how to look for a tumour."""

from collections.abc import Sequence

from neuro_edu.content import Investigation, cite, load_content
from neuro_edu.figures.ordered_tests import OrderedTests, TestOrdersView, describe_orders
from neuro_edu.figures.thousand_people import TestedPeople, ThousandPeopleView, describe_people
from neuro_edu.figures.tumour_search import (
    SOUGHT,
    SearchResult,
    TumourSearchView,
    describe_search,
)
from neuro_edu.lessons.parameter_controls import in_group, parameter_control
from neuro_edu.simulation.clinic.probability import DiagnosticTest
from neuro_edu.simulation.clinic.tumour_search import TumourSearch
from neuro_edu.widgets import Control, Explorer

Rows = Sequence[tuple[str, ...]]

_OWN = "own"
_GROUPS = {"neurophysiology": "Neurophysiology", "blood": "Blood", "imaging": "Imaging"}


def bayes_lab() -> Explorer:
    """Test 1000 people and see what a positive and a negative result are worth."""
    options = [(_OWN, "Numbers of your own (sliders)")]
    options += [
        (test.id, test.name)
        for test in load_content().investigations.values()
        if test.accuracy_note is not None
    ]
    choice = Control(
        name="test",
        label="Test",
        kind="choice",
        value=_OWN,
        options=tuple(options),
        help="A published number of the chosen test takes the place of its slider.",
    )
    sliders = [
        parameter_control(name, value)
        for name, value in (("pretest", 0.2), ("sensitivity", 0.45), ("specificity", 0.99))
    ]
    return Explorer(
        [choice, *sliders],
        _test_people,
        ThousandPeopleView(),
        describe_people,
        title="What a test result means",
        details=_accuracy_rows,
    )


def _test_people(test: str, pretest: float, sensitivity: float, specificity: float) -> TestedPeople:
    known = None if test == _OWN else load_content().investigations[test]
    return TestedPeople(
        name="your own numbers" if known is None else known.name,
        test=DiagnosticTest(
            pretest=pretest / 100,
            sensitivity=_published(known, "sensitivity", sensitivity) / 100,
            specificity=_published(known, "specificity", specificity) / 100,
        ),
    )


def _published(test: Investigation | None, name: str, slider: float) -> float:
    """Return the published percentage, or the slider's, no larger than it can be."""
    if test is None:
        return slider
    percent: float | None = getattr(test, name)
    return min(slider, getattr(test, f"{name}_at_most")) if percent is None else percent


def _accuracy_rows(result: TestedPeople) -> Rows:
    rows = [("Number", "Now", "Where it comes from")]
    named = {test.name: test for test in load_content().investigations.values()}
    known = named.get(result.name)
    for name in ("sensitivity", "specificity"):
        published = known is not None and getattr(known, name) is not None
        origin = known.accuracy_note if known and published else _slider_note(known, name)
        rows.append((name.capitalize(), f"{100 * getattr(result.test, name):.0f} %", str(origin)))
    if known:
        rows.append(("Shows", known.name, known.shows))
        rows.append(("Does not show", known.name, known.misses))
        rows.append(("Sources", known.name, "; ".join(_sources(known))))
    return rows


def _slider_note(test: Investigation | None, name: str) -> str:
    most = 100.0 if test is None else getattr(test, f"{name}_at_most")
    return "your slider" if most == 100.0 else f"your slider, no more than {most:.0f} %"


def _sources(test: Investigation) -> list[str]:
    references = (load_content().references[id_] for id_ in test.references)
    # Citations are Markdown, and a table on the page is plain text.
    return [cite(reference).replace("*", "") for reference in references]


def workup_planner() -> Explorer:
    """Order tests for a suspected patient; the table says what each one answers."""
    patient = Control(
        name="patient",
        label="Suspected patient",
        kind="choice",
        value="generalised",
        options=tuple((one.id, one.label) for one in load_content().suspicions.values()),
    )
    check = Control(
        name="show_missing",
        label="Show what is missing",
        kind="toggle",
        value=False,
        help="Order first, then check.",
    )
    orders = [
        control
        for group, title in _GROUPS.items()
        for control in in_group(title, *(_order(t) for t in _orderable() if t.group == group))
    ]
    return Explorer(
        [patient, *orders, check],
        _judge_orders,
        TestOrdersView([test.name for test in _orderable()]),
        describe_orders,
        title="Which tests to order",
        details=_order_rows,
    )


def _orderable() -> list[Investigation]:
    found = [test for test in load_content().investigations.values() if test.ordered]
    return sorted(found, key=lambda test: list(_GROUPS).index(test.group))


def _order(test: Investigation) -> Control:
    return Control(name=_keyword(test), label=test.name, kind="toggle", value=False)


def _keyword(test: Investigation) -> str:
    return "order_" + test.id.replace("-", "_")


def _judge_orders(patient: str, show_missing: bool, **orders: bool) -> OrderedTests:
    verdicts = []
    for test in _orderable():
        if orders[_keyword(test)]:
            said = _verdict(test, patient)
        else:
            said = "missing" if show_missing and patient in test.first_for else "open"
        verdicts.append((test.name, said))
    return OrderedTests(
        patient=load_content().suspicions[patient].patient,
        verdicts=tuple(verdicts),
        n_needed=sum(patient in test.first_for for test in _orderable()),
    )


def _verdict(test: Investigation, patient: str) -> str:
    if test.wasted is not None:
        return "wasted"
    if patient in test.first_for:
        return "first"
    return "next" if patient in test.next_for else "not here"


def _order_rows(result: OrderedTests) -> Rows:
    rows = [("Test", "What it answers", "What it cannot show, and its price", "Do not miss")]
    for test, (_name, verdict) in zip(_orderable(), result.verdicts, strict=True):
        limits = " ".join(filter(None, (test.misses, test.burden)))
        if verdict == "wasted":
            limits = f"{limits} {test.wasted}"
        rows.append((test.name, test.question, limits, test.red_flag or ""))
    return rows


def tumour_screen_lab() -> Explorer:
    """Plan the search for a tumour, and see what a CT can and cannot show."""
    sought = Control(
        name="sought",
        label="What do you look for?",
        kind="choice",
        value="thymoma",
        options=tuple((id_, name) for id_, (name, _size_m) in SOUGHT.items()),
    )
    sliders = [
        parameter_control(name, value)
        for name, value in (
            ("visible_month", 14.0),
            ("first_repeat_months", 6.0),
            ("interval_months", 6.0),
            ("stop_months", 48.0),
        )
    ]
    return Explorer(
        [sought, *sliders],
        _search,
        TumourSearchView(),
        describe_search,
        title="The search for a tumour",
        details=_search_rows,
    )


def _search(sought: str, visible_month: float, **plan: float) -> SearchResult:
    return SearchResult(search=TumourSearch(**plan), sought=sought, visible_month=visible_month)


def _search_rows(_result: SearchResult) -> Rows:
    claims = load_content().claims
    return [
        ("Question", "What is known"),
        ("What is CT for?", claims["S31"].evidence),
        ("Does CT show the nerve sheath?", claims["S32"].evidence),
        (
            "How sure is the advice?",
            "It rests on consensus about paraneoplastic disease in general; how often, and how "
            "long, a patient with neuromyotonia alone should be scanned is unsettled. In this "
            "panel a scan misses no tumour that can be seen; real scans do.",
        ),
    ]
