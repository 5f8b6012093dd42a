"""Small errors that a person might make in a module: one changed operator or number each."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}  # fmt: skip
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed place of a module.

    Attributes:
        number: Its place among the module's mutants.
        line: Where it is in the source.
        change: What was changed, in short.
    """

    number: int
    line: int
    change: str


def mutants_of(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its source."""
    changes = _changes(ast.parse(source))
    return [Mutant(number, node.lineno, told) for number, (node, told, _) in enumerate(changes)]


def mutated(source: str, number: int) -> ast.Module:
    """The module with its n-th error."""
    tree = ast.parse(source)
    for at, (_, _, change) in enumerate(_changes(tree)):
        if at == number:
            change()
            return tree
    raise IndexError(f"the module has no mutant {number}")


Change = tuple[ast.expr, str, Callable[[], None]]


def _changes(tree: ast.Module) -> list[Change]:
    found = [change for node in _code(tree) for change in _at(node)]
    return sorted(found, key=lambda change: (change[0].lineno, change[0].col_offset, change[1]))


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs: no annotations, no decorators."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _code(child)


def _at(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARE:
            yield _operator(node, "ops", [_COMPARE[type(operator)]()], type(operator).__name__)
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC and not _text(node):
            yield _operator(node, "op", _ARITHMETIC[type(operator)](), type(operator).__name__)
        case ast.BoolOp(op=operator):
            other: ast.boolop = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield _operator(node, "op", other, type(operator).__name__)
        case ast.IfExp(test=test) | ast.UnaryOp(op=ast.Not(), operand=test) if isinstance(node, ast.IfExp):
            yield _operator(node, "test", ast.UnaryOp(ast.Not(), copy.deepcopy(test)), "IfExp")
        case ast.Constant(value=bool(value)):
            yield _operator(node, "value", not value, str(value))
        case ast.Constant(value=int(value)):
            yield _operator(node, "value", value + 1, str(value))
        case ast.Call(func=ast.Name(id=name) as function) if name in _CALLS:
            yield _operator(function, "id", _CALLS[name], name)


def _operator(node: ast.expr, field: str, value: object, told: str) -> Change:
    def change() -> None:
        setattr(node, field, value)
        ast.fix_missing_locations(node)

    return node, told, change


def _text(node: ast.BinOp) -> bool:
    """Whether it joins or formats text."""
    sides = (node.left, node.right)
    return any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in sides
    )
