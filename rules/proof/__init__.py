"""How a schedule is proved: the rules' own words, invariants, certificate, comparison."""
