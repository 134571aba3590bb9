"""Makes the two environments: `.venv` for the application, `nlu/.venv` for Rasa (Python 3.10), and the encoder pack.

    python3 scripts/setup.py [--dev]

Standard library only, Python 3.11 or newer. What is up to date is left alone, so a second run takes a moment. Packages
come from hash-pinned requirement files; `uv`, which installs them, lives in `.tools`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
UV = TOOLS / "bin" / "uv"
UV_REQUIREMENT = ROOT / "scripts" / "requirements-uv.txt"
APP = ROOT / ".venv"
NLU = ROOT / "nlu" / ".venv"
NLU_VERSION = (3, 10)
APP_VERSION = (3, 11)


def main() -> None:
    """Set everything up; say what is done and how long it may take."""
    parser = argparse.ArgumentParser(description="Make the environments of the application and of the NLU.")
    parser.add_argument("--dev", action="store_true", help="with what the checks and tests need")
    dev = parser.parse_args().dev
    if sys.version_info < APP_VERSION:
        fail(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Run it with a newer one: "
            "make PYTHON=python3.12 …"
        )
    get_uv()
    suffix = "-dev" if dev else ""
    environment(APP, lambda: sys.executable, [ROOT / f"requirements{suffix}.txt"], "the application's packages")
    install_ourselves()
    nlu_files = [ROOT / "nlu" / "requirements.txt"] + ([ROOT / "nlu" / "requirements-dev.txt"] if dev else [])
    environment(NLU, find_python_310, nlu_files, "Rasa and its packages (about 1.5 GB, some minutes the first time)")
    run([str(NLU / "bin" / "python"), "-m", "encoder.build"], cwd=ROOT / "nlu", env=quiet_environment())


def fail(message: str) -> None:
    """End with one clear line."""
    sys.exit(f"setup: {message}")


def say(message: str) -> None:
    """Tell what happens now."""
    print(f"setup: {message}", flush=True)


def run(command: list[str], **options: object) -> None:
    """Run a program; its failure is ours."""
    code = subprocess.run(command, check=False, **options).returncode  # type: ignore[call-overload]
    if code:
        fail(f"`{' '.join(command[:4])} …` ended with code {code}; its own lines above say why.")


def quiet_environment() -> dict[str, str]:
    """The environment in which TensorFlow and Rasa keep silent."""
    return {
        **os.environ,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }


def digest(*parts: object) -> str:
    """One hash over file contents and words."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
    return total.hexdigest()


def get_uv() -> None:
    """Install uv into its own environment, once a version."""
    stamp, wanted = TOOLS / "stamp", digest(UV_REQUIREMENT)
    if UV.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    say("getting uv")
    venv.create(TOOLS, with_pip=True, clear=True)
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(UV_REQUIREMENT)])
    stamp.write_text(wanted)


def environment(folder: Path, python: object, files: list[Path], what: str) -> None:
    """Make an environment hold exactly what its files pin; nothing happens when it does already."""
    stamp, wanted = folder / "stamp", digest(*files, str(folder))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    assert callable(python)
    say(f"installing {what}")
    if not works(str(folder / "bin" / "python")):
        shutil.rmtree(folder, ignore_errors=True)
        run([str(UV), "venv", "--quiet", "--seed", "--python", str(python()), str(folder)])
    sync = [str(UV), "pip", "install", "--quiet", "--require-hashes", "--python", str(folder / "bin" / "python")]
    run([*sync, *(argument for file in files for argument in ("-r", str(file)))])
    stamp.write_text(wanted)


def install_ourselves() -> None:
    """Put the packages `bot` and `api` and the command `win` into the application's environment."""
    stamp, wanted = APP / "stamp-self", digest(ROOT / "pyproject.toml", str(APP))
    if stamp.exists() and stamp.read_text() == wanted and (APP / "bin" / "win").exists():
        return
    command = [str(UV), "pip", "install", "--quiet", "--no-deps", "--python", str(APP / "bin" / "python")]
    run([*command, "--editable", str(ROOT)])
    stamp.write_text(wanted)


def works(python: str) -> bool:
    """Whether this interpreter really runs (a version manager's shim may exist and not)."""
    try:
        done = subprocess.run([python, "-c", "pass"], check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def is_310(python: str) -> bool:
    """Whether this interpreter runs and is Python 3.10, which Rasa 3.6 needs."""
    question = f"import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != {NLU_VERSION})"
    try:
        done = subprocess.run([python, "-c", question], check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def candidates() -> Iterator[str]:
    """Where a Python 3.10 may be, the nearest first."""
    yield "python3.10"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for folder in sorted(pyenv.glob("versions/3.10*"), reverse=True):
        yield str(folder / "bin" / "python3.10")


def find_python_310() -> str:
    """A Python 3.10 that runs; the last resort is uv's own download."""
    for python in candidates():
        if is_310(python):
            return python
    say("no Python 3.10 on this machine; uv fetches one for Rasa")
    run([str(UV), "python", "install", "3.10"])
    found = subprocess.run([str(UV), "python", "find", "3.10"], check=False, capture_output=True, text=True)
    if not is_310(found.stdout.strip()):
        fail("Rasa needs Python 3.10 and none could be had; install it (python3.10 or pyenv) and run this again.")
    return found.stdout.strip()


if __name__ == "__main__":
    main()
