"""What a freshly trained model says to the held-out messages: the report that its bundle carries.

Of the model alone, without rules and thresholds: `win evaluate` measures whole decisions. Seconds for 1,000 messages.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import bundles
from bundles import BundleError

OUT_OF_SCOPE = "out_of_scope"


def evaluate(language: str, archive: Path) -> dict[str, Any]:
    """Return the report on `heldout/<language>.jsonl`; an empty one where there is no such file.

    Keys: `set` (hash of the file), `messages`, `first` and `three` (the right question first, or among three), each
    `{"hits", "total"}`, `styles` (`first` by style) and `alone` (out of scope recognised first). Raises BundleError
    naming file and line when the file is damaged, ModelError when the model cannot be loaded.
    """
    file = bundles.HELDOUT_FOLDER / f"{language}.jsonl"
    if not file.is_file():
        return {}
    cases = _read(file)
    from serving.loader import load_parser

    results = load_parser(archive).parse([case["text"] for case in cases])
    first: dict[str, list[bool]] = defaultdict(list)
    three: list[bool] = []
    alone: list[bool] = []
    for case, result in zip(cases, results, strict=True):
        ranking = [guess["name"] for guess in result["ranking"]]
        if case["intent"] == OUT_OF_SCOPE:
            alone.append(ranking[:1] in ([], [OUT_OF_SCOPE]))
            continue
        right = {case["intent"], *case.get("also", [])}
        first[str(case.get("style", ""))].append(bool(right.intersection(ranking[:1])))
        three.append(bool(right.intersection(ranking[:3])))
    return {
        "set": hashlib.sha256(file.read_bytes()).hexdigest(),
        "messages": len(cases),
        "first": _share([hit for hits in first.values() for hit in hits]),
        "three": _share(three),
        "styles": {style: _share(hits) for style, hits in sorted(first.items())},
        "alone": _share(alone),
    }


def _share(hits: list[bool]) -> dict[str, int]:
    return {"hits": sum(hits), "total": len(hits)}


def _read(file: Path) -> list[dict[str, Any]]:
    cases = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            if not isinstance(case["text"], str) or not isinstance(case["intent"], str):
                raise ValueError('"text" and "intent" must be texts')
        except (ValueError, KeyError, TypeError) as error:
            raise BundleError(f"heldout/{file.name}:{number}: {type(error).__name__}: {error}") from error
        cases.append(case)
    return cases
