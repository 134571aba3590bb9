"""Makes the encoder's activations even before they are made int8.

One scale serves all channels of a tensor, and a few channels reach a hundred times the others' values: eight bits
would be spent on those few. Each channel is divided by a factor of its own, and the matrix that reads it is multiplied
by the same one: the product stays, the rounding shrinks (SmoothQuant, arXiv 2211.10438). Vectors of int8 and float32
were alike by .975 (mean cosine of 600 phrases) without it, and are by .996 with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from encoder.weights import Floats

PHRASES_FILE = Path(__file__).with_name("smoothing.txt")
"""Phrases whose activations tell the channels' ranges: 60 a language, drawn once from the training phrases."""

_SHARE = 0.75
"""How much of a channel's range goes over to the matrix (SmoothQuant's alpha); .5 to .9 were tried, .75 was best."""


def smooth(model: onnx.ModelProto, tokens: Iterable[Floats]) -> None:
    """Change `model` (of `encoder.graph`) in place; `tokens`: what phrases give as its input, [length, hidden] each."""
    products: dict[str, list[str]] = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1].endswith(".weight"):
            products.setdefault(node.input[0], []).append(node.input[1])
    constants = {one.name: one for one in model.graph.initializer}
    for name, largest in _largest(model, list(products), tokens).items():
        matrices = {one: numpy_helper.to_array(constants[one]) for one in products[name]}
        weights = np.max([np.abs(matrix).max(axis=1) for matrix in matrices.values()], axis=0)
        factors = np.maximum(largest, 1e-5) ** _SHARE / np.maximum(weights, 1e-5) ** (1 - _SHARE)
        # Whole steps: another processor's last digit must not make another pack.
        factors = (2 ** (np.round(2 * np.log2(factors / np.median(factors))) / 2)).astype(np.float32)
        for one, matrix in matrices.items():
            _set(constants[one], matrix * factors[:, None])
        _divide(model.graph, constants, name, factors, products[name])
    read = {name for node in model.graph.node for name in node.input}
    for constant in [one for one in model.graph.initializer if one.name not in read]:
        model.graph.initializer.remove(constant)


def _largest(model: onnx.ModelProto, names: list[str], tokens: Iterable[Floats]) -> dict[str, Floats]:
    """Return each tensor's largest absolute value per channel."""
    shown = onnx.ModelProto()
    shown.CopyFrom(model)
    shown.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    largest: dict[str, Floats] = {}
    for phrase in tokens:
        for name, values in zip(names, session.run(names, {"tokens": phrase[None]}), strict=True):
            reach = np.abs(values.reshape(-1, values.shape[-1])).max(axis=0)
            largest[name] = np.maximum(largest[name], reach) if name in largest else reach
    return largest


def _divide(
    graph: onnx.GraphProto, constants: dict[str, onnx.TensorProto], name: str, factors: Floats, readers: list[str]
) -> None:
    """Divide a tensor's channels, where it costs nothing if there is such a place."""
    layer, _, kind = name.rpartition(".")
    if kind == "joined":  # a mean of values: divide what makes the values
        for part in ("weight", "bias"):
            values = constants[f"{layer}.v.{part}"]
            _set(values, numpy_helper.to_array(values) / factors)
    elif kind == "gelu":  # its last step multiplies by a constant already
        graph.initializer.append(numpy_helper.from_array(np.float32(0.5) / factors, f"{name}.halves"))
        _node(graph, name).input[1] = f"{name}.halves"
    else:  # a normalisation, which is added to later as well
        graph.initializer.append(numpy_helper.from_array(1 / factors, f"{name}.factors"))
        place = next(number for number, node in enumerate(graph.node) if node.output[0] == name)
        even = helper.make_node("Mul", [name, f"{name}.factors"], [f"{name}.even"], name=f"{name}.even")
        graph.node.insert(place + 1, even)
        for node in graph.node:
            if node.op_type == "MatMul" and node.input[1] in readers:
                node.input[0] = f"{name}.even"


def _node(graph: onnx.GraphProto, output: str) -> onnx.NodeProto:
    return next(node for node in graph.node if node.output[0] == output)


def _set(constant: onnx.TensorProto, values: Floats) -> None:
    constant.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), constant.name))
