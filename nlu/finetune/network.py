"""The encoder as a PyTorch module: frozen weights with low-rank adapters beside them, and a head that is thrown away.

Computes what `encoder.graph` computes (multilingual-e5-small, some layers left out), on batches.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from encoder.weights import E5Weights

MATRICES = ("q", "k", "v", "ao", "fi", "fo")
VECTORS = ("q.b", "k.b", "v.b", "ao.b", "fi.b", "fo.b", "aln.w", "aln.b", "oln.w", "oln.b")


class Adapted(nn.Module):
    """x -> x (W + B A)ᵀ + b with W frozen; A [rank, in] random, B [out, rank] zero at the start (LoRA)."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int, scale: float) -> None:
        super().__init__()
        self.register_buffer("weight", weight)
        self.bias = nn.Parameter(bias)
        self.down = nn.Parameter(torch.randn(rank, weight.shape[1]) / weight.shape[1] ** 0.5)
        self.up = nn.Parameter(torch.zeros(weight.shape[0], rank))
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        """Map the last axis."""
        narrow = functional.linear(x, self.down.to(x.dtype))
        return functional.linear(x, self.weight, self.bias.to(x.dtype)) + functional.linear(
            narrow, (self.scale * self.up).to(x.dtype)
        )


class Layer(nn.Module):
    """One BERT layer with post-layer normalisation."""

    def __init__(self, weights: E5Weights, number: int, rank: int, scale: float) -> None:
        super().__init__()

        def tensor(name: str) -> Tensor:
            return torch.from_numpy(weights.tensor(f"l{number}.{name}"))

        def adapted(name: str) -> Adapted:
            bias = tensor(f"{name}.b")
            return Adapted(tensor(f"{name}.w").reshape(len(bias), -1), bias, rank, scale)

        self.heads, self.epsilon = weights.heads, weights.epsilon
        self.maps = nn.ModuleDict({name: adapted(name) for name in MATRICES})
        self.norms = nn.ParameterDict(
            {name.replace(".", "_"): nn.Parameter(tensor(name)) for name in ("aln.w", "aln.b", "oln.w", "oln.b")}
        )

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x [batch, length, hidden], mask [batch, 1, 1, length] true where there is a token."""
        batch, length, hidden = x.shape

        def split(name: str) -> Tensor:
            flat: Tensor = self.maps[name](x)
            return flat.view(batch, length, self.heads, -1).transpose(1, 2)

        # written out: PyTorch's fused attention takes ten times as long on a processor for texts this short
        scores = (split("q") @ split("k").transpose(2, 3)) * (hidden // self.heads) ** -0.5
        mixed = scores.masked_fill(~mask, float("-inf")).softmax(-1) @ split("v")
        out = self.maps["ao"](mixed.transpose(1, 2).reshape(batch, length, hidden))
        x = self._norm(x + out, "aln")
        inner = functional.gelu(self.maps["fi"](x))
        return self._norm(x + self.maps["fo"](inner), "oln")

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self.norms[f"{name}_w"], self.norms[f"{name}_b"]
        return functional.layer_norm(x, weight.shape, weight.to(x.dtype), bias.to(x.dtype), self.epsilon)

    def vectors(self) -> dict[str, Tensor]:
        """The tuned biases and normalisations by their names in the weights file."""
        found = {f"{name}.b": self.maps[name].bias for name in MATRICES}
        return {**found, **{name.replace("_", "."): value for name, value in self.norms.items()}}


class Network(nn.Module):
    """Embedded tokens -> mean over the tokens [batch, hidden], and logits of the classes."""

    def __init__(
        self, weights: E5Weights, layers: list[int], classes: int, *, rank: int, scale: float, dropout: float
    ) -> None:
        super().__init__()
        self.numbers = layers
        self.epsilon, self.dropout = weights.epsilon, dropout
        self.register_buffer("norm_weight", torch.from_numpy(weights.tensor("emb.ln.w")))
        self.register_buffer("norm_bias", torch.from_numpy(weights.tensor("emb.ln.b")))
        self.layers = nn.ModuleList(Layer(weights, number, rank, scale) for number in layers)
        self.head = nn.Linear(weights.hidden, classes)

    def pooled(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """embedded [batch, length, hidden] (tokens and positions), mask [batch, length] -> [batch, hidden]."""
        x = functional.layer_norm(embedded, self.norm_weight.shape, self.norm_weight, self.norm_bias, self.epsilon)
        x = x.to(self.layers[0].maps["q"].weight.dtype)
        wide = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        share = mask[:, :, None].float()
        pooled: Tensor = (x.float() * share).sum(1) / share.sum(1)
        return pooled

    def forward(self, embedded: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return unit vectors [batch, hidden] and logits [batch, classes]."""
        vectors = functional.normalize(self.pooled(embedded, mask), dim=1)
        dropped = functional.dropout(vectors, self.dropout, self.training)
        return vectors, self.head(dropped * SHARPNESS)


SHARPNESS = 20.0
"""Length that the unit vectors have before the head: a linear map of unit vectors can't be sure enough."""
