"""What a firm decides for itself, as decision tables that finance edits: who bills, under which codes, how.

Contracts say what is billed; a policy says how the firm books it. Pure but for the readers of files' bytes.
"""

from policy.check import check_tables
from policy.decide import Decision, decide
from policy.examples import run_tests
from policy.files import read_policy
from policy.shape import DecisionTable, Policy, PolicyVersion

__all__ = [
    "Decision",
    "DecisionTable",
    "Policy",
    "PolicyVersion",
    "check_tables",
    "decide",
    "read_policy",
    "run_tests",
]
