"""The words of the course, its sources with their backlinks, and the library of discharges."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from neuro_edu.content import DischargeNote, Term, cite, load_content
from neuro_edu.figures.emg_sweep import EmgSweepView
from neuro_edu.lessons.discharge_library import describe_example, example_details, make_example
from neuro_edu.lessons.emg_machine import FITTING
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.sound import emg_sound
from neuro_edu.widgets import LiveFigure
from website.markup import anchor_of, escape, literal, picture, player, raw

_UNREVIEWED = "> **For learning, not for patient care.** No clinician has reviewed these words yet."


def glossary_page() -> str:
    """Return all words of the course with their definitions."""
    terms = sorted(load_content().terms.values(), key=lambda term: term.term.lower())
    entries = "\n\n".join(_entry(term) for term in terms)
    return f"# Glossary\n\n{_UNREVIEWED}\n\n````{{glossary}}\n{entries}\n````\n"


def _entry(term: Term) -> str:
    known = load_content().terms
    lines = [literal(term.definition)]
    if term.pronunciation:
        lines.append(f"Say *{literal(term.pronunciation)}*.")
    if term.also:
        lines.append(f"Also: {literal(', '.join(term.also))}.")
    if term.terms:
        lines.append("See " + ", ".join(f"{{term}}`{known[id_].term}`" for id_ in term.terms) + ".")
    if term.references:
        lines.append(f"Sources: {_marks(term.references)}.")
    return f"{term.term}\n" + "\n".join(f"  {line}" for line in lines)


def _marks(ids: Iterable[str]) -> str:
    return ", ".join(f"[{id_}](#{anchor_of(id_)})" for id_ in ids)


def references_page(cited: Mapping[str, Iterable[str]]) -> str:
    """Return all sources, each with where it is cited.

    Parameters
    ----------
    cited : mapping of str to iterable of str
        Ids of references by the id of the lesson that cites them.
    """
    known = load_content().references
    places: dict[str, list[str]] = {id_: [] for id_ in known}
    for lesson, ids in cited.items():
        for id_ in dict.fromkeys(ids):
            places[id_].append(f"[lesson {lesson[:2]}](lessons/{lesson}.md)")
    for id_, place in _places_in_content():
        places[id_].append(place)
    entries = "\n\n".join(_source(id_, places[id_]) for id_ in sorted(places, key=str.lower))
    return f"# References\n\n{_HOW_READ}\n\n{entries}\n"


def _places_in_content() -> Iterator[tuple[str, str]]:
    """Yield the id of a reference and what cites it: links where it has a page, else a number."""
    numbers: Counter[tuple[str, str]] = Counter()
    for kind, entry in load_content().entries():
        for id_ in getattr(entry, "references", ()):
            if isinstance(entry, Term):
                yield id_, f"{{term}}`{entry.term}`"
            elif isinstance(entry, DischargeNote):
                yield id_, f"[{DISCHARGES[entry.id].title}](#sound-{entry.id.replace('_', '-')})"
            else:
                numbers[id_, kind.replace("_", " ")] += 1
    for (id_, kind), number in numbers.items():
        yield id_, f"{number} of the {kind}"


_HOW_READ = """Every medical statement of the course names its source. A mark in square brackets
says what was not seen; a source "cited, not read" was taken over from another that was read."""


def _source(id_: str, places: list[str]) -> str:
    text = f"({anchor_of(id_)})=\n**{id_}.** {cite(load_content().references[id_])}"
    return f"{text} *Cited in:* {', '.join(places)}." if places else text


def listen_page(static: Path) -> str:
    """Return the library of discharges, and write its stills and sounds.

    Parameters
    ----------
    static : Path
        Where pictures and sounds go, in folders of their own.
    """
    figure = LiveFigure(EmgSweepView())
    titles = sorted((known.title, id_) for id_, known in DISCHARGES.items())
    sections = [_discharge(id_, title, figure, static) for title, id_ in titles]
    return "\n\n".join([_LISTEN, *sections]) + "\n"


_LISTEN = """# Listen

> **For learning, not for patient care.** Traces and sounds are made by a teaching model; none was
> recorded from a person. No clinician has reviewed the rules yet.

What a needle electrode picks up, and what the loudspeaker of the EMG machine plays of it. Each
trace lasts 10 seconds; the picture shows its beginning. **Start with a low volume**: all traces are
played with the same knob, as in a clinic, so that a small potential sounds softer than a large one.
[The EMG room](lessons/06_the_emg_room.md) teaches how to tell them apart."""


def _discharge(id_: str, title: str, figure: LiveFigure, static: Path) -> str:
    example = make_example(discharge=id_, example=1, gain=FITTING, speed="100", show_from_s=0.0)
    name = id_.replace("_", "-")
    (static / "stills" / f"sound-{name}.png").write_bytes(figure.draw(example))
    sound = emg_sound(example.trace.emg_uV, example.trace.sampling_rate_hz)
    (static / "sounds" / f"{name}.wav").write_bytes(sound)
    still = picture(
        f"_static/stills/sound-{name}.png",
        describe_example(example),
        figure.size_px,
        more=player(f"_static/sounds/{name}.wav", f"Listen: {title}, 10 seconds"),
    )
    rules = "".join(_rows(example_details(example)[1:]))
    sources = _marks(example.note.references)
    return "\n\n".join(
        [
            f"(sound-{name})=\n## {title}",
            raw(f'{still}<table class="rules"><tbody>{rules}</tbody></table>'),
            f"Sources: {sources}.",
        ]
    )


def _rows(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the rows of a table; those with the same label become one."""
    texts: dict[str, list[str]] = {}
    for label, rule in rows:
        texts.setdefault(label, []).append(rule)
    for label, rules in texts.items():
        said = escape(" ".join(rules))
        yield f'<tr><th scope="row">{escape(label)}</th><td>{said}</td></tr>'
