import threading
import time

import pytest

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.clinic import ClinicView
from neuro_edu.widgets.clinic_page import Block, Choice, Exhibit, Page, Section, Told
from neuro_edu.widgets.desk import Picture, Visitor
from neuro_edu.widgets.rich_text import rich_text


class ToyDesk:
    """Two visitors; one section of three choices, one of shares."""

    def __init__(self):
        self.notice = ""
        self.who = None
        self.done = []
        self.shares = {}
        self.delay_s = 0.0

    def visitors(self):
        return (Visitor(id="ann", title="Ann <1>", state=f"{len(self.done)} done"),)

    def page(self):
        if self.who is None:
            return None
        choices = tuple(
            Choice(
                id=id_,
                label=f"Label {id_}",
                told=(self.told(id_),) if id_ in self.done else (),
            )
            for id_ in ("one", "two", "bad")
        )
        share = Choice(id="x", label="X", share=self.shares.get("x", 0.0))
        sections = (
            Section(
                id="do", label="Do", verb="Do", kind="each", text=(), groups=(("G", choices),),
                blocks=(Block(heading="B", text=rich_text("*end*")),) if self.done else (),
            ),
            Section(
                id="guess", label="G", verb="Save", kind="shares", text=(), groups=(("", (share,)),)
            ),
        )  # fmt: skip
        return Page(
            visitor=self.who, title="Ann", opening=rich_text("Hello"), status="s", sections=sections
        )

    def told(self, id_):
        return Told(text=rich_text(f"secret {id_}"), exhibits=(Exhibit(id=f"p-{id_}", label="P"),))

    def open(self, visitor):
        if visitor != "ann":
            raise ParameterError(f"there is no visitor {visitor!r}")
        self.who = visitor

    def leave(self):
        self.who = None

    def restart(self):
        self.done.clear()

    def act(self, section, choice, boxes):
        time.sleep(self.delay_s)
        if choice == "bad":
            raise ZeroDivisionError("oops")
        if choice not in ("one", "two"):
            raise ParameterError(f"there is no {choice!r}")
        self.done.append(choice)

    def share(self, section, shares):
        if sum(shares.values()) > 100:
            raise ParameterError("together more than 100 %")
        self.shares = dict(shares)

    def picture(self, exhibit, progress):
        progress(0.5)
        return Picture(png=b"PNG", size_px=(10, 5), text=f"shows {exhibit}")

    def sound(self, exhibit):
        if exhibit == "mute":
            raise ParameterError("nothing to hear")
        return b"RIFF"

    def report(self):
        return "<html></html>"


@pytest.fixture
def view():
    return ClinicView(ToyDesk(), title="Toy", text="Come in <please>.", numbers=(0, 9))


@pytest.fixture
def sent(view, monkeypatch):
    messages = []
    monkeypatch.setattr(
        ClinicView,
        "send",
        lambda _, content, buffers=None: messages.append((content, list(buffers or []))),
    )
    return messages


def from_page(view, **content):
    view._on_message(view, content, [])


def known_to_page(view):
    return str(view.get_state(["_face", "_shown"]))


def test_the_page_knows_only_what_was_chosen(view):
    from_page(view, open="ann")
    assert "Label two" in known_to_page(view)
    assert "secret" not in known_to_page(view)
    from_page(view, section="do", choice="two", boxes=[])
    assert "secret two" in known_to_page(view)
    assert "secret one" not in known_to_page(view)


