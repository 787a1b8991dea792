"""A student who does anything that is possible, in any order."""

import random

from neuro_edu.clinic import Action, Reply, Visit
from neuro_edu.content import load_content

POSITIVE = ("caspr2 positive", "caspr2 strongly positive", "lgi1 positive")


def random_action(visit: Visit, rng: random.Random) -> Action:
    """Any action that is possible now."""
    able = visit.possible
    kinds = ["ask", "examine", "order", "order", "differential"]
    kinds += ["commit"] if able.can_commit else []
    kinds += ["treat", "treat"] if able.can_treat else []
    kinds += ["follow-up"] if able.follow_ups else []
    kind = rng.choice(kinds)
    if kind == "differential":
        chosen = rng.sample(able.diagnoses, rng.randint(1, 5))
        shares = tuple((one.id, rng.random() / len(chosen)) for one in chosen)
        return Action(kind="differential", shares=shares)
    if kind == "follow-up":
        return Action(kind="follow-up", target=str(rng.choice(able.follow_ups)))
    offered = {
        "ask": able.questions,
        "examine": able.parts,
        "order": [test for test in able.tests if not test.done],
        "commit": able.diagnoses,
        "treat": [one for one in able.treatments if not one.done],
    }[kind]
    if not offered:
        return Action(kind="ask", target=able.questions[0].id)
    choice = rng.choice(offered)
    checks = tuple(check for check in choice.checks if rng.random() < 0.5)
    return Action(kind=kind, target=choice.id, checks=checks if kind == "treat" else ())


def walk(case_id: str, seed: int, n_actions: int) -> list[Reply]:
    """Do this many things, or fewer if the visit is over before."""
    rng, visit, replies = random.Random(seed), Visit.begin(case_id, seed % 3), []
    while len(replies) < n_actions and not visit.is_over:
        replies.append(visit.do(random_action(visit, rng)))
        visit = replies[-1].visit
    return replies


def contradictions(reply: Reply) -> list[str]:
    """What a reply says that cannot be with the patient's disease."""
    condition, text = reply.visit.chart.condition, reply.text.lower()
    target = reply.action.target
    found = []
    if target == "caspr2-lgi1" and any(word in text for word in POSITIVE):
        known = load_content().conditions[condition]
        if known.group not in ("autoimmune", "tumour") and known.knob.antibody == "none":
            found.append(f"{condition} with antibodies")
    if condition == "als":
        found += [
            f"after-discharges in ALS: {signal.text}"
            for signal in reply.signals
            if signal.after_discharges
        ]
    if target == "needle-emg" and ("muscle fibres fibrillate" in text) != (condition == "als"):
        found.append(f"fibrillation in {condition}")
    if target == "gene-panel":
        inherited = load_content().conditions[condition].group == "genetic"
        if ("no disease-causing variant" in text) == inherited:
            found.append(f"genes of {condition}: {text}")
    return found
