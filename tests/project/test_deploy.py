"""A hub's configuration is one that JupyterHub and its charts take, and fits what was measured."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
TLJH = yaml.safe_load((DEPLOY / "tljh" / "config.yaml").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((DEPLOY / "z2jh" / "values.yaml").read_text(encoding="utf-8"))
SNIPPET = DEPLOY / "tljh" / "neuro_edu.py"
# What a server takes on a hub with a page open (measured in JupyterLab under JupyterHub 6).
SERVER_MB = 175
UNITS_MB = {"M": 1, "G": 1000}
#: Names that the chart's own schema (jupyterhub/values.schema.yaml) has; it refuses all others.
CHART = {
    "hub": {"concurrentSpawnLimit", "activeServerLimit", "config"},
    "proxy.https": {"enabled", "hosts", "letsencrypt"},
    "proxy.https.letsencrypt": {"contactEmail"},
    "singleuser": {
        "image", "cmd", "defaultUrl", "startTimeout", "extraEnv", "memory", "cpu", "storage",
    },
    "singleuser.image": {"name", "tag"},
    "singleuser.memory": {"guarantee", "limit"},
    "singleuser.cpu": {"guarantee", "limit"},
    "singleuser.storage": {"type", "capacity", "homeMountPath"},
    "cull": {"enabled", "timeout", "every", "maxAge"},
    "scheduling": {"podPriority", "userPlaceholder"},
    "scheduling.podPriority": {"enabled"},
    "scheduling.userPlaceholder": {"enabled", "replicas"},
    "prePuller.continuous": {"enabled"},
}  # fmt: skip
#: What TLJH's configurer reads.
LITTLEST = {
    "users": {"admin"},
    "https": {"enabled", "letsencrypt"},
    "https.letsencrypt": {"email", "domains"},
    "limits": {"memory", "cpu"},
    "services.cull": {"enabled", "timeout", "every", "max_age"},
    "user_environment": {"default_app"},
}


def tables(value: dict, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every table of the file with the names of what in it is no table."""
    for name, inner in value.items():
        here = f"{path}.{name}".lstrip(".")
        if isinstance(inner, dict) and here not in ("hub.config", "singleuser.extraEnv"):
            yield here, set(inner)
            yield from tables(inner, here)


@pytest.mark.parametrize(("settings", "known"), [(VALUES, CHART), (TLJH, LITTLEST)])
def test_only_names_that_exist_are_used(settings, known):
    for path, names in tables(settings):
        inner = {key[len(path) + 1 :].split(".")[0] for key in known if key.startswith(f"{path}.")}
        assert names <= known.get(path, set()) | inner, path