def test_a_visit_is_left_opened_and_begun_anew_and_the_page_can_tell(view):
    assert view._shown["page"] is None
    assert view._shown["visitors"][0]["state"] == "0 done"
    from_page(view, open="ann")
    first = view._shown["visit"]
    from_page(view, section="do", choice="one")
    assert view._shown["visit"] == first
    from_page(view, leave=True)
    assert view._shown["page"] is None
    assert view._shown["visitors"][0]["state"] == "1 done"
    from_page(view, open="ann")
    from_page(view, restart=True)
    assert view._shown["visit"] > first
    assert "secret" not in known_to_page(view)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"section": "do", "choice": "none"}, "there is no 'none'"),
        ({"section": "do", "choice": "bad"}, "ZeroDivisionError: oops"),
        ({"section": "guess", "shares": {"x": 101}}, "more than 100 %"),
        ({"section": "guess", "shares": {"x": None}}, "a share must be a number"),
        ({"section": "guess", "shares": {"x": True}}, "a share must be a number"),
        ({"open": "eve"}, "no visitor 'eve'"),
        ({"choice": "one"}, "KeyError"),
    ],
)
def test_what_cannot_be_done_is_said_and_heard_and_changes_nothing(view, content, said):
    from_page(view, open="ann")
    page, heard = view._shown["page"], view._shown["heard"]
    from_page(view, **content)
    assert said in view._shown["problem"]
    assert view._shown["page"] == page
    assert view._shown["heard"] > heard
    from_page(view, section="do", choice="one")
    assert view._shown["problem"] == ""


def test_from_python_what_cannot_be_done_is_raised(view):
    view.call_in("ann")
    with pytest.raises(ParameterError):
        view.act("do", "none")
    with pytest.raises(ParameterError):
        view.share("guess", {"x": 101})
    view.share("guess", {"x": 40})
    assert view._shown["page"]["sections"][1]["groups"][0]["choices"][0]["share"] == 40
    with pytest.raises(ParameterError):
        view.call_in("eve")


def test_pictures_sounds_and_the_report_go_to_who_asked(view, sent):
    from_page(view, open="ann")
    from_page(view, exhibit="p-one")
    said, buffers = sent.pop()
    assert (said["exhibit"], said["size"], said["text"]) == ("p-one", [10, 5], "shows p-one")
    assert buffers == [b"PNG"]
    from_page(view, exhibit="p-one", listen="me")
    assert sent.pop() == ({"sound": "me", "error": ""}, [b"RIFF"])
    from_page(view, exhibit="mute", listen="me")
    assert sent.pop() == ({"sound": "me", "error": "nothing to hear"}, [])
    from_page(view, report=True)
    assert sent.pop() == ({"report": "<html></html>", "error": ""}, [])
    assert sent == []  # no bar for what is quick


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("picture", {"exhibit": "p-one"}),
        ("sound", {"exhibit": "p-one", "listen": "me"}),
        ("report", {"report": True}),
    ],
)
def test_the_stop_button_ends_the_wait(view, sent, monkeypatch, what, content):
    def stop(*_):
        raise KeyboardInterrupt

    from_page(view, open="ann")
    monkeypatch.setattr(ToyDesk, what, stop)
    from_page(view, **content)
    assert f"The {what} was interrupted" in sent.pop()[0]["error"]
    heard = view._shown["heard"]
    monkeypatch.setattr(ToyDesk, "act", stop)
    from_page(view, section="do", choice="one")
    assert "interrupted" in view._shown["problem"]
    assert view._shown["heard"] > heard


def test_a_probe_changes_nothing(view, sent):
    before = dict(view._shown)
    from_page(view, probe=True)
    assert view._shown == before
    assert sent == []


def test_messages_at_the_same_time_are_taken_one_after_the_other(view):
    from_page(view, open="ann")
    view._desk.delay_s = 0.02
    threads = [
        threading.Thread(target=from_page, args=(view,), kwargs={"section": "do", "choice": "one"})
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert view._shown["heard"] == 6
    assert view._desk.done == ["one"] * 5


def test_a_stored_notebook_says_what_it_is_and_trusts_no_text_as_html(view):
    data, _ = view._repr_mimebundle_()
    assert data["text/plain"] == "Come in <please>."
    assert "&lt;please&gt;" in data["text/html"]
    view.call_in("ann")
    assert view._repr_mimebundle_()[0]["text/plain"] == "Toy: Ann"
