"""Export: a schedule as a file for finance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from models.extraction import Extraction
from models.schedule import Schedule

ExportForm = Literal["xlsx", "csv", "html"]


def export(made: Schedule, extraction: Extraction | None, form: ExportForm) -> bytes:
    """The schedule as the bytes of an xlsx, csv or html file, with the evidence where there is some."""
    return _WRITERS[form](made, extraction)


def _xlsx(made: Schedule, extraction: Extraction | None) -> bytes:
    from exports.workbook import export_xlsx  # noqa: PLC0415 - loads the writer of workbooks

    return export_xlsx(made, extraction)


def _csv(made: Schedule, _extraction: Extraction | None) -> bytes:
    from exports.csv_file import export_csv  # noqa: PLC0415 - as its siblings

    return export_csv(made).encode()


def _html(made: Schedule, extraction: Extraction | None) -> bytes:
    from exports.report import export_html  # noqa: PLC0415 - loads the templates

    return export_html(made, extraction).encode()


_WRITERS: dict[ExportForm, Callable[[Schedule, Extraction | None], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "html": _html,
}
