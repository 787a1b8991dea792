"""Which file holds which kind of entry, as tables of TOML."""

from neuro_edu.content.blocks import Block
from neuro_edu.content.clinic import (
    ClinicCheck,
    ClinicTest,
    ClinicTreatment,
    ExaminationPart,
    HistoryQuestion,
)
from neuro_edu.content.clinic_marks import Mark, Mistake
from neuro_edu.content.clinic_patients import UnseenPatient
from neuro_edu.content.discharges import DischargeNote
from neuro_edu.content.entries import (
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
from neuro_edu.content.teaching import Objective, Parameter, Term

#: File, name of its tables, kind, type.
TABLE_FILES: tuple[tuple[str, str, str, type[Entry]], ...] = (
    ("references.toml", "reference", "references", Reference),
    ("claims.toml", "claim", "claims", Claim),
    ("omissions.toml", "omission", "omissions", Omission),
    ("symptoms.toml", "symptom", "symptoms", Symptom),
    ("conditions.toml", "condition", "conditions", Condition),
    ("drugs.toml", "drug", "drugs", Drug),
    ("risks.toml", "risk", "risks", Risk),
    ("suspicions.toml", "suspicion", "suspicions", Suspicion),
    ("investigations.toml", "investigation", "investigations", Investigation),
    ("discharges.toml", "discharge", "discharges", DischargeNote),
    ("blocks.toml", "block", "blocks", Block),
    ("glossary.toml", "term", "terms", Term),
    ("objectives.toml", "objective", "objectives", Objective),
    ("parameters.toml", "parameter", "parameters", Parameter),
    ("clinic/questions.toml", "ask", "clinic_questions", HistoryQuestion),
    ("clinic/examination.toml", "part", "clinic_parts", ExaminationPart),
    ("clinic/tests.toml", "test", "clinic_tests", ClinicTest),
    ("clinic/treatments.toml", "treatment", "clinic_treatments", ClinicTreatment),
    ("clinic/checks.toml", "check", "clinic_checks", ClinicCheck),
    ("clinic/marks.toml", "mark", "clinic_marks", Mark),
    ("clinic/mistakes.toml", "mistake", "clinic_mistakes", Mistake),
    ("clinic/unseen.toml", "unseen", "unseen_patients", UnseenPatient),
)
