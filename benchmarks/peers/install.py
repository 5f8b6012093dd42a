"""LexNLP in an environment of its own: Python 3.8, LexNLP 2.3.0, and the data that it needs of NLTK.

    python -m benchmarks.peers.install FOLDER [--python python3.8]

NLTK's data is not on the package index by itself. The wheel of llama-index-core carries a copy of its
sentence model, and textblob-aptagger the averaged perceptron that NLTK's tagger came from, in the same form.
"""

from __future__ import annotations

import argparse
import subprocess
import zipfile
from pathlib import Path

SENTENCES = "llama-index-core==0.10.30"
TAGGER = "textblob-aptagger==0.2.0"
INSIDE = "llama_index/core/_static/nltk_cache/"


def main() -> None:
    """Make the environment."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default="python3.8")
    arguments = parser.parse_args()
    folder: Path = arguments.folder.resolve()
    run([arguments.python, "-m", "venv", str(folder)])
    python = str(folder / "bin" / "python")
    run([python, "-m", "pip", "install", "--quiet", "lexnlp==2.3.0"])
    data = folder / "data"
    with fetched(python, SENTENCES, folder) as archive:
        archive.extractall(data, [name for name in archive.namelist() if name.startswith(INSIDE)])
    with fetched(python, TAGGER, folder) as archive:
        weights = archive.read("textblob_aptagger/trontagger-0.1.0.pickle")
    tagger = data / INSIDE / "taggers" / "averaged_perceptron_tagger"
    tagger.mkdir(parents=True, exist_ok=True)
    (tagger / "averaged_perceptron_tagger.pickle").write_bytes(weights)
    print(f"ready: python -m benchmarks.peers GOLD_DIR --lexnlp {arguments.folder}")


def fetched(python: str, package: str, folder: Path) -> zipfile.ZipFile:
    """The wheel of a package."""
    place = folder / "wheels" / package
    options = ["--no-deps", "--python-version", "3.11", "--only-binary=:all:", "--dest", str(place)]
    run([python, "-m", "pip", "download", "--quiet", *options, package])
    return zipfile.ZipFile(next(place.glob("*.whl")))


def run(command: list[str]) -> None:
    """Run it; its failure is ours."""
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
