"""How everything public is called, in one table."""

from . import clinic_cases, findings_cases, muscle_cases, nerve_cases, treatment_cases

#: Strategies of the keyword arguments, by the function's name below `neuro_edu.simulation`.
CASES = {
    **nerve_cases.CASES,
    **muscle_cases.CASES,
    **findings_cases.CASES,
    **treatment_cases.CASES,
    **clinic_cases.CASES,
}
OTHER_FIELDS = clinic_cases.OTHER_FIELDS
#: What is driven by calling another, or holds no number that a model made.
THROUGH = {
    **nerve_cases.THROUGH,
    **clinic_cases.THROUGH,
    **dict.fromkeys(
        ("compiled.Kernel", "compiled.Kernel.compiled", "compiled.Kernel.warm_up",
         "compiled.Kernel.__call__", "compiled.numba_wanted"),
        "nerve.axon.simulate_axon",
    ),
    **dict.fromkeys(
        ("quantities.Quantity", "quantities.quantity", "quantities.check_number",
         "quantities.Parameters", "quantities.Parameters.replace"),
        "nerve.parameters.AxonParameters",
    ),
}  # fmt: skip
