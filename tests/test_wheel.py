"""What a wheel carries, and that Engross runs from an installed one."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
from pathlib import Path
from shutil import copy2
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from hatch_build import CHECKS, application_folders

ROOT = Path(__file__).parents[1]
SHARE = ".data/data/share/engross/"
WHERE = """
import sys, engross
from importlib.util import find_spec
print(engross.application_folder(), *(name for name in sys.argv[1:] if find_spec(name)))
"""


def built(root: Path, into: Path) -> Path:
    """The wheel of a checkout."""
    return Path(next(WheelBuilder(str(root)).build(directory=str(into), versions=["standard"])))


def carried(wheel: Path) -> set[str]:
    """What a wheel puts into `share/engross`."""
    with ZipFile(wheel) as archive:
        return {name.partition(SHARE)[2] for name in archive.namelist() if SHARE in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


def test_it_carries_every_file_of_the_application(wheel: Path) -> None:
    """All that lies beside engross.py in a folder with a module, but for caches and what checks it."""
    tops = {path.parent for path in ROOT.glob("[!.]*/*.py")} - {ROOT / name for name in CHECKS}
    files = [path for top in tops for path in top.rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert carried(wheel) == wanted
    assert {"cli/main.py", "samples/disputes.jsonl", "store/migrations/script.py.mako"} < wanted


def test_it_puts_one_module_beside_other_packages(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    name = "-".join(wheel.name.split("-")[:2])
    assert tops == {"engross.py", f"{name}.data", f"{name}.dist-info"}


def test_a_new_folder_is_carried_as_it_comes(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "engross.py"):
        copy2(ROOT / name, tmp_path / name)
    places = (
        "learning/__init__.py learning/corpus/year/one.jsonl learning/__pycache__/a.pyc tests/b.py docs/c.md"
    )
    for place in places.split():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    wheel = built(tmp_path, tmp_path / "dist")
    assert carried(wheel) == {"learning/__init__.py", "learning/corpus/year/one.jsonl"}


def test_the_demo_runs_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own, which sees the requirements of this one but not the checkout."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    commands = home / "bin"
    requirements = sysconfig.get_path("purelib")
    place = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    (Path(place) / "requirements.pth").write_text(f"{requirements}\n", encoding="utf-8")

    def run(*command: str | Path) -> str:
        outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(command, cwd=tmp_path, env=outside, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(commands / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel)
    where = run(commands / "python", "-c", WHERE, *application_folders(ROOT))
    assert where.strip() == str(home / "share" / "engross"), "from the wheel, and no plain name is importable"
    shown = run(commands / "engross", "demo", "--output", "made")
    assert "A batch of billing disputes" in shown
    written = {path.name: path.read_bytes()[:9] for path in (tmp_path / "made").iterdir()}
    for name in ("fixed-price-milestones", "change-order"):
        assert written[f"{name}.xlsx"].startswith(b"PK")
        assert written[f"{name}.html"].lower() == b"<!doctype"
