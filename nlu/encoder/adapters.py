"""What `python -m finetune` learned: small changes to the encoder's weights, and which of its layers stay.

`adapters.npz` holds, for each layer that stays, the low-rank parts of its six matrices (`l3.q.down` [rank, in] and
`l3.q.up` [out, rank], float16; the matrix grew by up @ down) and its biases and normalisations as they became.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from encoder.weights import E5Weights, Floats, Vocabulary

ADAPTERS_FILE = Path(__file__).with_name("adapters.npz")
SHARE = 0.85
"""How much of what was learned is added. Between the published weights and the tuned ones lie encoders that know our
questions as well and other texts better (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"); measured in
docs/understanding.md."""


class TunedWeights:
    """The encoder's weights with the adapters added; without their file, the weights as published.

    Raises ValueError when the file does not fit the weights.
    """

    def __init__(self, weights: E5Weights, file: Path = ADAPTERS_FILE) -> None:
        self._weights = weights
        self._changes: dict[str, Floats] = {}
        self.layers = list(range(weights.layers))
        if file.is_file():
            with np.load(file, allow_pickle=False) as arrays:
                self._changes = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "layers"}
                self.layers = arrays["layers"].tolist()
        if not all(0 <= number < weights.layers for number in self.layers):
            raise ValueError(f"{file.name}: layers {self.layers}, but the encoder has {weights.layers}")

    @property
    def hidden(self) -> int:
        """Length of a token's vector."""
        return self._weights.hidden

    @property
    def heads(self) -> int:
        """Attention heads a layer."""
        return self._weights.heads

    @property
    def feed_forward(self) -> int:
        """Width of a layer's middle."""
        return self._weights.feed_forward

    @property
    def epsilon(self) -> float:
        """The normalisations' epsilon."""
        return float(self._weights.epsilon)

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens; not changed."""
        return self._weights.vocabulary

    def tensor(self, name: str) -> Floats:
        """Return the tensor as float32, flat; KeyError if there is none of that name."""
        plain = self._weights.tensor(name)
        stem = name.removesuffix(".w")
        if f"{stem}.down" in self._changes:
            grown = self._changes[f"{stem}.up"] @ self._changes[f"{stem}.down"]
            change = self._fitting(name, grown.reshape(-1), plain)
        elif name in self._changes:
            change = self._fitting(name, self._changes[name], plain) - plain
        else:
            return plain
        return plain + np.float32(SHARE) * change

    @staticmethod
    def _fitting(name: str, change: Floats, plain: Floats) -> Floats:
        if change.shape != plain.shape:
            raise ValueError(f"adapters for {name}: {change.shape[0]} values, the encoder has {plain.shape[0]}")
        return change
