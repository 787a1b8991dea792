"""The labs of the course, found by what their factories return, and their pictures measured."""

import inspect
from collections.abc import Callable, Iterator
from itertools import combinations

from matplotlib.axis import Tick
from matplotlib.figure import Figure
from matplotlib.text import Text

from neuro_edu import lessons
from neuro_edu.errors import ParameterError, SimulationError
from neuro_edu.widgets import Control, Explorer


def labs() -> dict[str, Callable[[], Explorer]]:
    """Every factory of `neuro_edu.lessons` that makes a panel with controls, by name."""
    found = {}
    for name in lessons.__all__:
        made = inspect.signature(getattr(lessons, name)).return_annotation
        if isinstance(made, type) and issubclass(made, Explorer):
            found[name] = getattr(lessons, name)
    return found


def controls_of(panel: Explorer) -> list[Control]:
    """The controls of a panel, in the order shown."""
    return list(panel._controls.values())


def figure_of(panel: Explorer) -> Figure:
    """The figure that a panel draws on."""
    return panel._live.view.figure


def picture_of(panel: Explorer) -> bytes:
    """The picture that a panel shows now."""
    return panel._shown["png"]


def move(panel: Explorer, **values: object) -> str:
    """Move controls of a panel that otherwise stands as it started; return what it refused."""
    panel.set(**{control.name: control.value for control in controls_of(panel)})
    try:
        panel.set(**values)
    except (ParameterError, SimulationError) as error:
        return str(error)
    return ""


def ends(control: Control) -> list[object]:
    """The values of a control that its picture has to bear: both ends, or every choice."""
    if control.kind == "slider":
        whole = isinstance(control.value, int)
        return [int(end) if whole else float(end) for end in (control.low, control.high)]
    if control.kind == "choice":
        return [value for value, _ in control.options]
    if control.kind == "toggle":
        return [False, True]
    return [control.value + 1]


def texts(figure: Figure) -> Iterator[Text]:
    """Every piece of text that can be seen.

    Labels of ticks outside the limits of their axis exist, but are not drawn.
    """
    ticks = {}
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            # Axes keep the ticks of earlier locations: only those in use are drawn.
            for tick in axis.findobj(Tick):
                ticks[tick.label1] = ticks[tick.label2] = False
            if not axis.get_visible() or not axes.axison:
                continue
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                shown = low <= tick.get_loc() <= high
                ticks[tick.label1] = shown and tick.label1.get_visible()
                ticks[tick.label2] = shown and tick.label2.get_visible()
    for text in figure.findobj(Text):
        hidden = not text.get_visible() or not text.get_text().strip() or text.get_alpha() == 0
        parent = text.axes
        if hidden or (parent is not None and not parent.get_visible()):
            continue
        if ticks.get(text, True):
            yield text


def cut_off(figure: Figure) -> list[str]:
    """Texts that reach over the edge of their figure."""
    renderer = figure.canvas.get_renderer()
    width, height = figure.bbox.width, figure.bbox.height
    beyond = []
    for text in texts(figure):
        box = text.get_window_extent(renderer)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            beyond.append(text.get_text())
    return beyond


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other, by more than a fringe of their boxes."""
    renderer = figure.canvas.get_renderer()
    boxes = [(text, text.get_window_extent(renderer)) for text in texts(figure)]
    pairs = []
    for (one, a), (other, b) in combinations(boxes, 2):
        width = min(a.x1, b.x1) - max(a.x0, b.x0)
        height = min(a.y1, b.y1) - max(a.y0, b.y0)
        if width > 3 and height > 0.35 * min(a.height, b.height):
            pairs.append((one.get_text(), other.get_text()))
    return pairs
