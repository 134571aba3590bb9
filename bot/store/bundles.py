"""Model bundles, which of them is used, and the trainings that made them."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from bot.store.engine import Tx
from bot.store.sql import insert, insert_ignore
from bot.store.training_tables import chore, model_bundle, model_choice, training_run

ASKED, TRAINING, COMPARING = "asked", "training", "comparing"
BETTER, REFUSED, PROMOTED, FAILED, STOPPED = "better", "refused", "promoted", "failed", "stopped"
ACTIVE = (ASKED, TRAINING, COMPARING)
KEPT_RUNS = 50


@dataclass(frozen=True, slots=True)
class Stored:
    """A bundle without its bytes."""

    name: str
    language: str
    manifest: dict[str, Any]
    source: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which bundle a language uses. Empty: each server's own of the files."""

    language: str
    bundle: str = ""
    previous: str = ""
    can_return: bool = False
    changed_by: str | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One training."""

    id: str
    language: str
    status: str
    progress: str
    promote: bool
    phrases: int
    candidate: str
    baseline: str
    error: str
    asked_by: str | None
    asked_at: datetime
    ended_at: datetime | None
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether it is still going on."""
        return self.status in ACTIVE


async def save_bundle(
    tx: Tx, name: str, language: str, manifest: dict[str, Any], package: bytes, sha256: str, now: datetime
) -> None:
    """Keep a bundle; one that is there already stays as it is."""
    values = {
        "name": name,
        "language": language,
        "manifest": json.dumps(manifest),
        "package": package,
        "sha256": sha256,
        "source": "people",
        "created_at": now,
    }
    await tx.conn.execute(insert_ignore(tx.dialect, model_bundle).values(**values))


async def package_of(tx: Tx, name: str) -> tuple[bytes, str] | None:
    """A bundle's package and its SHA-256."""
    query = select(model_bundle.c.package, model_bundle.c.sha256).where(model_bundle.c.name == name)
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else (row.package, row.sha256)


async def stored(tx: Tx) -> list[Stored]:
    """All bundles, newest first."""
    columns = (model_bundle.c.name, model_bundle.c.language, model_bundle.c.manifest, model_bundle.c.source)
    query = select(*columns, model_bundle.c.created_at).order_by(model_bundle.c.created_at.desc())
    return [
        Stored(row.name, row.language, json.loads(row.manifest), row.source, row.created_at)
        for row in await tx.conn.execute(query)
    ]


async def keep_only(tx: Tx, language: str, names: Collection[str]) -> None:
    """Drop a language's other bundles: each has some ten megabytes."""
    where = (model_bundle.c.language == language, model_bundle.c.name.not_in(list(names)))
    await tx.conn.execute(delete(model_bundle).where(*where))


async def choices(tx: Tx) -> dict[str, Chosen]:
    """What each language uses; languages that use the files' bundle and always did are missing."""
    return {row.language: Chosen(**row._mapping) for row in await tx.conn.execute(select(model_choice))}


async def choose(tx: Tx, language: str, bundle: str, *, previous: str, by: str | None, now: datetime) -> None:
    """Use a bundle from now on; `previous` is one click back."""
    values = {"bundle": bundle, "previous": previous, "can_return": True, "changed_by": by, "changed_at": now}
    await tx.conn.execute(
        insert(tx.dialect, model_choice)
        .values(language=language, **values)
        .on_conflict_do_update(index_elements=["language"], set_=values)
    )


async def add_run(tx: Tx, run_id: str, language: str, *, promote: bool, by: str | None, now: datetime) -> bool:
    """Ask for a training; `False` while another one goes on."""
    if await active_run(tx) is not None:
        return False
    texts = {"progress": "", "candidate": "", "baseline": "", "report": "", "error": ""}
    values = {"id": run_id, "language": language, "status": ASKED, "promote": promote, "asked_by": by, "asked_at": now}
    await tx.conn.execute(training_run.insert().values(**values, **texts))
    old = select(training_run.c.id).order_by(training_run.c.asked_at.desc()).offset(KEPT_RUNS).limit(1000)
    await tx.conn.execute(delete(training_run).where(training_run.c.id.in_([*(await tx.conn.scalars(old)).all()])))
    return True


async def active_run(tx: Tx) -> Run | None:
    """The training that goes on."""
    query = select(training_run).where(training_run.c.status.in_(ACTIVE)).order_by(training_run.c.asked_at).limit(1)
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else _run(row)


async def run_of(tx: Tx, run_id: str) -> Run | None:
    """One training."""
    row = (await tx.conn.execute(select(training_run).where(training_run.c.id == run_id))).one_or_none()
    return None if row is None else _run(row)


async def runs(tx: Tx, limit: int = 10) -> list[Run]:
    """The newest trainings."""
    query = select(training_run).order_by(training_run.c.asked_at.desc()).limit(limit)
    return [_run(row) for row in await tx.conn.execute(query)]


async def set_run(tx: Tx, run_id: str, **values: Any) -> None:
    """Change a training."""
    await tx.conn.execute(update(training_run).where(training_run.c.id == run_id).values(**values))


def _run(row: Any) -> Run:
    return Run(**{**row._mapping, "report": json.loads(row.report) if row.report else {}})


async def ensure_chore(tx: Tx, name: str, now: datetime) -> None:
    """Make sure that a chore has its row."""
    await tx.conn.execute(insert_ignore(tx.dialect, chore).values(name=name, due_at=now))


async def due_chores(tx: Tx, now: datetime) -> list[str]:
    """The chores that are due, the longest due first."""
    query = select(chore.c.name).where(chore.c.due_at <= now).order_by(chore.c.due_at)
    return list((await tx.conn.scalars(query)).all())


async def take_chore(tx: Tx, name: str, now: datetime, until: datetime) -> bool:
    """Take a chore for ourselves until then; `False`: another process was faster."""
    taken = update(chore).where(chore.c.name == name, chore.c.due_at <= now).values(due_at=until)
    return (await tx.conn.execute(taken)).rowcount > 0


async def set_chore(tx: Tx, name: str, due_at: datetime) -> None:
    """Say when a chore comes again."""
    await tx.conn.execute(update(chore).where(chore.c.name == name).values(due_at=due_at))
