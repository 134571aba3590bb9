"""Let the system's packages bring what tests need. Only as root on Debian and its kin; elsewhere nothing happens."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

INSTALL_WITHIN_S = 300


def install(package: str, *, unless: str) -> None:
    """Install a package, unless the program `unless` is there by then: of several test processes one does it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with (Path(tempfile.gettempdir()) / "work-in-nl-chat-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if shutil.which(unless):
            return
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            for command in (["update", "-q"], ["install", "-yq", "--no-install-recommends", package]):
                subprocess.run(
                    ["apt-get", *command], check=False, env=env, capture_output=True, timeout=INSTALL_WITHIN_S
                )
