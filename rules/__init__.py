"""Terms and events to project, billing and revenue: one rule per file, pure: no I/O, no clock, no floats."""

from rules.engine import build_schedule, terms_sha256
from rules.lints import check_terms
from rules.proof.compare import compare
from rules.simulation.play import Variant, simulate, variant_of

__all__ = [
    "Variant",
    "build_schedule",
    "check_terms",
    "compare",
    "simulate",
    "terms_sha256",
    "variant_of",
]
