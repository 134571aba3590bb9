"""The encoder's graph in ONNX, written node by node from the weights: no deep-learning framework is needed.

Input `tokens` [texts, length, 384] (sum of token, position and type embedding, float32; texts of one length), output
`pooled` [texts, 384] (mean over the tokens, not normalised). BERT layers with post-layer normalisation.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from encoder.adapters import TunedWeights
from encoder.weights import Floats

_OPSET = 17
_IR_VERSION = 8  # what onnxruntime 1.19 reads


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: Floats | npt.NDArray[np.int64]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name

    def linear(self, x: str, weight: Floats, bias: Floats, name: str) -> str:
        product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
        return self.node("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def layer_norm(self, x: str, weight: Floats, bias: Floats, epsilon: float, name: str) -> str:
        inputs = [x, self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)]
        return self.node("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)


def build_graph(weights: TunedWeights) -> onnx.ModelProto:
    """Return the encoder as a float32 ONNX model."""
    graph, hidden = _Graph(), weights.hidden
    get = weights.tensor
    graph.constant("split_heads", np.array([0, 0, weights.heads, hidden // weights.heads], np.int64))
    graph.constant("join_heads", np.array([0, 0, hidden], np.int64))
    graph.constant("scale", np.array((hidden // weights.heads) ** -0.5, np.float32))
    graph.constant("sqrt_2", np.array(2**0.5, np.float32))
    graph.constant("one", np.array(1, np.float32))
    graph.constant("half", np.array(0.5, np.float32))

    x = graph.layer_norm("tokens", get("emb.ln.w"), get("emb.ln.b"), weights.epsilon, "embedding_norm")
    for number in weights.layers:
        x = _layer(graph, weights, x, number)
    graph.node("ReduceMean", [x], "pooled", axes=[1], keepdims=0)
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["texts", "length", hidden])],
            [helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["texts", hidden])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR_VERSION,
    )


def _layer(graph: _Graph, weights: TunedWeights, x: str, number: int) -> str:
    at = f"layer{number}"

    def get(name: str) -> Floats:
        return weights.tensor(f"l{number}.{name}")

    def matrix(name: str, rows: int) -> Floats:
        return get(f"{name}.w").reshape(rows, -1)

    hidden, wide = weights.hidden, weights.feed_forward
    heads = {}
    for name in "qkv":
        flat = graph.linear(x, matrix(name, hidden), get(f"{name}.b"), f"{at}.{name}")
        split = graph.node("Reshape", [flat, "split_heads"], f"{at}.{name}.split")
        # keys go straight to [head, channel, position], ready to be multiplied
        order = [0, 2, 3, 1] if name == "k" else [0, 2, 1, 3]
        heads[name] = graph.node("Transpose", [split], f"{at}.{name}.heads", perm=order)
    scores = graph.node("MatMul", [heads["q"], heads["k"]], f"{at}.scores")
    scaled = graph.node("Mul", [scores, "scale"], f"{at}.scaled")
    attention = graph.node("Softmax", [scaled], f"{at}.attention", axis=-1)
    mixed = graph.node("MatMul", [attention, heads["v"]], f"{at}.mixed")
    back = graph.node("Transpose", [mixed], f"{at}.back", perm=[0, 2, 1, 3])
    joined = graph.node("Reshape", [back, "join_heads"], f"{at}.joined")
    out = graph.linear(joined, matrix("ao", hidden), get("ao.b"), f"{at}.out")
    x = graph.node("Add", [x, out], f"{at}.attended")
    x = graph.layer_norm(x, get("aln.w"), get("aln.b"), weights.epsilon, f"{at}.attention_norm")

    inner = graph.linear(x, matrix("fi", wide), get("fi.b"), f"{at}.inner")
    ratio = graph.node("Div", [inner, "sqrt_2"], f"{at}.gelu.ratio")
    erf = graph.node("Erf", [ratio], f"{at}.gelu.erf")
    shifted = graph.node("Add", [erf, "one"], f"{at}.gelu.shifted")
    gated = graph.node("Mul", [inner, shifted], f"{at}.gelu.gated")
    active = graph.node("Mul", [gated, "half"], f"{at}.gelu")
    outer = graph.linear(active, matrix("fo", hidden), get("fo.b"), f"{at}.outer")
    x = graph.node("Add", [x, outer], f"{at}.fed")
    return graph.layer_norm(x, get("oln.w"), get("oln.b"), weights.epsilon, f"{at}.output_norm")
