"""Every format has what the Protocols name: a file that lacks some would fail when it is used."""

import inspect

import pytest

from grader.exporters import Exporter, FillingExporter, exporters, fills
from grader.importers import Importer, importers


def lacking(module: object, protocol: type) -> list[str]:
    """The members of a protocol that a module does not have, or not with these arguments."""
    found = [name for name in protocol.__annotations__ if not hasattr(module, name)]
    for name, function in vars(protocol).items():
        if inspect.isfunction(function) and not name.startswith("_"):
            wanted = [p for p in inspect.signature(function).parameters if p != "self"]
            own = getattr(module, name, lambda: None)
            if list(inspect.signature(own).parameters) != wanted:
                found.append(name)
    return found


@pytest.mark.parametrize("name", list(exporters()))
def test_an_exporter_is_whole(name: str) -> None:
    exporter = exporters()[name]
    assert name == exporter.NAME
    assert lacking(exporter, Exporter) == []
    if fills(exporter):
        assert lacking(exporter, FillingExporter) == []


def test_what_fills_in_a_file() -> None:
    assert [name for name, exporter in exporters().items() if fills(exporter)] == [
        "canvas",
        "moodle",
    ]


@pytest.mark.parametrize("name", list(importers()))
def test_an_importer_is_whole(name: str) -> None:
    assert lacking(importers()[name], Importer) == []
