"""The command line, the report and the BibTeX export."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.content import Reference, cite, load_content, report, to_bibtex
from neuro_edu.content.__main__ import main
from tests.content.folder import read_real, write_folder


def reference(**fields: object) -> Reference:
    given = {"id": "Key2000", "review": "unreviewed", "title": "A title", "verified": "abstract"}
    return Reference(**(given | {"verified_how": "Seen."} | fields))  # type: ignore[arg-type]


def unescaped(text: str, character: str) -> list[str]:
    return re.findall(rf"(?<!\\){re.escape(character)}", text)


def test_check_succeeds_on_the_real_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^ +38  claims$", out, re.MULTILINE)
    assert "objectives are complete" in out
    assert "reviewed" in out


def test_check_fails_with_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = read_real()
    files["claims.toml"] = files["claims.toml"].replace('"supported"', '"true"', 1)
    assert main(["check", "--directory", str(write_folder(tmp_path, files))]) == 1
    message = capsys.readouterr().err
    assert "claims.toml, claim 'S01', field 'verdict'" in message
    assert "write one of supported, simplified, outdated, wrong" in message


def test_an_objective_without_question_is_pointed_out(tmp_path: Path) -> None:
    files = read_real()
    extra = '\n[[objective]]\nid = "lonely"\nlesson = "07_causes"\ntext = "List it."\n'
    files["objectives.toml"] += f'{extra}explanation = "Because."\nactivity = "Try it."\n'
    text = report(load_content(write_folder(tmp_path, files)))
    line = next(line for line in text.splitlines() if " lonely " in line)
    assert line.endswith("incomplete")


def test_bib_lists_every_reference_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib"]) == 0
    text = capsys.readouterr().out
    keys = re.findall(r"^@(?:article|misc)\{(.+),$", text, re.MULTILINE)
    assert keys == list(load_content().references)
    for entry in text.split("\n@"):
        assert len(unescaped(entry, "{")) == len(unescaped(entry, "}"))
    assert "doi = {10.1001/jamaneurol.2018.2681}," in text


def test_bib_names_are_split_as_bibtex_wants_them() -> None:
    text = to_bibtex([reference(authors="van Sonderen A, Newsom-Davis J, Hart IK, and others")])
    assert "author = {van Sonderen, A. and Newsom-Davis, J. and Hart, I. K. and others}," in text
    text = to_bibtex([reference(authors="Washington University Neuromuscular Disease Center")])
    assert "author = {{Washington University Neuromuscular Disease Center}}," in text


def test_bib_says_what_is_from_memory() -> None:
    text = to_bibtex([reference(verified="memory", authors="Isaacs H", memory_fields=("authors",))])
    assert "Verified: memory" in text
    assert "From memory: authors" in text


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), max_size=40))
def test_bib_text_is_safe_for_latex(title: str) -> None:
    text = to_bibtex([reference(title=f"x{title}")])
    line = next(line for line in text.splitlines() if line.startswith("  title"))
    body = line.removeprefix("  title = {{").removesuffix("}},")
    for special in "&%$#_":
        assert not unescaped(body, special)
    # Unescaped braces come only from the words that stand for a character.
    bare = body
    for word in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}"):
        bare = bare.replace(word, "")
    for special in "{}":
        assert not unescaped(bare, special)


def test_a_citation_line_ends_with_what_was_not_seen() -> None:
    line = cite(reference(not_seen=("authors", "journal", "year")))
    assert line == "A title. [authors, journal and year not seen]"
    line = cite(
        reference(
            title="KCNQ2: benign familial neonatal seizures 1 and/or myokymia (entry 121200)",
            journal="OMIM",
            not_seen=("authors", "year"),
        )
    )
    assert line == (
        "KCNQ2: benign familial neonatal seizures 1 and/or myokymia (entry 121200). OMIM. "
        "[web page; authors and year not seen]"
    )
    line = cite(reference(journal="Web page", year=2013, authors="A Society"))
    assert line == "A Society. A title. 2013. [web page]"


def test_a_citation_line_keeps_the_marks_of_sources_that_were_not_read() -> None:
    fields = {"authors": "Hart IK, and others", "journal": "Brain", "year": 2002}
    line = cite(reference(**fields, volume="125", pages="1887-1895", verified="memory"))
    assert line == (
        "Hart IK, and others. A title. *Brain* 125:1887-1895. 2002. [from memory, not verified]"
    )
    assert cite(reference(**fields, verified="citation")).endswith("2002. [cited, not read]")


def test_a_citation_line_links_to_the_source() -> None:
    line = cite(reference(doi="10.1212/WNL.0000000000003778", pmid="28251919"))
    assert (
        "[doi:10.1212/WNL.0000000000003778](https://doi.org/10.1212/WNL.0000000000003778)" in line
    )
    assert "[PMID 28251919](https://pubmed.ncbi.nlm.nih.gov/28251919/)" in line
    assert "<https://www.medlink.com>" in cite(reference(url="https://www.medlink.com"))
    # An old DOI, whose brackets would end a link of Markdown.
    old = "10.1002/(SICI)1097-4598(200003)23:3<310::AID-MUS2>3.0.CO;2-5"
    target = re.search(r"\]\((\S+)\)\.$", cite(reference(doi=old)))
    assert target
    assert not set("()<>") & set(target[1])
    assert unquote(target[1]) == f"https://doi.org/{old}"


def test_a_citation_line_has_no_accidental_markdown() -> None:
    line = cite(reference(title="HLA-DRB1*11:01 and *12 [a review] of <b>_this_</b> at $5 or $6"))
    assert unescaped(line, "*") == unescaped(line, "[") == unescaped(line, "<") == []
    assert unescaped(line, "$") == unescaped(line, "_") == []
    assert cite(reference(title="Why?")) == "Why?"
