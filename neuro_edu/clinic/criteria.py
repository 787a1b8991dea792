"""What a generated patient needs: from the tables of tests, treatments and conditions."""

from collections.abc import Iterator

from neuro_edu.content import load_content
from neuro_edu.content.clinic import ClinicPatient, Criterion, UnseenPatient

_EVERYBODY = (
    Criterion(
        actions=("ask:onset",),
        grade="needed",
        reason="Days, months or since childhood: the course sorts the causes.",
        references=("MedLinkPNH",),
        objectives=("plan-the-work-up",),
    ),
    Criterion(
        actions=("ask:medicines", "ask:exposures"),
        grade="needed",
        reason="Drugs, remedies and metals are causes that end when they are stopped.",
        references=("Gnanashanmugam2018", "MedLinkPNH"),
        objectives=("recognise-toxic-causes",),
    ),
    Criterion(
        actions=("examine:look",),
        grade="needed",
        reason="Two minutes of looking show twitching, rippling and wasting.",
        references=("Maddison2006",),
        objectives=("define-neuromyotonia",),
    ),
    Criterion(
        actions=("examine:power",),
        grade="needed",
        reason="Weakness and wasting turn the search to nerve loss.",
        references=("deCarvalho1998", "Bashford2020"),
        objectives=("question-the-weakness", "exclude-the-mimics"),
    ),
    Criterion(
        actions=("examine:reflexes",),
        grade="needed",
        reason="Brisk, normal or absent: brain, health or neuropathy.",
        references=("deCarvalho2013", "Peeters2017"),
        objectives=("exclude-the-mimics",),
    ),
)
_LINKS = {
    "nerve-conduction": "find-after-discharges",
    "needle-emg": "name-the-discharge",
    "repetitive-stimulation": "question-the-weakness",
    "caspr2-lgi1": "choose-the-antibodies",
    "ct-thorax": "search-for-the-tumour",
    "gene-panel": "suspect-a-gene",
    "metals": "recognise-toxic-causes",
}
_BEFORE_NEEDLE = "ask:blood-thinners"


def needed_criteria(profile: UnseenPatient) -> tuple[Criterion, ...]:
    """Return what is said of the actions with patients of a profile.

    Parameters
    ----------
    profile : UnseenPatient
        From the content.

    Returns
    -------
    tuple of Criterion
        From the investigations that serve the profile's suspicion, and from its treatments.
    """
    return (*_EVERYBODY, *_tests(profile), *_treatments(profile))


def _tests(profile: UnseenPatient) -> Iterator[Criterion]:
    content = load_content()
    for test in content.clinic_tests.values():
        known = next((content.investigations[id_] for id_ in test.investigations), None)
        grade = ""
        if known:
            grade = "needed" if profile.suspicion in known.first_for else ""
            grade = grade or ("optional" if profile.suspicion in known.next_for else "")
        grade = "needed" if test.id in profile.proof else grade
        grade = "unnecessary" if test.id in profile.unneeded else grade
        if grade:
            says = known.shows if known else content.conditions[profile.id].mechanism
            yield Criterion(
                actions=(f"order:{test.id}",),
                grade=grade,
                reason=test.waste if grade == "unnecessary" else says,
                references=known.references if known else test.references,
                objectives=(_LINKS.get(test.id, "plan-the-work-up"),),
            )


def _treatments(profile: UnseenPatient) -> Iterator[Criterion]:
    condition = load_content().conditions[profile.id]
    for grade, treatments in (
        ("needed", profile.treats),
        ("optional", profile.optional),
        ("dangerous", profile.harmful),
    ):
        for treatment in treatments:
            yield Criterion(
                actions=(f"treat:{treatment}",),
                grade=grade,
                reason=condition.treatment,
                references=condition.references,
                objectives=("build-a-treatment-plan",),
            )


def unseen_path(profile: UnseenPatient, patient: ClinicPatient) -> tuple[str, ...]:
    """Return a path that does all that is needed and nothing else.

    Parameters
    ----------
    profile : UnseenPatient
        From the content.
    patient : ClinicPatient
        The patient who was drawn, with what speaks against a treatment.

    Returns
    -------
    tuple of str
        As in the case files. A treatment that a check forbids is offered and withheld.
    """
    content = load_content()
    path = [action for criterion in _EVERYBODY for action in criterion.actions]
    path += [f"ask:{said.to}" for said in patient.answers]
    path.append(_BEFORE_NEEDLE)
    path += [f"examine:{said.to}" for said in patient.findings]
    path += [c.actions[0] for c in _tests(profile) if c.grade == "needed"]
    for treatment in profile.treats:
        path += [f"check:{check}" for check in content.clinic_treatments[treatment].checks]
        path.append(f"treat:{treatment}")
    return tuple(dict.fromkeys(path))
