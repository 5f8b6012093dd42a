"""Learn which cues tell the party that pays from the one that performs, on labelled contracts.

The chooser is linear: a weight per cue of `extractor.find.role_cues`, fitted on the difference of the two
parties' cues. What it is worth is measured out of fold, each contract whole in one fold, against the rule of
thumb that it stands in for; both figures go to the card beside the weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from extractor.find.party_roles import by_words, pay_and_performance
from extractor.find.role_cues import WEIGHTS, count_cues
from extractor.find.signatories import read_parties
from extractor.read import read_document
from extractor.segment import segment
from learning.evaluate import labelled_documents
from learning.gold import same_company
from models.errors import NotFound

CARD = WEIGHTS.with_name("ROLE_MODEL_CARD.md")
FOLDS = 5
STRENGTH = 0.3
SEED = 7
VERSION = 1
_FEWEST = 2 * FOLDS


@dataclass(frozen=True, slots=True)
class Pair:
    """A contract's customer and provider: the customer's cues less the provider's.

    Attributes:
        cues: Per cue the difference.
        thumb: The difference by the rule of thumb; above nought it is right.
        told: Whether what the contract calls the parties settles their roles without either.
    """

    cues: dict[str, float]
    thumb: int
    told: bool


def fit_roles(folders: Sequence[Path]) -> dict[str, Any]:
    """Fit the weights, write them and their card, and return the figures.

    Raises:
        NotFound: The folders hold too few contracts with a customer and a provider.
    """
    pairs = [pair for folder in folders for pair in _pairs(folder)]
    if len(pairs) < _FEWEST:
        raise NotFound(
            f"only {len(pairs)} contracts name a customer and a provider; "
            f"{_FEWEST} are needed to fit and to measure"
        )
    names = sorted(pairs[0].cues)
    differences = np.array([[pair.cues[name] for name in names] for pair in pairs])
    guesses = np.zeros(len(pairs))
    for learnt, held in KFold(FOLDS, shuffle=True, random_state=SEED).split(differences):
        guesses[held] = differences[held] @ _fit(differences[learnt])
    figures = _figures(pairs, guesses)
    weights = {name: round(float(value), 4) for name, value in zip(names, _fit(differences), strict=True)}
    WEIGHTS.write_text(
        json.dumps({"version": VERSION, "weights": weights}, indent=1) + "\n", encoding="utf-8"
    )
    CARD.write_text(_card(figures, weights), encoding="utf-8")
    return figures


def _pairs(folder: Path) -> Iterator[Pair]:
    for _name, path, label in labelled_documents(folder):
        contract = segment(read_document(path.read_bytes(), path.name))
        called: dict[str, tuple[str, str]] = {}
        for name, alias in read_parties(contract):
            for party in label.get("parties") or []:
                if same_company(name, party["name"]) and party["role"] != "other":
                    called.setdefault(party["role"], (name, alias))
        if len(called) == 2:
            pair = (called["customer"], called["provider"])
            cues, others = (count_cues(alias or name, contract.flat) for name, alias in pair)
            thumbs = [pay_and_performance(alias or name, contract.flat) for name, alias in pair]
            words = by_words(pair, contract.flat)
            yield Pair(
                {cue: value - others[cue] for cue, value in cues.items()},
                thumbs[0] - thumbs[1],
                None not in words and len(set(words)) == 2,
            )


def _fit(differences: Any) -> Any:
    """The weights that put the customer above the provider; each pair counts both ways round."""
    model = LogisticRegression(C=STRENGTH, fit_intercept=False)
    model.fit(np.vstack([differences, -differences]), [1] * len(differences) + [0] * len(differences))
    return model.coef_[0]


def _figures(pairs: Sequence[Pair], guesses: Any) -> dict[str, Any]:
    def shares(kept: Sequence[int]) -> dict[str, float | int]:
        count = max(len(kept), 1)
        return {
            "contracts": len(kept),
            "learnt": round(sum(bool(guesses[i] > 0) for i in kept) / count, 3),
            "rule_of_thumb": round(sum(pairs[i].thumb > 0 for i in kept) / count, 3),
        }

    untold = [index for index, pair in enumerate(pairs) if not pair.told]
    return {"all": shares(range(len(pairs))), "untold": shares(untold)}


def _card(figures: dict[str, Any], weights: dict[str, float]) -> str:
    rows = "\n".join(
        f"| {title} | {figures[key]['contracts']} | {figures[key]['learnt']} "
        f"| {figures[key]['rule_of_thumb']} |"
        for key, title in (("all", "all"), ("untold", "not settled by what the contract calls the parties"))
    )
    shown = "\n".join(f"| {cue} | {weight} |" for cue, weight in sorted(weights.items()))
    return f"""# The chooser of roles, version {VERSION}

**What it does.** Where neither the names that a contract gives its parties ('Customer', 'Consultant', 'we',
'you') nor their own names settle it, this linear model says which party pays and which performs. It counts
verbs beside a party's name; it sees no names, amounts or sentences, and none are in `{WEIGHTS.name}`.

**How it was made.** `engross train --roles GOLD_DIR ...`: logistic regression on the difference of the two
parties' cues, C = {STRENGTH}, no intercept. Applied in plain Python; scikit-learn is needed to train only.

**How good it is.** Share of contracts whose customer and provider it tells apart, out of fold ({FOLDS} folds,
each contract whole in one fold; seed {SEED}), beside the rule of thumb that it replaced. A tie is wrong.

| contracts | number | learnt | rule of thumb |
|---|---|---|---|
{rows}

**Limits.** Fitted on English contracts of two parties. A licence or a distribution agreement, in which both
pay, leans weakly; where all cues are level no role is given.

| cue | weight (above nought: the customer) |
|---|---|
{shown}
"""
