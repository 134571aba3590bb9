"""One pipeline in a process of its own: `train` writes its model, `parse` measures it. Prints one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmark import pipelines

WARM_UP = 20


def peak_mb() -> float:
    """Return the most memory that this process has held, in MB (10^6 bytes); Linux alone tells."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def main(arguments: list[str]) -> None:
    """`train` or `parse`, and a folder with task.json."""
    what, place = arguments
    folder = Path(place)
    task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
    pipeline = pipelines.make(task["pipeline"], task["language"], task["epochs"])
    if what == "train":
        started = time.perf_counter()
        pipeline.train([(text, intent) for text, intent in task["train"]], folder)
        print(json.dumps({"train_s": time.perf_counter() - started, "train_mb": peak_mb()}))
        return
    import train

    train.prepare_rasa()
    parse = pipeline.load(folder)
    texts = task["test"]
    for text in texts[:WARM_UP]:
        parse(text)
    guesses, times_ms = [], []
    for text in texts:
        started = time.perf_counter()
        guess = parse(text)
        times_ms.append((time.perf_counter() - started) * 1000)
        guesses.append([guess.intent, guess.scope])
    print(json.dumps({"guesses": guesses, "times_ms": times_ms, "parse_mb": peak_mb()}))


if __name__ == "__main__":
    main(sys.argv[1:])
