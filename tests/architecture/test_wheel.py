"""What a user installs: the wheel holds the three packages, all of them, and nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from trees import PRODUCT, ROOT, files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}


def test_its_top_levels_are_the_three_packages(names):
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == set(PRODUCT)


def test_it_holds_every_file_of_the_packages_and_the_built_catalogues(names):
    ours = {path.as_posix() for path in files() if path.parts[0] in PRODUCT}
    catalogues = {path.removesuffix(".po") + ".mo" for path in ours if path.endswith(".po")}
    assert catalogues
    assert {name for name in names if ".dist-info/" not in name} == ours | catalogues


@pytest.mark.parametrize("kind", [".tcss", ".mo", ".toml", "pinyin.bin", "perftui/py.typed", "screens/py.typed", "widgets/py.typed"])
def test_it_holds_more_than_code(names, kind):
    assert any(name.endswith(kind) for name in names)


def test_it_runs_from_what_was_packed_and_speaks_chinese(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    told = "print(perftui.__file__, i18n._Current.catalogue.info()['language'])"
    code = f"import perftui, screens, widgets; from perftui import i18n; i18n.use('zh'); {told}"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == [str(tmp_path / "perftui" / "__init__.py"), "zh"]
