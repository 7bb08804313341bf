"""The ageing of support requests at the shell."""

import json
from datetime import date

import pytest

from perftui import i18n
from perftui.cli.running import run
from perftui.domain.support import SupportTable
from perftui.services import support_records, units
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    store = open_store(tmp_path / "data.db", Actor("hanna"), create=True)
    for name in ("Procurement", "Finance"):
        unit = units.add_unit(store, name).id
        support_records.add(store, SupportTable.REQUEST, title="Bench", provider_unit_id=unit, requested_on=date(2024, 1, 1))
    store.close()
    yield
    i18n.use("en")


def test_support_requests_are_reported_by_the_unit_that_provides(tmp_path, capsys):
    assert run(["report", "support", "--unit", "Finance", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["provider"], json.loads(line)["open"], json.loads(line)["b3"]) == ("Finance", 1, 1)
    assert run(["report", "support", str(tmp_path / "age.xlsx")]) == 0
    assert (tmp_path / "age.xlsx").stat().st_size > 0
