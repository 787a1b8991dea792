"""What a generated patient needs: from its profile and from the table of tests."""

from collections.abc import Iterator
from dataclasses import replace

from neuro_edu.clinic.own_reasons import with_next_step
from neuro_edu.clinic.safety import hastes_of, with_criterion
from neuro_edu.content import load_content
from neuro_edu.content.clinic_patients import ClinicPatient, Criterion, UnseenPatient

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
_NEEDLES = ("needle", "provocation")
_NEEDLE_RISK = Criterion(
    actions=("order:needle-emg",),
    grade="dangerous",
    reason="The patient takes a blood thinner, and nobody had asked. Bleeding is rare and the test "
    "is often still possible, but the examiner must know.",
    references=("AANEMbleeding", "Lynch2008"),
    objectives=("consent-honestly",),
    unless=(_BEFORE_NEEDLE,),
)


def needed_criteria(profile: UnseenPatient) -> tuple[Criterion, ...]:
    """Return what is said of the actions with patients of a profile.

    Parameters
    ----------
    profile : UnseenPatient
        From the content.

    Returns
    -------
    tuple of Criterion
        Those of everybody, those of the profile, and those of the investigations that serve its
        suspicion and that it does not name.
    """
    return (*_EVERYBODY, *profile.criteria, *_tests(profile))


def _tests(profile: UnseenPatient) -> Iterator[Criterion]:
    content = load_content()
    named = {action for criterion in profile.criteria for action in criterion.actions}
    for test in content.clinic_tests.values():
        known = [content.investigations[id_] for id_ in test.investigations]
        first = any(profile.suspicion in one.first_for for one in known)
        later = any(profile.suspicion in one.next_for for one in known)
        if f"order:{test.id}" not in named and (first or later):
            yield Criterion(
                actions=(f"order:{test.id}",),
                grade="needed" if first else "optional",
                reason=test.why,
                references=test.references,
                objectives=(_LINKS.get(test.id, "plan-the-work-up"),),
            )


def unseen_path(profile: UnseenPatient, patient: ClinicPatient) -> tuple[str, ...]:
    """Return a path that does all that is needed and nothing else.

    Parameters
    ----------
    profile : UnseenPatient
        From the content.
    patient : ClinicPatient
        The patient who was drawn.

    Returns
    -------
    tuple of str
        As in the case files. Where a check forbids a treatment, the next that serves is tried.
    """
    content = load_content()
    needed = [c.actions for c in needed_criteria(profile) if c.grade == "needed"]
    path = [action for criterion in _EVERYBODY for action in criterion.actions]
    path += [f"ask:{said.to}" for said in patient.answers]
    path.append(_BEFORE_NEEDLE)
    path += [f"examine:{said.to}" for said in patient.findings]
    path += [actions[0] for actions in needed if not actions[0].startswith("treat:")]
    stops = {said.to for said in patient.results if said.stop}
    for actions in needed:
        for _, haste in hastes_of(patient):
            if set(actions) & set(haste.actions):
                first = content.clinic_treatments[haste.first[0].removeprefix("treat:")]
                path += [*(f"check:{check}" for check in first.checks), f"treat:{first.id}"]
        for treatment in (a.removeprefix("treat:") for a in actions if a.startswith("treat:")):
            known = content.clinic_treatments[treatment]
            path += [*(f"check:{check}" for check in known.checks), f"treat:{treatment}"]
            if not stops & set(known.forbidden_by):
                break
    return tuple(dict.fromkeys(path))


def takes_blood_thinner(patient: ClinicPatient) -> bool:
    """Whether the patient says so when asked."""
    said = [one.says.lower() for one in patient.answers if one.to == "blood-thinners"]
    return bool(said) and not said[0].startswith(("no.", "no,"))


def with_needle_risk(patient: ClinicPatient) -> ClinicPatient:
    """Add that a needle is a danger where a blood thinner is taken and nobody has asked.

    Parameters
    ----------
    patient : ClinicPatient
        Written or generated.

    Returns
    -------
    ClinicPatient
        The same where no blood thinner is taken, or every test with a needle is judged already.
    """
    if not takes_blood_thinner(patient):
        return patient
    patient = with_next_step(patient)
    tests = load_content().clinic_tests.values()
    needles = [f"order:{test.id}" for test in tests if test.computed in _NEEDLES]
    judged = {
        action
        for criterion in patient.criteria
        if criterion.grade == "dangerous" and _BEFORE_NEEDLE in criterion.unless
        for action in criterion.actions
    }
    return with_criterion(patient, replace(_NEEDLE_RISK, actions=tuple(needles)), judged)
