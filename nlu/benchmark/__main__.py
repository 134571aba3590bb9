"""`python -m benchmark`: see `--help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import bundles
from benchmark import data, pipelines, statistics
from benchmark.data import OUT_OF_SCOPE, Data

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


@dataclass(frozen=True)
class Result:
    """One pipeline on one set."""

    name: str
    right: npt.NDArray[np.bool_]
    """Of messages in scope: whether the likeliest intent is right."""
    scope: statistics.Floats
    """Of all messages: the score for being in scope."""
    auroc: float
    p50_ms: float
    p95_ms: float
    parse_mb: float
    train_s: float
    train_mb: float


def main(arguments: list[str] | None = None) -> int:
    """Measure and print Markdown tables; exit code 1 when a set can't be used or a pipeline fails."""
    parser = argparse.ArgumentParser(prog="benchmark", description="Measure our pipeline beside its peers.")
    parser.add_argument("--language", action="append", choices=bundles.languages(), help="may be repeated; all without")
    parser.add_argument("--data", type=Path, help="a JSONL file (.gz) with text, intent and part instead of our sets")
    parser.add_argument("--held-out-intents", type=int, default=0, help="with --data: so many intents are out of scope")
    parser.add_argument(
        "--phrases", type=int, help="train everybody on so many phrases an intent: with all, Rasa's default takes hours"
    )
    parser.add_argument("--pipeline", action="append", choices=pipelines.NAMES, help="may be repeated; all without")
    parser.add_argument("--skip", action="append", choices=pipelines.NAMES, default=[], help="leave one out")
    parser.add_argument("--epochs", type=int, help="of Rasa's default pipeline, instead of the 100 it is shipped with")
    options = parser.parse_args(arguments)
    if options.data and options.language and len(options.language) > 1:
        parser.error("--data takes one --language")
    if options.phrases is not None and options.phrases < 1:
        parser.error("--phrases must be at least 1")
    names = [name for name in options.pipeline or pipelines.NAMES if name not in options.skip]
    print(f"{machine()}; one thread\n", flush=True)
    try:
        for whole in _sets(options):
            one = data.sampled(whole, options.phrases) if options.phrases else whole
            results = [_measure(name, one, options.epochs) for name in names]
            print(table(one, results, options.epochs), flush=True)
    except (data.DataError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _sets(options: argparse.Namespace) -> list[Data]:
    if options.data:
        language = options.language[0] if options.language else options.data.name.split(".")[0]
        if language not in bundles.languages():
            raise data.DataError(f"{options.data.name}: say with --language whose settings to use")
        return [data.public(options.data, language, options.held_out_intents)]
    return [data.ours(language) for language in options.language or bundles.languages()]


def machine() -> str:
    """Name the machine the figures belong to."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    except OSError:
        pass
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, load {load:.1f}"


def _measure(name: str, one: Data, epochs: int | None) -> Result:
    with tempfile.TemporaryDirectory(prefix="win-bench-") as place:
        task = {
            "pipeline": name,
            "language": one.language,
            "epochs": epochs,
            "train": one.train,
            "test": [case.text for case in one.test],
        }
        (Path(place) / "task.json").write_text(json.dumps(task), encoding="utf-8")
        print(f"{one.name}: {pipelines.make(name, one.language, epochs).name} ...", file=sys.stderr, flush=True)
        trained, parsed = _work("train", place), _work("parse", place)
    scope = np.array([score for _, score in parsed["guesses"]])
    right = [
        guess in case.right
        for (guess, _), case in zip(parsed["guesses"], one.test, strict=True)
        if case.right[0] != OUT_OF_SCOPE
    ]
    p50, p95 = np.percentile(parsed["times_ms"], [50, 95])
    return Result(
        pipelines.make(name, one.language, epochs).name,
        np.array(right),
        scope,
        statistics.auroc(scope, inside(one)),
        float(p50),
        float(p95),
        parsed["parse_mb"],
        trained["train_s"],
        trained["train_mb"],
    )


def inside(one: Data) -> npt.NDArray[np.bool_]:
    """Return which messages of a set are in scope."""
    return np.array([case.right[0] != OUT_OF_SCOPE for case in one.test])


def _work(what: str, place: str) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "benchmark.worker", what, place],
        cwd=bundles.NLU_FOLDER,
        env={**os.environ, **ONE_THREAD},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def table(one: Data, results: list[Result], epochs: int | None) -> str:
    """Return the figures of a set as a Markdown table; differences are first row minus this row."""
    ours = inside(one)
    lines = [
        f"**{one.name}**: {len(one.train):,} phrases, {len({intent for _, intent in one.train})} intents; "
        f"{ours.sum():,} messages in scope, {(~ours).sum():,} out of scope"
        + (f"; DIET {epochs} epochs" if epochs and any("DIET" in result.name for result in results) else ""),
        "",
        "| pipeline | accuracy | first row better by | out-of-scope AUROC | first row better by "
        "| parse p50 / p95 ms | memory parsing / training MB | training s |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        first = result is results[0]
        accuracy = "" if first else _signed(statistics.paired_accuracy(results[0].right, result.right))
        area = "" if first else _signed(statistics.paired_auroc(results[0].scope, result.scope, ours))
        lines.append(
            f"| {result.name} | {result.right.mean():.3f} | {accuracy} | {_number(result.auroc)} | {area} "
            f"| {result.p50_ms:.1f} / {result.p95_ms:.1f} | {result.parse_mb:.0f} / {result.train_mb:.0f} "
            f"| {result.train_s:.0f} |"
        )
    return "\n".join([*lines, ""])


def _number(value: float) -> str:
    return f"{value:.3f}" if value == value else "–"


def _signed(values: tuple[float, float, float]) -> str:
    difference, low, high = values
    return f"{difference:+.3f} [{low:+.3f}, {high:+.3f}]" if difference == difference else "–"


if __name__ == "__main__":
    sys.exit(main())
