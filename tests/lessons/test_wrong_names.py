"""What a student reads who asks for something that does not exist."""

import pytest

from neuro_edu import lessons
from neuro_edu.errors import ContentError, ParameterError

WRONG = ["no-such-thing", 3, None, []]
NAMED = {
    "lesson": lessons.quiz,
    "question of 08_the_work_up": lambda name: lessons.quiz("08_the_work_up", name),
    "case": lessons.case,
    "picture": lessons.picture,
    "entry in claims.toml": lessons.claims_quiz,
    "entry in omissions.toml": lessons.omissions,
    "term in glossary.toml": lessons.glossary,
    "reference in references.toml": lessons.references,
}


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize("what", NAMED)
def test_a_wrong_name_is_told_with_what_it_should_name(what, wrong):
    with pytest.raises(ContentError) as raised:
        NAMED[what](wrong)
    said = str(raised.value)
    assert said.startswith(f"there is no {what} {wrong!r}; there are ")
    assert len(said) < 1500


def test_of_many_names_the_nearest_are_told():
    with pytest.raises(ContentError, match=r"such as .*Winters2012"):
        lessons.references("Winter2012")


@pytest.mark.parametrize("wrong", ["x", None, True, []], ids=repr)
def test_a_slider_does_not_begin_with_what_is_no_number(wrong):
    with pytest.raises(ParameterError, match="terminal_kv1_fraction must be a number, got "):
        lessons.conduction_lab(wrong)


@pytest.mark.parametrize("wrong", ["x", 3, None], ids=repr)
def test_the_axon_lab_begins_with_an_axon(wrong):
    with pytest.raises(ParameterError, match="start must be AxonParameters, got "):
        lessons.axon_lab(wrong)
