"""All entries together, by kind and id."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neuro_edu.content.blocks import Block
from neuro_edu.content.clinic import (
    ClinicCheck,
    ClinicTest,
    ClinicTreatment,
    ExaminationPart,
    HistoryQuestion,
)
from neuro_edu.content.clinic_marks import Mark, Mistake
from neuro_edu.content.clinic_patients import ClinicCase, UnseenPatient
from neuro_edu.content.discharges import DischargeNote
from neuro_edu.content.entries import (
    LESSONS,
    Claim,
    Condition,
    Drug,
    Entry,
    Omission,
    Reference,
    Risk,
    Symptom,
)
from neuro_edu.content.investigations import Investigation, Suspicion
from neuro_edu.content.teaching import (
    Case,
    InstructorNote,
    Objective,
    Parameter,
    Question,
    Term,
)

#: Degrees of `Reference.verified` at which nobody read what the source says.
UNREAD = ("memory", "citation")


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything the lessons say, by kind and id; the mappings cannot be changed."""

    references: Mapping[str, Reference]
    claims: Mapping[str, Claim]
    omissions: Mapping[str, Omission]
    symptoms: Mapping[str, Symptom]
    conditions: Mapping[str, Condition]
    drugs: Mapping[str, Drug]
    risks: Mapping[str, Risk]
    suspicions: Mapping[str, Suspicion]
    investigations: Mapping[str, Investigation]
    discharges: Mapping[str, DischargeNote]
    blocks: Mapping[str, Block]
    terms: Mapping[str, Term]
    objectives: Mapping[str, Objective]
    questions: Mapping[str, Question]
    cases: Mapping[str, Case]
    instructor_notes: Mapping[str, InstructorNote]
    parameters: Mapping[str, Parameter]
    clinic_questions: Mapping[str, HistoryQuestion]
    clinic_parts: Mapping[str, ExaminationPart]
    clinic_tests: Mapping[str, ClinicTest]
    clinic_treatments: Mapping[str, ClinicTreatment]
    clinic_checks: Mapping[str, ClinicCheck]
    clinic_marks: Mapping[str, Mark]
    clinic_mistakes: Mapping[str, Mistake]
    clinic_cases: Mapping[str, ClinicCase]
    unseen_patients: Mapping[str, UnseenPatient]

    def kinds(self) -> dict[str, Mapping[str, Entry]]:
        """Return the mappings by the name of their kind."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield every entry with the name of its kind."""
        for kind, mapping in self.kinds().items():
            for entry in mapping.values():
                yield kind, entry

    def questions_of(self, lesson: str) -> tuple[Question, ...]:
        """Return the questions of a lesson.

        Parameters
        ----------
        lesson : str
            Id of the lesson, one of `LESSONS`.

        Returns
        -------
        tuple of Question
            In the order of the lesson's file, without the listening pool; empty if there is none.
        """
        return tuple(
            q for q in self.questions.values() if q.lesson == lesson and q.discharge is None
        )

    def lessons_with_questions(self) -> tuple[str, ...]:
        """Return the ids of the lessons that have questions, in the order of `LESSONS`."""
        asked = {q.lesson for q in self.questions.values() if q.discharge is None}
        return tuple(lesson for lesson in LESSONS if lesson in asked)

    def asked_in(self, activity: str) -> tuple[str, ...]:
        """Return the ids of what the course asks, and a score counts.

        Parameters
        ----------
        activity : str
            Id of a lesson, or ``"claims"``.

        Returns
        -------
        tuple of str
            In the order of the file, without spare questions and claims.
        """
        entries = self.claims.values() if activity == "claims" else self.questions_of(activity)
        return tuple(entry.id for entry in entries if entry.asked)

    def listening_questions(self) -> tuple[Question, ...]:
        """Return the pool for the EMG listening test."""
        return tuple(q for q in self.questions.values() if q.discharge is not None)

    def rests_on_unverified(self, entry: Entry) -> bool:
        """Say whether students must be told that a source was cited without being read.

        Parameters
        ----------
        entry : Entry
            Any entry of this content.

        Returns
        -------
        bool
            True if of a source of the entry (or of the entry itself, a reference) no more than
            the citation was seen.
        """
        if isinstance(entry, Reference):
            return entry.verified in UNREAD
        ids = getattr(entry, "references", ())
        return any(self.references[id_].verified in UNREAD for id_ in ids)
