"""A policy in a file: YAML, or a workbook."""

from __future__ import annotations

from models.errors import InvalidPolicy
from policy.shape import Policy
from policy.workbook import read_workbook
from policy.yaml_file import read_yaml


def read_policy(data: bytes, filename: str) -> Policy:
    """The policy in a YAML file or a workbook, told apart by the file's name.

    Raises:
        InvalidPolicy: Another kind of file, or not a policy.
    """
    ending = filename.lower().rpartition(".")[2]
    if ending in {"yaml", "yml"}:
        return read_yaml(data)
    if ending == "xlsx":
        return read_workbook(data)
    raise InvalidPolicy("a policy is a .yaml or .xlsx file; a decision model in JSON is imported first")
