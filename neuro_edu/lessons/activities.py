"""Names under which progress is kept for what is not a lesson's quiz."""

#: Votes on what lay articles claim: the item is the claim.
CLAIMS = "claims"
#: Riddles by ear: the item is the discharge heard.
LISTENING = "emg-listening"
#: Riddles of the origin lab: the item is the place where the activity begins.
ORIGIN = "origin-lab"
#: Diagnoses of the cases: the item is the case.
DIAGNOSES = "cases"
#: Tests asked for in the cases: the item is the case and the test.
CASE_STEPS = "case-steps"
#: Visits of the virtual clinic: the item is the patient, what is kept is the visit.
CLINIC = "virtual-clinic"
