"""Versions of a contract's schedule, with its billing lines in minor units."""

from __future__ import annotations

from decimal import Decimal

from sqlmodel import Session, col, select

from models.errors import NotFound
from models.money import minor_digits, to_minor_unit
from models.schedule import BillingLine, Schedule
from store.audit import Trail
from store.clock import now
from store.contracts import load_row
from store.database import Database
from store.records import StoredSchedule
from store.tables import BillingRow, ScheduleVersion


class ScheduleVersions:
    """The schedules of contracts, version by version."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, contract_id: str, schedule: Schedule, *, trail: Trail) -> StoredSchedule:
        """Store a schedule as the next version; the same again adds none.

        Raises:
            NotFound: No such contract.
        """
        with self._database.write() as session:
            load_row(session, contract_id)
            plain = schedule.model_dump(mode="json")
            last = _newest(session, contract_id)
            if last is not None and last.schedule == plain:
                return stored_schedule(last)
            number = last.number + 1 if last else 1
            row = ScheduleVersion(
                id=f"{contract_id}.{number}",
                contract_id=contract_id,
                number=number,
                as_of=schedule.as_of.isoformat(),
                terms_sha256=schedule.terms_sha256,
                created_at=now(),
                schedule=plain,
            )
            session.add(row)
            session.flush()
            session.add_all(_billing_row(row, line) for line in schedule.billing)
            trail.record(
                session, "schedule.saved", contract_id, before=last.schedule if last else None, after=plain
            )
            return stored_schedule(row)

    def load(self, contract_id: str) -> StoredSchedule:
        """The newest version.

        Raises:
            NotFound: None is stored.
        """
        with self._database.read() as session:
            row = _newest(session, contract_id)
            if row is None:
                raise NotFound("no schedule is stored for this contract; build it first")
            return stored_schedule(row)


def minor_units(amount: Decimal | None, currency: str | None) -> int | None:
    """The amount in the currency's minor unit."""
    if amount is None:
        return None
    return int(to_minor_unit(amount, currency).scaleb(minor_digits(currency)))


def stored_schedule(row: ScheduleVersion) -> StoredSchedule:
    """The schedule as it is handed out."""
    return StoredSchedule.model_validate(row.model_dump(exclude={"id", "created_at"}))


def _newest(session: Session, contract_id: str) -> ScheduleVersion | None:
    query = select(ScheduleVersion).where(ScheduleVersion.contract_id == contract_id)
    return session.exec(query.order_by(col(ScheduleVersion.number).desc()).limit(1)).first()


def _billing_row(version: ScheduleVersion, line: BillingLine) -> BillingRow:
    return BillingRow(
        schedule_id=version.id,
        line_id=line.id,
        contract_id=version.contract_id,
        kind=line.kind,
        status=line.status,
        description=line.description,
        bill_on=line.bill_on.isoformat() if line.bill_on else None,
        due_on=line.due_on.isoformat() if line.due_on else None,
        currency=line.currency,
        amount_minor=minor_units(line.amount, line.currency),
        estimate_minor=minor_units(line.estimate, line.currency),
        proof=line.proof.model_dump(mode="json"),
    )
