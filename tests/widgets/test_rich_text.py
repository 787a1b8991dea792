from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.widgets.rich_text import Piece, markup, plain_text, rich_text

WORDS = st.text(st.sampled_from("abcé <&>*[]()_:1.,\n#\"'"), max_size=60)


def test_paragraphs_emphasis_and_explained_words():
    text = rich_text(
        "A **bold** and *slanted* word.\n\nA [node](glossary:node), a [gap](glossary:unknown).",
        {"node": "node: a bare stretch of axon"},
    )
    assert text == (
        (
            Piece(text="A "),
            Piece(text="bold", style="bold"),
            Piece(text=" and "),
            Piece(text="slanted", style="italic"),
            Piece(text=" word."),
        ),
        (
            Piece(text="A "),
            Piece(text="node", explained="node: a bare stretch of axon"),
            Piece(text=", a "),
            Piece(text="gap"),
            Piece(text="."),
        ),
    )
    assert plain_text(text) == "A bold and slanted word.\nA node, a gap."


@given(WORDS)
def test_no_text_becomes_markup(written):
    shown = markup(rich_text(written))
    assert shown.replace("<p>", "").replace("</p>", "").count("<") == 0
    assert shown.count("<p>") == shown.count("</p>") == len(rich_text(written))


@given(st.text(st.sampled_from("abc <&>é\n.,:1"), max_size=60))
def test_text_without_marks_comes_through_but_for_its_spaces(written):
    assert plain_text(rich_text(written)).split() == written.split()


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_marked_word_is_found(words):
    bold = rich_text(" ".join(f"**{word}**" for word in words))
    assert [piece.text for piece in bold[0] if piece.style == "bold"] == words
    linked = rich_text(" ".join(f"[{w}](glossary:{w})" for w in words), {w: "?" for w in words})
    assert [piece.text for piece in linked[0] if piece.explained] == words
