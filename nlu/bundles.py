"""Model bundles: weights, thresholds and where they come from, together and named by their hash.

    models/<language>/<bundle>.tar.gz   the Rasa model
    models/<language>/<bundle>.json     the manifest (see `Manifest`)
    models/<language>/current           the name of the bundle in use

What the application promotes lies in var/promoted and what is trained on its behalf in var/candidates, in the same
layout. A promoted bundle is used before the one in models/.

Imports nothing of Rasa: asking whether a model is up to date takes milliseconds.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
import io
import json
import os
import platform
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from components.code import code_hash
from encoder.choose import expected_identity

NLU_FOLDER = Path(__file__).resolve().parent
PROJECT_FOLDER = Path(os.environ.get("WIN_NLU_PROJECT") or NLU_FOLDER).resolve()
"""Where data, configs and models lie; another folder for trying things out and for tests."""
DATA_FOLDER = PROJECT_FOLDER / "data"
CONFIG_FOLDER = PROJECT_FOLDER / "configs"
HELDOUT_FOLDER = PROJECT_FOLDER / "heldout"
MODELS_FOLDER = PROJECT_FOLDER / "models"
PROMOTED_FOLDER = PROJECT_FOLDER / "var" / "promoted"
CANDIDATES_FOLDER = PROJECT_FOLDER / "var" / "candidates"
THRESHOLDS_FILE = PROJECT_FOLDER / "thresholds.yml"
DOMAIN_FILE = PROJECT_FOLDER / "domain.yml"

THRESHOLD_NAMES = ("answer", "ask", "scope", "urgent", "out_of_scope", "rule")
KEPT_BUNDLES = 3


class BundleError(Exception):
    """A bundle, its data or its thresholds are missing or wrong; the message says which and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a bundle is made from and how it is to be used."""

    bundle: str
    language: str
    training: str
    """Hash of everything that decides the weights: the same hash, the same model."""
    data: str
    """Hash of the training phrases."""
    encoder: str
    model_sha256: str
    thresholds: dict[str, float]
    phrases: int
    intents: int
    seconds: float
    """How long training took."""
    trained_at: str
    versions: dict[str, str]
    evaluation: dict[str, Any] = dataclasses.field(default_factory=dict)
    """What the model said to the held-out messages; see `evaluation.evaluate`. Empty where there were none."""


def languages() -> list[str]:
    """Return the languages that have a config, in alphabetical order."""
    return sorted(file.stem for file in CONFIG_FOLDER.glob("*.yml"))


def read_thresholds(language: str, file: Path | None = None) -> dict[str, float]:
    """Return the language's row of thresholds.yml. Raises BundleError naming file and field."""
    file = file or THRESHOLDS_FILE
    try:
        table = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BundleError(f"{file.name}: {error}") from error
    row = table.get(language) if isinstance(table, dict) else None
    if not isinstance(row, dict):
        raise BundleError(f"{file.name}: no row for {language!r}; copy another language's row")
    if set(row) != set(THRESHOLD_NAMES):
        raise BundleError(f"{file.name}: {language}: must have exactly {', '.join(THRESHOLD_NAMES)}; has {list(row)}")
    for name, value in row.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1 <= value <= 2:
            raise BundleError(f"{file.name}: {language}.{name}: {value!r} is not a number between -1 and 2")
    return {name: float(row[name]) for name in THRESHOLD_NAMES}


def data_hash(language: str) -> str:
    """Hash the training files of a language. Raises BundleError when there are none."""
    files = sorted((DATA_FOLDER / language).glob("*.yml"))
    if not files:
        raise BundleError(f"data/{language}: no training phrases (*.yml)")
    return _hash_files(files)


