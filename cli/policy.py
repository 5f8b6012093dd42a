"""`engross policy`: check, test, show, import and export the decision tables of a firm's policy."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from cli.inputs import day_of, today
from cli.opened import opened_store, the_trail
from cli.output import Format, tell, write_file, write_json
from models.errors import InvalidPolicy

if TYPE_CHECKING:
    from policy.shape import DecisionTable, Policy, PolicyVersion

policy = typer.Typer(help="A firm's own decisions as tables: codes, entities, revenue methods, rounding.")
DEFAULT = Path(__file__).parents[1] / "policy" / "default.yaml"
PolicyFile = Annotated[
    Path, typer.Argument(metavar="[FILE]", help="A policy, .yaml or .xlsx; the sample firm's if absent.")
]
On = Annotated[str | None, typer.Option("--on", help="The version that governs this day, YYYY-MM-DD.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; stdout if absent.")]
Form = Annotated[Format, typer.Option("--format", help="json or table.")]


class PolicyTarget(StrEnum):
    """The kinds of file that a policy is exported to."""

    YAML = "yaml"
    XLSX = "xlsx"
    JDM = "jdm"


def policy_of(path: Path) -> Policy:
    """The policy in a file."""
    from workflows.files import read_firm_policy

    return read_firm_policy(path).policy


@policy.command("check")
def check(file: PolicyFile = DEFAULT, form: Form = Format.TABLE) -> None:
    """Find gaps, overlaps, rows that never decide and cells that cannot be read; status 1 on an error."""
    from workflows.policy import check_policy

    found = check_policy(policy_of(file))
    if form is Format.JSON:
        write_json([finding.model_dump(mode="json") for finding in found])
    else:
        for finding in found:
            typer.echo(f"{finding.severity:>7} {finding.kind}: {finding.message}")
        tell(f"{len(found)} findings" if found else "every table decides every case once")
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)


@policy.command("test")
def run_tests_beside(file: PolicyFile = DEFAULT, form: Form = Format.TABLE) -> None:
    """Run the tests that stand beside the tables; status 1 where one fails."""
    from policy import run_tests

    results = [result for version in policy_of(file).versions for result in run_tests(version)]
    failed = [result for result in results if not result.passed]
    if form is Format.JSON:
        write_json([result.model_dump(mode="json") for result in results])
    else:
        for result in failed:
            typer.echo(f"{result.table} ({result.version}) test {result.number}: {result.message}")
        tell(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    if failed:
        raise typer.Exit(1)


@policy.command("show")
def show(
    file: PolicyFile = DEFAULT,
    on: On = None,
    table: Annotated[str | None, typer.Option(help="Only this table.")] = None,
    form: Form = Format.TABLE,
) -> None:
    """Show the tables of the version that governs a day (today if absent), hit policy and all."""
    version = policy_of(file).on(day_of(on, "--on") or today())
    tables = [found for found in version.tables if table in {None, found.id}]
    if not tables:
        known = ", ".join(found.id for found in version.tables)
        raise InvalidPolicy(f"there is no table {table!r}; there are {known}")
    if form is Format.JSON:
        write_json(version.model_copy(update={"tables": tuple(tables)}).model_dump(mode="json"))
        return
    for found in tables:
        _show_table(found, version)


def _show_table(table: DecisionTable, version: PolicyVersion) -> None:
    from cli.show import console, table_of

    out = console()
    title = f"[bold]{escape(table.name or table.id)}[/] ({table.id}, {escape(version.version)})"
    out.print(f"{title} for each {table.decides}, hit policy {table.hit}")
    heads = [f"{column.role} {column.field or ''}".strip() for column in table.columns]
    shown = table_of("row", *heads, right=["row"])
    for number, row in enumerate(table.rows, 1):
        shown.add_row(str(number), *map(escape, row))
    out.print(shown)


@policy.command("put")
def put(
    file: Annotated[Path, typer.Argument(help="A policy, .yaml or .xlsx.")],
) -> None:
    """Put a policy in force for the stored contracts; one with errors is refused."""
    from workflows.files import read_bytes
    from workflows.policy import put_policy

    with opened_store() as store:
        stored, findings = put_policy(store, read_bytes(file), file.name, trail=the_trail())
    write_json(stored.model_dump(mode="json", exclude={"content"}))
    tell(f"version {stored.number} is in force; {len(findings)} findings, see `engross policy check`")


@policy.command("export")
def export(
    to: Annotated[PolicyTarget, typer.Option("--to", help="yaml, xlsx, or jdm (GoRules decision model).")],
    file: PolicyFile = DEFAULT,
    on: On = None,
    output: Output = None,
) -> None:
    """Write a policy as YAML, as a workbook, or one version of it as a JSON Decision Model."""
    from policy.jdm import write_jdm
    from policy.workbook import write_workbook
    from policy.yaml_file import write_yaml

    found = policy_of(file)
    match to:
        case PolicyTarget.YAML:
            content = write_yaml(found)
        case PolicyTarget.XLSX:
            content = write_workbook(found)
        case _:
            content = write_jdm(found.on(day_of(on, "--on") or today()))
    write_file(content, output)


@policy.command("import")
def import_model(
    file: Annotated[Path, typer.Argument(help="A JSON Decision Model, a workbook or YAML.")],
    name: Annotated[str, typer.Option(help="What a decision model's policy is called.")] = "Imported policy",
    version: Annotated[str, typer.Option(help="What a decision model's version is called.")] = "1",
    effective_from: Annotated[
        str | None, typer.Option(help="The day from which a decision model governs; today if absent.")
    ] = None,
    output: Output = None,
) -> None:
    """Read a policy or a JSON Decision Model and write it as YAML, with what is wrong with it on stderr."""
    from policy.jdm import read_jdm
    from policy.yaml_file import write_yaml
    from workflows.policy import check_policy

    if file.suffix.lower() == ".json":
        from workflows.files import read_bytes

        day = day_of(effective_from, "--effective-from") or today()
        found = read_jdm(read_bytes(file), name=name, version=version, effective_from=day)
    else:
        found = policy_of(file)
    write_file(write_yaml(found), output)
    for finding in check_policy(found):
        tell(f"{finding.severity}: {finding.message}")
