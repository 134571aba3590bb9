"""Take the mean of adapters that several runs made: `python -m finetune.average OUT FIRST SECOND ...` (from nlu/).

Encoders that went on from one another differ in what the last run happened to learn; their mean can be better than
each (Izmailov et al. 2018, "Averaging weights leads to wider optima"; what it gave here: docs/understanding.md).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def average(files: list[Path]) -> tuple[dict[str, np.ndarray], float]:
    """Return the mean adapters, of the highest rank among `files`, and how much of the changes they keep (0 to 1).

    ValueError when the files keep other layers or matrices.
    """
    runs = [_read(file) for file in files]
    first = runs[0]
    for file, run in zip(files, runs, strict=True):
        if run.keys() != first.keys() or run["layers"].tolist() != first["layers"].tolist():
            raise ValueError(f"{file.name} keeps other layers or matrices than {files[0].name}")
    mean: dict[str, np.ndarray] = {"layers": first["layers"]}
    kept = whole = 0.0
    for name in first:
        if name.endswith(".down"):
            stem = name.removesuffix(".down")
            change = np.mean([run[f"{stem}.up"] @ run[name] for run in runs], axis=0)
            rank = max(len(run[name]) for run in runs)
            left, sizes, right = np.linalg.svd(change, full_matrices=False)
            root = np.sqrt(sizes[:rank])
            mean[name], mean[f"{stem}.up"] = root[:, None] * right[:rank], left[:, :rank] * root
            kept, whole = kept + float((sizes[:rank] ** 2).sum()), whole + float((sizes**2).sum())
        elif name != "layers" and not name.endswith(".up"):
            mean[name] = np.mean([run[name] for run in runs], axis=0)
    return mean, kept / whole if whole else 1.0


def _read(file: Path) -> dict[str, np.ndarray]:
    with np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] if name == "layers" else arrays[name].astype(np.float32) for name in arrays.files}


def main(arguments: list[str] | None = None) -> int:
    """Write the mean."""
    parser = argparse.ArgumentParser(description="Take the mean of adapters.")
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    mean, kept = average(options.files)
    small = {name: array if name == "layers" else array.astype(np.float16) for name, array in mean.items()}
    np.savez_compressed(options.out, **small)  # type: ignore[arg-type]
    print(f"{options.out.name}: {options.out.stat().st_size / 1e6:.1f} MB, {kept:.1%} of the mean change kept")
    return 0


if __name__ == "__main__":
    sys.exit(main())