def training_hash(language: str, encoder_identity: str | None = None) -> str:
    """Hash everything that decides the weights: phrases, config, domain, code, encoder and library versions."""
    parts = [
        data_hash(language),
        _hash_files([CONFIG_FOLDER / f"{language}.yml", DOMAIN_FILE]),
        code_hash(),
        encoder_identity or expected_identity(),
        *(f"{name} {version}" for name, version in versions().items()),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def bundle_name(training: str, thresholds: dict[str, float]) -> str:
    """Return the name of the bundle with these weights and these thresholds."""
    content = json.dumps([training, thresholds], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def versions() -> dict[str, str]:
    """Return the versions that make a difference to a model."""
    names = ("rasa", "scikit-learn", "numpy", "onnxruntime")
    found = {name: importlib.metadata.version(name) for name in names}
    return {"python": ".".join(platform.python_version_tuple()[:2]), **found}


def model_file(language: str, bundle: str, folder: Path | None = None) -> Path:
    """Return the path of a bundle's Rasa model."""
    return (folder or MODELS_FOLDER) / language / f"{bundle}.tar.gz"


def current(language: str, folder: Path | None = None) -> Manifest | None:
    """Return the manifest of the bundle in use; None when none is trained or it is damaged."""
    folder = folder or MODELS_FOLDER
    try:
        name = (folder / language / "current").read_text(encoding="utf-8").strip()
        content = json.loads((folder / language / f"{name}.json").read_text(encoding="utf-8"))
        manifest = Manifest(**content)
    except (OSError, ValueError, TypeError):
        return None
    return manifest if model_file(language, name, folder).is_file() else None


def publish(manifest: Manifest, folder: Path | None = None) -> None:
    """Write the manifest beside its model, which lies there already, and make the bundle the current one."""
    place = (folder or MODELS_FOLDER) / manifest.language
    _write(place / f"{manifest.bundle}.json", json.dumps(dataclasses.asdict(manifest), indent=1) + "\n")
    _write(place / "current", manifest.bundle + "\n")
    manifests = sorted(place.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in manifests[KEPT_BUNDLES:]:
        model_file(manifest.language, old.stem, folder).unlink(missing_ok=True)
        old.unlink()


def in_use(language: str, folder: Path | None = None) -> tuple[Manifest, Path] | None:
    """Return the manifest of the bundle to serve and the folder it lies in: the promoted one before the files' own."""
    for place in (PROMOTED_FOLDER, folder or MODELS_FOLDER):
        manifest = current(language, place)
        if manifest is not None:
            return manifest, place
    return None


def find(language: str, bundle: str) -> tuple[Manifest, Path] | None:
    """Return a bundle's manifest and folder, wherever it lies; None when it is nowhere."""
    for place in (CANDIDATES_FOLDER, PROMOTED_FOLDER, MODELS_FOLDER):
        try:
            manifest = Manifest(**json.loads((place / language / f"{bundle}.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            continue
        if model_file(language, bundle, place).is_file():
            return manifest, place
    return None


def pack(manifest: Manifest, folder: Path) -> bytes:
    """Return a bundle as one file: a tar with manifest.json and model.tar.gz."""
    packed = io.BytesIO()
    parts = {
        "manifest.json": json.dumps(dataclasses.asdict(manifest)).encode(),
        "model.tar.gz": model_file(manifest.language, manifest.bundle, folder).read_bytes(),
    }
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def unpack(package: bytes) -> tuple[Manifest, bytes]:
    """Return manifest and model of what `pack` made. Raises BundleError when anything in it is not what it says."""
    try:
        with tarfile.open(fileobj=io.BytesIO(package), mode="r:") as tar:
            parts = {entry.name: tar.extractfile(entry) for entry in tar if entry.isfile()}
            manifest_file, model_file_ = parts.get("manifest.json"), parts.get("model.tar.gz")
            if manifest_file is None or model_file_ is None:
                raise BundleError("a package holds manifest.json and model.tar.gz")
            manifest, model = Manifest(**json.loads(manifest_file.read())), model_file_.read()
    except (tarfile.TarError, ValueError, TypeError) as error:
        raise BundleError(f"the package cannot be read ({type(error).__name__})") from error
    if manifest.language not in languages():
        raise BundleError(f"language: {manifest.language!r} has no config here")
    if manifest.bundle != bundle_name(manifest.training, manifest.thresholds):
        raise BundleError("the bundle's name is not the hash of its training and thresholds")
    if hashlib.sha256(model).hexdigest() != manifest.model_sha256:
        raise BundleError("the model is not the one that the manifest describes")
    return manifest, model


def as_public(manifest: Manifest) -> dict[str, Any]:
    """Return what `/health` tells of a bundle."""
    names = ("bundle", "data", "encoder", "phrases", "intents", "trained_at", "thresholds")
    return {name: getattr(manifest, name) for name in names}


def file_sha256(file: Path) -> str:
    """Hash one file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _hash_files(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _write(file: Path, text: str) -> None:
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, file)
