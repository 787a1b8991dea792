"""Where each channel sits."""

from neuro_edu.content import load_content
from neuro_edu.figures.channel_drawing import PLACES
from neuro_edu.figures.channel_map import ChannelMapView, ChosenPart, describe_channel
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON
from neuro_edu.widgets import Control, Explorer

_SLIDERS = {
    "kv1": "kv1_fraction",
    "caspr2": "kv1_fraction",
    "kv7": "kv7_fraction",
    "persistent-sodium-current": "nap_fraction",
}


# The glossary's term is a name that only physiologists use.
_PLAIN = {"barrett-barrett-conductance": PLACES["barrett-barrett-conductance"].name}


def channel_map(start: str = "kv1") -> Explorer:
    """Choose a channel and see where it sits and what it does.

    Parameters
    ----------
    start : str
        Id of the glossary's term that is chosen at first.
    """
    options = tuple((id_, _name(id_)) for id_ in PLACES)
    return Explorer(
        [Control(name="part", label="Show", kind="choice", value=start, options=options)],
        _choose,
        ChannelMapView(),
        describe_channel,
        title="Where each channel sits",
        details=_words,
    )


def _choose(*, part: str) -> ChosenPart:
    content = load_content()
    term, region = content.terms[part], PLACES[part].region
    return ChosenPart(
        id=part,
        term=_name(part),
        definition=term.definition,
        region=content.terms[region].term if region else "",
        region_definition=content.terms[region].definition if region else "",
        help=content.parameters[_SLIDERS[part]].help if part in _SLIDERS else "",
        amount=_amount(part),
    )


def _name(part: str) -> str:
    return _PLAIN.get(part, load_content().terms[part].term)


def _amount(part: str) -> str:
    """Say how much of a part the healthy model axon has."""
    axon = HEALTHY_AXON
    return {
        "sodium-channel": f"{axon.g_Na_nS:.0f} nS at the node with every channel open",
        "persistent-sodium-current": f"{axon.g_NaP_nS:.0f} nS at the node with every channel open",
        "kv7": f"{axon.g_Ks_nS:.0f} nS at the node, {axon.g_Ks_internode_nS:.0f} nS beyond it",
        "kv1": f"{axon.g_Kf_internode_nS:.0f} nS beside the node, {axon.g_Kf_nS:.0f} nS at it",
        "caspr2": "a patient's antibodies act by the share of Kv1 that is left",
        "barrett-barrett-conductance": f"{axon.g_BB_nS:.0f} nS between node and internode",
        "sodium-potassium-pump": (
            f"up to {axon.I_pump_max_pA:.0f} pA, all of it put at the node for simplicity"
        ),
    }[part]


def _words(shown: ChosenPart) -> list[tuple[str, ...]]:
    rows = [("What", shown.term), ("What it does", shown.definition)]
    if shown.region:
        rows.append((f"Where: {shown.region}", shown.region_definition))
    rows.append(("In the model", f"{shown.amount[:1].upper()}{shown.amount[1:]}."))
    if shown.help:
        rows.append(("When it changes", shown.help))
    return [*rows]
