"""The command that runs notebooks says so when it is asked for one that is not there."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "notebooks.py"


@pytest.fixture
def tool(monkeypatch):
    spec = importlib.util.spec_from_file_location("notebook_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ran = []
    monkeypatch.setattr(module, "execute", lambda path: module.ran.append(path.stem))
    return module


@pytest.mark.parametrize("name", ["glossary", "glossary.ipynb", "notebooks/glossary.ipynb"])
def test_a_notebook_is_named_as_one_likes(tool, name):
    assert tool.main(["execute", name]) == 0
    assert tool.ran == ["glossary"]


def test_an_unknown_notebook_is_refused_before_any_other_runs(tool, capsys):
    assert tool.main(["execute", "glossary", "nonsense"]) == 2
    assert tool.ran == []
    assert "nonsense" in capsys.readouterr().out


def test_all_run_when_none_is_named(tool):
    tool.main(["execute"])
    assert {"00_start_here", "10_virtual_clinic"} <= set(tool.ran)


def test_pictures_and_texts_are_kept_and_dead_widgets_are_not(tool):
    view, text = {tool.WIDGET_VIEW: {"model_id": "1"}}, {"text/plain": "1 spike"}
    cell = {"outputs": [{"data": view | text}, {"name": "stdout"}]}
    notebook = SimpleNamespace(metadata={"widgets": {}, "kernelspec": {}}, cells=[cell, {}])
    assert tool.without_widgets(notebook)
    assert cell["outputs"][0]["data"] == text
    assert notebook.metadata == {"kernelspec": {}}
    assert not tool.without_widgets(notebook)
