"""No engine builds the images here, so tests hold what the files call: paths, commands and settings that exist."""

from __future__ import annotations

import re

import yaml
from click.testing import CliRunner

from bot.cli import win
from bot.settings import ROOT, Settings

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
WORKSHOP = ("bench", "languages", "followups")
"""Folders of nlu/ that measure and prepare; the image serves without them."""
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_everything_that_is_copied_exists() -> None:
    sources = [source for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]]
    assert len(sources) > 8
    for source in sources:
        assert (ROOT / source).exists(), source


def test_the_modules_and_commands_that_are_run_exist() -> None:
    for module in re.findall(r"python -m ([\w.]+)", DOCKERFILE) + re.findall(r'"-m", "([\w.]+)"', DOCKERFILE):
        path = ROOT / "nlu" / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__init__.py").exists(), module
    assert CliRunner().invoke(win, ["serve", "--help"]).exit_code == 0
    assert "--without-nlu" in CliRunner().invoke(win, ["serve", "--help"]).output


def test_the_nlu_image_holds_what_the_nlu_shares_with_the_application() -> None:
    shared = {
        name
        for file in (ROOT / "nlu").glob("**/*.py")
        if not {".venv", *WORKSHOP}.intersection(file.parts)
        for name in re.findall(r"^\s*from bot\.(\w+) import", file.read_text("utf-8"), re.MULTILINE)
    }
    assert shared == {"text"}


def test_compose_sets_settings_that_exist_and_requires_the_secrets() -> None:
    environment = COMPOSE["services"]["app"]["environment"]
    known = {f"WIN_{name.upper()}" for name in Settings.model_fields}
    assert set(environment) <= known
    assert ":?" in environment["WIN_SECRET_KEY"]
    assert set(re.findall(r"WIN_\w+", DOCKERFILE)) <= known | {"WIN_NLU_HOST", "WIN_NLU_PORT"}


def test_the_nlu_is_never_reachable_from_outside() -> None:
    nlu = COMPOSE["services"]["nlu"]
    assert "ports" not in nlu
    assert nlu["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_targets_exist() -> None:
    targets = set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE))
    wanted = {service["build"]["target"] for service in COMPOSE["services"].values() if "build" in service}
    assert wanted == targets == {"app", "nlu"}
