"""Learn the adapters: `python -m finetune [--go-on]` (from nlu/, in the environment of finetune/requirements.txt).

One network for all languages reads every training phrase a few times, each time another copy (`augment`), and learns
to name its question; what it has learned about the questions (the head) is thrown away, what it has learned about
wording stays. The figures after each pass are those of the head on the calibration sets; nothing is chosen by them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import yaml
from torch import Tensor
from torch.nn import functional

import bundles
from bot.text import fold
from components import texts
from encoder import DIMENSIONS, QUERY_PREFIX, paths
from encoder.adapters import ADAPTERS_FILE
from encoder.pack import TokenTable
from encoder.weights import E5Weights, model_file
from finetune.augment import variant
from finetune.network import SHARPNESS, Adapted, Network
from validate import read_phrases

LAYERS = [0, 1, 2, 3, 4, 6, 8, 10]
FROZEN = 2
"""The first layers stay as they are: they read spelling, and it trains faster."""
RANK, SCALE = 64, 2.0
PASSES = 3.0
"""The rate falls over all of them."""
BATCH, LEARNING_RATE = 64, 1.5e-3
PASSES_ON, LEARNING_RATE_ON = 4.2, 1.0e-3
"""With `--go-on`: the adapters there are know most of it already."""
WARM_UP, LAST_RATE = 0.06, 0.02
SMOOTHING, DROPOUT, WEIGHT_DECAY = 0.1, 0.1, 0.01
SORTED_BATCHES = 32
"""Texts of so many batches are sorted by length together, so that a batch is hardly padded."""
START_PHRASES = 40
"""Phrases a question whose mean the head starts from."""


@dataclass(frozen=True)
class Phrase:
    """A training phrase: what the encoder reads of it, the same without diacritics, and the number of its question."""

    spoken: str
    folded: str
    label: int


class Tokens:
    """Texts -> embedded tokens, as the encoder pack makes them."""

    def __init__(self, folder: Path = paths.PACK_FOLDER) -> None:
        self._table = TokenTable(folder)
        self._known: dict[str, list[int]] = {}

    def numbers(self, text: str) -> list[int]:
        """Return the tokens of a text, begin and end included."""
        if text not in self._known:
            self._known[text] = self._table.numbers(QUERY_PREFIX + text)
        return self._known[text]

    def batch(self, batch: list[str]) -> tuple[Tensor, Tensor]:
        """Return embedded tokens [n, length, 384] and where there are tokens [n, length]."""
        rows = [self.numbers(text) for text in batch]
        length = max(map(len, rows))
        embedded, mask = torch.zeros(len(rows), length, DIMENSIONS), torch.zeros(len(rows), length, dtype=torch.bool)
        for i, row in enumerate(rows):
            embedded[i, : len(row)] = torch.from_numpy(self._table.embedded(row))
            mask[i, : len(row)] = True
        return embedded, mask


def main(arguments: list[str] | None = None) -> int:
    """Train and write the adapters."""
    parser = argparse.ArgumentParser(description="Tune the sentence encoder on the training phrases.")
    parser.add_argument("--passes", type=float, help=f"default {PASSES}, with --go-on {PASSES_ON}")
    parser.add_argument("--go-on", action="store_true", help="begin with the adapters there are, not from nothing")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ADAPTERS_FILE)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    phrases, names = read_all()
    tokens = Tokens()
    network = Network(E5Weights(model_file()), LAYERS, len(names), rank=RANK, scale=SCALE, dropout=DROPOUT)
    for module in network.modules():
        if isinstance(module, Adapted):
            # twice to four times as fast where the processor knows bfloat16, equal elsewhere
            module.weight = module.weight.bfloat16()
    for parameter in network.layers[:FROZEN].parameters():
        parameter.requires_grad_(False)
    if options.go_on:
        load(network, ADAPTERS_FILE)
    start_head(network, tokens, phrases, len(names))
    usual, rate = (PASSES_ON, LEARNING_RATE_ON) if options.go_on else (PASSES, LEARNING_RATE)
    fit(network, tokens, phrases, names, options.passes or usual, rate)
    save(network, options.out)
    print(
        f"{options.out.name}: {options.out.stat().st_size / 1e6:.1f} MB; next: python -m encoder.build; python -m train"
    )
    return 0


def read_all() -> tuple[list[Phrase], list[str]]:
    """Return the phrases of all languages and the names of the questions."""
    found = []
    for language in bundles.languages():
        own = {(phrase.text, phrase.intent) for phrase in read_phrases(language)[0]}
        found += [(text, intent, spelling(language)) for text, intent in sorted(own)]
    names = sorted({intent for _, intent, _ in found})
    return [
        Phrase(texts.for_encoder(text, how), texts.for_encoder(fold(text), how), names.index(intent))
        for text, intent, how in found
    ], names


def spelling(language: str) -> str:
    """Return the component's setting of a language."""
    config = yaml.safe_load((bundles.CONFIG_FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    return str(config["pipeline"][0]["spelling"])


def start_head(network: Network, tokens: Tokens, phrases: list[Phrase], classes: int) -> None:
    """Begin with each question's mean vector: random weights would first undo what the encoder knows."""
    chance = random.Random(3)  # noqa: S311
    by_label = {label: [p.spoken for p in phrases if p.label == label] for label in range(classes)}
    chosen = {label: chance.sample(spoken, min(START_PHRASES, len(spoken))) for label, spoken in by_label.items()}
    means = np.stack([embedded(network, tokens, chosen[label])[0].mean(axis=0) for label in range(classes)])
    middle = means.mean(axis=0)
    directions = means - middle
    directions *= 0.8 / np.linalg.norm(directions, axis=1, keepdims=True)
    with torch.no_grad():
        network.head.weight.copy_(torch.from_numpy(directions))
        network.head.bias.copy_(torch.from_numpy(-SHARPNESS * directions @ middle))


def embedded(network: Network, tokens: Tokens, batch: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return vectors [n, 384] and logits [n, classes]."""
    network.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(batch), BATCH):
            vectors, logits = network(*tokens.batch(batch[start : start + BATCH]))
            parts.append((vectors.float().numpy(), logits.float().numpy()))
    network.train()
    return np.concatenate([v for v, _ in parts]), np.concatenate([k for _, k in parts])


def fit(
    network: Network, tokens: Tokens, phrases: list[Phrase], names: list[str], passes: float, highest_rate: float
) -> None:
    """Minimise the cross-entropy, with a rate that rises for a moment and then falls along a cosine."""
    own = {name: value for name, value in network.named_parameters() if value.requires_grad}
    head = [value for name, value in own.items() if name.startswith("head")]
    low_rank = [value for name, value in own.items() if name.endswith(("down", "up"))]
    others = [v for name, v in own.items() if not name.startswith("head") and not name.endswith(("down", "up"))]
    groups = [
        {"params": head, "lr": 2 * highest_rate},
        {"params": low_rank, "lr": highest_rate},
        {"params": others, "lr": highest_rate / 5, "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)
    steps = max(1, int(passes * len(phrases) / BATCH))

    def rate(step: int) -> float:
        falling = 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))
        return min(1.0, (step + 1) / (WARM_UP * steps + 1)) * max(LAST_RATE, falling)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    chance, started, step, loss = random.Random(1), time.monotonic(), 0, 0.0  # noqa: S311
    while step < steps:
        for batch in batches(phrases, tokens, chance)[: steps - step]:
            _, logits = network(*tokens.batch([text for text, _ in batch]))
            labels = torch.tensor([label for _, label in batch])
            value = functional.cross_entropy(logits, labels, label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(list(own.values()), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            loss = 0.98 * loss + 0.02 * value.item() if step > 1 else value.item()
            if step % 50 == 0:
                print(f"step {step} of {steps}: loss {loss:.3f}, {time.monotonic() - started:.0f} s", flush=True)
        print(f"calibration sets, head alone: {measured(network, tokens, names)}", flush=True)


def batches(phrases: list[Phrase], tokens: Tokens, chance: random.Random) -> list[list[tuple[str, int]]]:
    """Return one copy of every phrase, in batches of about equal length."""
    order = list(phrases)
    chance.shuffle(order)
    copies = [(variant(phrase.spoken, phrase.folded, chance), phrase.label) for phrase in order]
    found = []
    for start in range(0, len(copies), BATCH * SORTED_BATCHES):
        near = sorted(copies[start : start + BATCH * SORTED_BATCHES], key=lambda one: len(tokens.numbers(one[0])))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    chance.shuffle(found)
    return found


def measured(network: Network, tokens: Tokens, names: list[str]) -> str:
    """Return the share of calibration messages whose question the head names first, per language."""
    found = []
    for language in bundles.languages():
        lines = (bundles.NLU_FOLDER / "calibration" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        cases = [case for case in map(json.loads, lines) if case["intent"] != "out_of_scope"]
        _, logits = embedded(network, tokens, [texts.for_encoder(case["text"], spelling(language)) for case in cases])
        right = [
            names[k] in {case["intent"], *case.get("also", [])} for k, case in zip(logits.argmax(1), cases, strict=True)
        ]
        found.append(f"{language} {np.mean(right):.3f}")
    return ", ".join(found)


def load(network: Network, file: Path) -> None:
    """Take over what an earlier run wrote; ValueError when it kept other layers."""
    with np.load(file, allow_pickle=False) as arrays:
        if arrays["layers"].tolist() != network.numbers:
            raise ValueError(f"{file.name} keeps the layers {arrays['layers'].tolist()}, not {network.numbers}")
        if (wide := max(len(arrays[key]) for key in arrays.files if key.endswith(".down"))) > RANK:
            raise ValueError(f"{file.name} has adapters of rank {wide}, more than {RANK}")
        with torch.no_grad():
            for number, layer in list(zip(network.numbers, network.layers, strict=True))[FROZEN:]:
                for name, matrix in layer.maps.items():
                    down = torch.from_numpy(arrays[f"l{number}.{name}.down"].astype(np.float32))
                    up = torch.from_numpy(arrays[f"l{number}.{name}.up"].astype(np.float32) / matrix.scale)
                    # What is wider now begins with a part that changes nothing yet.
                    matrix.down[: len(down)] = down
                    matrix.up[:, : len(down)] = up
                for name, vector in layer.vectors().items():
                    vector.copy_(torch.from_numpy(arrays[f"l{number}.{name}"].astype(np.float32)))


def save(network: Network, file: Path) -> None:
    """Write the adapters; see `encoder.adapters` for the names."""
    arrays: dict[str, np.ndarray] = {"layers": np.array(network.numbers, np.int64)}
    for number, layer in list(zip(network.numbers, network.layers, strict=True))[FROZEN:]:
        for name, matrix in layer.maps.items():
            arrays[f"l{number}.{name}.down"] = matrix.down.detach().numpy().astype(np.float16)
            arrays[f"l{number}.{name}.up"] = (matrix.scale * matrix.up).detach().numpy().astype(np.float16)
        for name, vector in layer.vectors().items():
            arrays[f"l{number}.{name}"] = vector.detach().numpy().astype(np.float16)
    fresh = file.with_suffix(".new.npz")
    np.savez_compressed(fresh, **arrays)
    fresh.replace(file)


if __name__ == "__main__":
    sys.exit(main())
