"""Start Engross: find the application's folder and hand over to its command line.

The application's packages have plain names (`rules`, `models`), which must never be installed into
site-packages. They live in the checkout beside this file, or in `share/engross` of an installed wheel.
"""

from __future__ import annotations

import sys
from pathlib import Path


def application_folder() -> Path:
    """The folder that holds the application's packages.

    Raises:
        SystemExit: Neither the checkout nor an installed copy is where it should be.
    """
    for folder in (Path(__file__).resolve().parent, Path(sys.prefix) / "share" / "engross"):
        if (folder / "cli" / "main.py").is_file():
            return folder
    raise SystemExit(
        "engross: the application's folder is missing (looked beside engross.py and in share/engross); "
        "install again with `make install`"
    )


def main() -> None:
    """Run the command line."""
    sys.path.insert(0, str(application_folder()))
    from cli.main import main as run  # noqa: PLC0415 - importable only now

    run()


if __name__ == "__main__":
    main()
