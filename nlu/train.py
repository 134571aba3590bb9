"""Train the models: `python -m train [--language pl] [--force]` (from nlu/).

A language whose phrases, config, code and encoder have not changed is skipped; one whose thresholds alone have
changed gets a new bundle around the same weights. Rasa is imported only when there is something to train.
"""

from __future__ import annotations

import argparse
import dataclasses
import fcntl
import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import bundles
from bundles import BundleError, Manifest


def main(arguments: list[str] | None = None) -> int:
    """Train what needs it; exit code 1 when a language failed (the others are trained all the same)."""
    parser = argparse.ArgumentParser(description="Train the intent models, one Rasa model a language.")
    parser.add_argument("--language", action="append", choices=bundles.languages(), help="may be repeated")
    parser.add_argument("--force", action="store_true", help="train also what is up to date")
    parser.add_argument("--check", action="store_true", help="train nothing; exit code 1 if something is stale")
    options = parser.parse_args(arguments)
    asked = options.language or bundles.languages()
    if options.check:
        stale = [language for language in asked if not is_up_to_date(language)]
        print(f"to train: {', '.join(stale) or 'nothing'}")
        return 1 if stale else 0
    failed = False
    for language in asked:
        try:
            train(language, force=options.force)
        except BundleError as error:
            print(f"{language}: {error}", file=sys.stderr, flush=True)
            failed = True
    return 1 if failed else 0


def is_up_to_date(language: str) -> bool:
    """Tell whether the current bundle has today's weights and thresholds. Raises BundleError."""
    manifest = bundles.current(language)
    return (
        manifest is not None
        and manifest.training == bundles.training_hash(language)
        and manifest.thresholds == bundles.read_thresholds(language)
    )


def train(language: str, *, force: bool = False) -> Manifest:
    """Bring one language's bundle up to date and return its manifest. Raises BundleError."""
    with _lock(language):
        thresholds = bundles.read_thresholds(language)
        existing = bundles.current(language)
        if existing and not force and existing.training == bundles.training_hash(language):
            if existing.thresholds == thresholds:
                print(f"{language}: up to date ({existing.bundle})", flush=True)
                return existing
            manifest = _with_thresholds(existing, thresholds)
            print(f"{language}: same model, new thresholds ({manifest.bundle})", flush=True)
            return manifest
        return _train(language, thresholds)


def _with_thresholds(existing: Manifest, thresholds: dict[str, float]) -> Manifest:
    name = bundles.bundle_name(existing.training, thresholds)
    target = bundles.model_file(existing.language, name)
    if not target.is_file():
        shutil.copyfile(bundles.model_file(existing.language, existing.bundle), target)
    manifest = dataclasses.replace(existing, bundle=name, thresholds=thresholds)
    bundles.publish(manifest)
    return manifest


def _train(language: str, thresholds: dict[str, float]) -> Manifest:
    started = time.monotonic()
    phrases, intents = count_phrases(language)
    data = bundles.data_hash(language)
    print(f"{language}: {phrases:,} phrases, {intents} intents", flush=True)
    prepare_rasa()
    from components.shared_encoder import encoder_warnings, shared_encoder
    from evaluation import evaluate

    for warning in encoder_warnings():
        print(f"{language}: warning: {warning}", file=sys.stderr, flush=True)
    encoder = shared_encoder().identity
    training = bundles.training_hash(language, encoder)
    with tempfile.TemporaryDirectory(prefix="win-train-") as folder:
        model = _run_rasa(language, Path(folder))
        name = bundles.bundle_name(training, thresholds)
        target = bundles.model_file(language, name)
        shutil.copyfile(model, target.with_suffix(".new"))
        os.replace(target.with_suffix(".new"), target)
    report = evaluate(language, target)
    manifest = Manifest(
        bundle=name,
        language=language,
        training=training,
        data=data,
        encoder=encoder,
        model_sha256=bundles.file_sha256(target),
        thresholds=thresholds,
        phrases=phrases,
        intents=intents,
        seconds=round(time.monotonic() - started, 1),
        trained_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        versions=bundles.versions(),
        evaluation=report,
    )
    bundles.publish(manifest)
    print(f"{language}: trained in {manifest.seconds:.0f} s ({name}){_told(report)}", flush=True)
    return manifest


def _told(report: dict[str, Any]) -> str:
    if not report:
        return ""
    first = report["first"]
    return f"; of {first['total']:,} held-out messages {first['hits'] / max(1, first['total']):.3f} right at first"


def _run_rasa(language: str, output: Path) -> Path:
    """Do what `rasa train nlu` does, quietly; return the model's path."""
    from rasa.model_training import train_nlu

    from components import progress

    out = sys.stdout
    progress.show = lambda text: print(f"{language}: {text}", file=out, flush=True)
    old = os.getcwd()
    os.chdir(bundles.NLU_FOLDER)  # `components.recipe` and `domain.yml` are found from here
    try:
        with redirect_stdout(io.StringIO()):  # Rasa's own lines name temporary files
            model = train_nlu(
                config=str(bundles.CONFIG_FOLDER / f"{language}.yml"),
                nlu_data=str(bundles.DATA_FOLDER / language),
                output=str(output),
                fixed_model_name=language,
                domain=str(bundles.DOMAIN_FILE),
            )
    except Exception as error:  # Rasa raises what it likes; the language fails, the others go on
        raise BundleError(f"training failed: {type(error).__name__}: {error}") from error
    finally:
        os.chdir(old)
    if model is None:
        raise BundleError(f"training failed: Rasa made no model of data/{language}; run `rasa data validate`")
    return Path(model)


def prepare_rasa() -> None:
    """Silence what Rasa and TensorFlow print and send; must run before they are imported."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # bundles know what is up to date
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    import logging
    import warnings

    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *arguments, **more: None  # libraries set the filters back
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    logging.getLogger("rasa").setLevel(logging.ERROR)


def count_phrases(language: str) -> tuple[int, int]:
    """Return how many phrases and intents the training files hold."""
    from rasa.shared.nlu.training_data.loading import load_data

    loaded = load_data(str(bundles.DATA_FOLDER / language))
    return len(loaded.intent_examples), len(loaded.intents)


@contextmanager
def _lock(language: str) -> Iterator[None]:
    """Let one process at a time train a language; the second then finds it up to date."""
    folder = bundles.MODELS_FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
