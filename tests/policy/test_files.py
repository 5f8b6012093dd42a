from __future__ import annotations

import pytest

from models.errors import InvalidPolicy
from policy import Policy, read_policy
from policy.workbook import write_workbook
from policy.yaml_file import write_yaml


def test_a_policy_is_told_apart_by_its_name(sample: Policy) -> None:
    assert read_policy(write_yaml(sample), "ours.YML") == sample
    assert read_policy(write_workbook(sample), "ours.xlsx") == sample


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(InvalidPolicy, match=r"\.yaml or \.xlsx"):
        read_policy(b"{}", "ours.json")
