from __future__ import annotations

import json
from pathlib import Path

import pytest

from learning import roles as learn_roles
from models.errors import NotFound

TEXT = (
    'This Agreement is made by and between {payer}, Inc. ("{payer}"), and {worker}, Inc. ("{worker}"). '
    "{payer} hereby engages {worker}. {worker} shall perform the Services. {payer} shall pay {worker}."
)


def contracts(folder: Path, count: int) -> Path:
    for part in ("labels", "text"):
        (folder / part).mkdir()
    for number in range(count):
        payer, worker = f"Alder{number}", f"Birch{number}"
        label = {
            "parties": [
                {"name": f"{payer}, Inc.", "role": "customer"},
                {"name": f"{worker}, Inc.", "role": "provider"},
            ]
        }
        (folder / "labels" / f"c{number}.json").write_text(json.dumps(label))
        (folder / "text" / f"c{number}.txt").write_text(TEXT.format(payer=payer, worker=worker))
    return folder


def test_the_weights_tell_the_payer_and_the_card_says_how_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learn_roles, "WEIGHTS", tmp_path / "weights.json")
    monkeypatch.setattr(learn_roles, "CARD", tmp_path / "CARD.md")
    figures = learn_roles.fit_roles([contracts(tmp_path, 12)])
    assert figures["untold"] == {"contracts": 12, "learnt": 1.0, "rule_of_thumb": 1.0}
    written = json.loads((tmp_path / "weights.json").read_text())
    assert written["weights"]["pays"] > 0 > written["weights"]["performs"]
    assert "| all | 12 | 1.0 | 1.0 |" in (tmp_path / "CARD.md").read_text()
    assert "Alder" not in (tmp_path / "weights.json").read_text()


def test_too_few_contracts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="only 2 contracts"):
        learn_roles.fit_roles([contracts(tmp_path, 2)])
