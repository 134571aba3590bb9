"""Where the tests' databases and browser profiles lie: in memory, where there is enough of it.

A test run makes hundreds of databases, each of hundreds of files. A PostgreSQL database was copied in 16 to 30 ms in
memory and in up to 450 ms on a virtual machine's disk that had been in use for a while.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
LEAST_FREE_BYTES = 2 * 1024**3


def in_memory() -> str | None:
    """The folder that lies in memory; `None` if there is none, or too little room (a container has 64 MB)."""
    if not os.access(IN_MEMORY, os.W_OK | os.X_OK):
        return None
    return str(IN_MEMORY) if shutil.disk_usage(IN_MEMORY).free >= LEAST_FREE_BYTES else None


def use_memory() -> None:
    """Let this process and those it starts make temporary files there, unless `TMPDIR` says otherwise."""
    if "TMPDIR" not in os.environ and (folder := in_memory()):
        os.environ["TMPDIR"] = folder
        tempfile.tempdir = None
