from __future__ import annotations

from collections.abc import Callable

from models.schedule import Schedule

Build = Callable[..., Schedule]


def test_a_project_has_a_child_per_line_with_its_budget(build: Build) -> None:
    project = build(
        {
            "title": "Rollout",
            "reference": "SOW-7",
            "contract_value": "30.00",
            "start_date": "2026-01-01",
            "end_date": "2026-12-31",
            "parties": [{"name": "Acme", "role": "customer"}, {"name": "Engels", "role": "provider"}],
            "lines": [
                {"id": "1", "name": "Build", "billing_method": "fixed_price", "amount": "20.00"},
                {
                    "id": "2",
                    "billing_method": "time_and_materials",
                    "end_date": "2026-06-30",
                    "caps": [{"id": "a", "amount": "9.00"}, {"id": "b", "amount": "5.00", "scope": "month"}],
                },
                {"id": "3", "billing_method": "expenses"},
            ],
        }
    ).project
    assert (project.id, project.name, project.customer, project.provider) == (
        "SOW-7",
        "Rollout",
        "Acme",
        "Engels",
    )
    assert [(child.id, child.name, str(child.budget)) for child in project.children] == [
        ("SOW-7-1", "Build", "20.00"),
        ("SOW-7-2", "Line 2", "9.00"),
        ("SOW-7-3", "Line 3", "None"),
    ]
    assert str(project.children[1].end_date) == "2026-06-30"


def test_a_contract_without_a_name_goes_by_its_digest(build: Build) -> None:
    schedule = build({"not_to_exceed": "5.00"})
    assert schedule.project.name == schedule.terms_sha256[:12]
    assert str(schedule.project.budget) == "5.00"
    assert schedule.billing == ()
