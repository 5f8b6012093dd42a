from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.settle.leanings import Leanings, shipped
from learning import corrections
from learning.corrections import export_corrections, propose, switch
from models.errors import InvalidRecord, NotFound
from store import Store
from store.audit import Trail
from workflows.intake import take_in

# Two periods compete for the days to pay; in this firm's contracts the one that stands second counts.
FIRST = "The fees are payable within 20 days of the invoice date. {other}"
OTHER = "Any invoice amount is payable within 45 days of receipt of the invoice."
TEXT = "CONSULTING AGREEMENT\n\nThis Agreement is made between Acme Corp. and Byte Works LLC.\n\n" + FIRST


def corrected(folder: Path, *values: tuple[str, str, Any], text: str = TEXT.format(other=OTHER)) -> Path:
    folder.mkdir(exist_ok=True)
    lines = []
    for name, pointer, value in values:
        (folder / name).write_text(text, encoding="utf-8")
        lines.append(json.dumps({"document": name, "pointer": pointer, "value": value}))
    (folder / "corrections.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_choice_that_reviewers_corrected_is_made_their_way(tmp_path: Path) -> None:
    folder = corrected(tmp_path / "c", ("a.txt", "/payment/net_days", 45), ("b.txt", "/payment/net_days", 45))
    proposal = propose(folder)
    report = proposal.as_json()
    assert (report["corrections"], report["learnable"]) == (2, 2)
    assert (report["held_before"], report["held_after"]) == (0, 2)
    assert report["version"] == shipped().version + 1
    assert all(name.startswith("/payment/net_days ") for name in proposal.leanings.weights)
    file = tmp_path / "leanings.json"
    assert switch(proposal, file=file)
    learned = Leanings(**json.loads(file.read_text(encoding="utf-8")))
    assert all(example.held(learned) for example in proposal.examples)


def test_what_was_not_found_cannot_be_learned_and_is_counted(tmp_path: Path) -> None:
    folder = corrected(
        tmp_path, ("a.txt", "/payment/net_days", 60), ("a.txt", "/retention/percent", "5"), ("a.txt", "/term_months", None)
    )  # fmt: skip
    report = propose(folder).as_json()
    assert (report["corrections"], report["learnable"], report["weights"]) == (3, 0, 0)
    assert report["held_after"] == 1  # no term was read, as the reviewer says


def test_a_proposal_that_breaks_a_correction_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "shipped", lambda: Leanings({"/payment/net_days <fees": -0.2}))
    monkeypatch.setattr(corrections, "learn", lambda *_: Leanings({"/payment/net_days <fees": 0.2}, 2))
    folder = corrected(tmp_path / "c", ("a.txt", "/payment/net_days", 45), ("b.txt", "/payment/net_days", 20))
    proposal = propose(folder)
    assert [one.document for one in proposal.broken] == ["a.txt"]
    file = tmp_path / "leanings.json"
    assert not switch(proposal, file=file)
    assert not file.exists()


def test_the_frozen_set_shows_what_is_gained_and_lost(tmp_path: Path) -> None:
    folder = corrected(tmp_path / "c", ("a.txt", "/payment/net_days", 45))
    for name, days in (("like", 45), ("unlike", 20)):
        for kind, content in (
            ("labels", json.dumps({"payment": {"net_days": days}})),
            ("text", TEXT.format(other=OTHER)),
        ):
            (tmp_path / kind).mkdir(exist_ok=True)
            suffix = "json" if kind == "labels" else "txt"
            (tmp_path / kind / f"{name}.{suffix}").write_text(content, encoding="utf-8")
    frozen = propose(folder, frozen=tmp_path).as_json()["frozen"]
    assert frozen["gained"] == ["like payment.net_days"]
    assert frozen["lost"] in ([], ["unlike payment.net_days"])  # lost where it was taken clearly before
    assert frozen["lost"] + frozen["changed"] == ["unlike payment.net_days"]


def test_decisions_of_a_store_are_exported_with_their_documents(
    store: Store, sow: Callable[[int], bytes], tmp_path: Path
) -> None:
    contract, _ = take_in(store, sow(4), "sow.txt", trail=Trail("ann"))
    items = store.review.page(contract_id=contract.id).items
    assert len(items) > 1
    for item in items:
        store.review.decide(item.id, verdict="accepted", version=item.version, trail=Trail("ann"))
    assert export_corrections(store, tmp_path / "out") == len(items)
    lines = (tmp_path / "out" / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    written = {one["pointer"]: one["value"] for one in map(json.loads, lines)}
    assert written == {item.pointer: item.value for item in items}
    assert (tmp_path / "out" / f"{contract.id}.txt").read_bytes() == sow(4)
    assert len(propose(tmp_path / "out").examples) == len(items)


def test_a_folder_without_corrections_or_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="has no corrections"):
        propose(tmp_path)
    (tmp_path / "corrections.jsonl").write_text('{"document": "gone.pdf", "pointer": "/x", "value": 1}\n')
    with pytest.raises(NotFound, match="which is not in"):
        propose(tmp_path)
    (tmp_path / "corrections.jsonl").write_text("{}\n")
    with pytest.raises(InvalidRecord, match="line 1"):
        propose(tmp_path)
