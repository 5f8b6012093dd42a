"""`engross extract` and `engross schema`: contract files to terms, and the shapes of it all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.output import Format, tell, write_json
from models.errors import DocumentError, EngrossError, InvalidRecord, NotFound
from models.problem import problem_of
from models.schema_names import SchemaName

if TYPE_CHECKING:
    from extractor.assist import Endpoint
    from models.extraction import Extraction
    from models.record import RecordTerms

REFUSED = 3


def extract(
    files: Annotated[
        list[Path],
        typer.Argument(help="Contracts: PDF, DOCX, HTML, text, e-mail; or a CLM or CRM record (JSON)."),
    ],
    record: Annotated[
        list[Path] | None, typer.Option(help="A CLM or CRM record (JSON) of the contract; may be repeated.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="json: one result per line.")] = Format.JSON,
    assist: Annotated[
        bool,
        typer.Option("--assist", help="Ask the language model at ENGROSS_LLM_URL for what was not found."),
    ] = False,
    processes: Annotated[int, typer.Option(min=1, help="Files read at the same time.")] = os.cpu_count() or 1,
) -> None:
    """Read contracts: terms with the quoted clause for each, what is absent, what is doubtful."""
    from workflows.files import read_records

    records = read_records(record or [])
    assistant = _assistant() if assist else None
    refused = 0
    for path, result in _extract_all(files, records, processes=processes, assistant=assistant):
        if isinstance(result, EngrossError):
            refused += 1
            tell(f"engross: {path}: {result}")
            write_json(_refusal(path, result))
        elif form is Format.JSON:
            write_json(result.model_dump(mode="json"))
        else:
            from cli.show import show_terms

            show_terms(result)
    if refused:
        raise typer.Exit(REFUSED)


def _assistant() -> Endpoint:
    from extractor.assist import Endpoint
    from workflows.settings import read_settings

    settings = read_settings()
    endpoint = Endpoint.at(settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value())
    tell(f"engross: the texts of the contracts go to {endpoint.url}; its values wait for a person")
    return endpoint


def _extract_all(
    files: list[Path], records: list[RecordTerms], *, processes: int, assistant: Endpoint | None
) -> Iterator[tuple[Path, Extraction | EngrossError]]:
    """Each file's result in the order given; a file that cannot be read stops nothing."""
    with ThreadPoolExecutor(min(processes, len(files))) as pool:
        yield from zip(
            files, pool.map(lambda path: _extract_one(path, records, assistant), files), strict=True
        )


def _extract_one(
    path: Path, records: list[RecordTerms], assistant: Endpoint | None
) -> Extraction | EngrossError:

    from workflows.files import read_bytes, read_records
    from workflows.read import read
    from workflows.read import read_records as read_by_records

    try:
        data = read_bytes(path)
        if path.suffix.lower() == ".json":
            return read_by_records([*read_records([path]), *records], filename=path.name, data=data)
        return read(data, path.name, records=records, assistant=assistant)
    except (DocumentError, InvalidRecord, NotFound) as error:
        return error


def _refusal(path: Path, error: EngrossError) -> dict[str, Any]:
    from models.extraction import Refusal

    return Refusal(filename=path.name, error=problem_of(error)).model_dump(mode="json")


def schema(name: Annotated[SchemaName, typer.Argument(help="Which shape.")]) -> None:
    """Print the JSON Schema of terms, schedule, dispute, event and the like."""
    from models.schemas import json_schema

    write_json(json_schema(name))