def in_mb(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([MG])", text).groups()
    return float(number) * UNITS_MB[unit]


@pytest.fixture(scope="module")
def lesson_mb() -> float:
    """Memory of a process that ran the hungriest lesson."""
    code = (
        "import json, re, sys\n"
        "names = {}\n"
        "for cell in json.load(open(sys.argv[1], encoding='utf-8'))['cells']:\n"
        "    if cell['cell_type'] == 'code':\n"
        "        exec(''.join(cell['source']), names)\n"
        # Not `ru_maxrss`: that begins at what the process that started this one holds.
        "status = open('/proc/self/status', encoding='utf-8').read()\n"
        "print(int(re.search(r'VmHWM:\\s*(\\d+)', status)[1]) / 1000)\n"
    )
    lesson = ROOT / "notebooks" / "06_the_emg_room.ipynb"
    done = subprocess.run(
        [sys.executable, "-c", code, str(lesson)], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_the_limits_bear_what_a_student_does(lesson_mb):
    memory = VALUES["singleuser"]["memory"]
    assert lesson_mb > 100
    for limit in (memory["limit"], TLJH["limits"]["memory"]):
        assert in_mb(limit) > SERVER_MB + 4 * lesson_mb
    assert in_mb(memory["guarantee"]) > SERVER_MB + lesson_mb


def test_servers_that_nobody_uses_are_stopped_and_no_sooner_than_a_lesson_takes():
    for cull in (VALUES["cull"], TLJH["services"]["cull"]):
        assert cull["enabled"]
        assert 20 * 60 <= cull["timeout"] <= 60 * 60
        assert cull["every"] <= cull["timeout"] / 5


class Recorder:
    """Stands for JupyterHub's configuration and keeps what is set."""

    def __init__(self) -> None:
        self.set: dict[str, dict[str, object]] = {}

    def __getattr__(self, name: str) -> "Section":
        return Section(self.set.setdefault(name, {}))


class Section:
    def __init__(self, values: dict[str, object]) -> None:
        self.__dict__["_values"] = values

    def __setattr__(self, name: str, value: object) -> None:
        self._values[name] = value


@pytest.fixture(scope="module")
def snippet() -> dict[str, dict]:
    recorder = Recorder()
    code = compile(SNIPPET.read_text(encoding="utf-8"), str(SNIPPET), "exec")
    exec(code, {"get_config": lambda: recorder})
    return recorder.set


def test_both_hubs_start_the_same_server_with_lessons_that_exist(snippet):
    spawner, single = snippet["Spawner"], VALUES["singleuser"]
    assert [Path(part).name for part in spawner["cmd"][1:2]] == ["start_course.py"]
    assert (DEPLOY / "start_course.py").is_file()
    assert single["cmd"][1:3] == ["/srv/repo/deploy/start_course.py", "/srv/repo/notebooks"]
    assert single["cmd"][3:] == spawner["args"]
    assert single["defaultUrl"] == spawner["default_url"]
    assert (ROOT / "notebooks" / Path(single["defaultUrl"]).name).is_file()
    # The disk of a student covers the home of the image: nothing of the course may lie there.
    assert not single["cmd"][1].startswith(single["storage"]["homeMountPath"])
    progress = single["extraEnv"]["NEURO_EDU_PROGRESS"]
    assert progress.startswith(single["storage"]["homeMountPath"])
    assert set(single["extraEnv"]) - {"NEURO_EDU_PROGRESS"} == set(spawner["environment"])


def test_options_of_the_server_are_known_to_it(snippet):
    from jupyter_server.serverapp import ServerApp
    from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
    from traitlets.utils.importstring import import_item

    known = {cls.__name__: cls for cls in (ServerApp, MappingKernelManager)}
    for option in snippet["Spawner"]["args"]:
        class_name, name, value = re.fullmatch(r"--(\w+)\.(\w+)=(.+)", option).groups()
        assert name in known[class_name].class_trait_names(config=True)
        if "." in value:
            assert import_item(value)


@pytest.mark.skipif(find_spec("jupyterhub") is None, reason="JupyterHub is not installed")
def test_jupyterhub_takes_the_configuration(snippet, tmp_path):
    from jupyterhub.app import JupyterHub
    from jupyterhub.spawner import Spawner

    known = {"JupyterHub": JupyterHub, "Spawner": Spawner}
    for class_name, values in snippet.items():
        traits = known[class_name].class_traits(config=True)
        for name in values:
            assert name in traits, f"{class_name}.{name}"
            assert "deprecated" not in traits[name].help.lower(), f"{class_name}.{name}"
    hub = JupyterHub(config_file=str(SNIPPET))
    hub.load_config_file(str(SNIPPET))
    spawner = Spawner(config=hub.config, user=None, hub=None)
    assert spawner.get_args()[-3:] == snippet["Spawner"]["args"]
    assert hub.concurrent_spawn_limit == 10


@pytest.mark.skipif(find_spec("oauthenticator") is None, reason="oauthenticator is not installed")
def test_the_example_of_single_sign_on_is_known_to_its_authenticator():
    from oauthenticator.generic import GenericOAuthenticator

    traits = GenericOAuthenticator.class_traits(config=True)
    for name in VALUES["hub"]["config"]["GenericOAuthenticator"]:
        assert name in traits
        assert "deprecated" not in (traits[name].help or "").lower()
