"""Loads a trained Rasa model with Rasa's own engine, without importing its training side.

A model's prediction graph ends in Rasa's RegexMessageHandler, whose module imports the recipe with every stock
component and TensorFlow: 6 s and 550 MB that parsing never uses. It also turns a message such as "/bsn" into an
intent, which a stranger must not be able to do. So only our component's node is taken from the graph; archive,
storage, graph schema and runner are Rasa's.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from rasa.engine.constants import PLACEHOLDER_MESSAGE
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from tarsafe import TarSafe

from bot.text import clean
from components.hybrid_intent_classifier import IN_SCOPE, INTENT_RANKING, HybridIntentClassifier

NOTHING = "out_of_scope"
"""The intent of a text without a single visible character."""

_CLASS = f"{HybridIntentClassifier.__module__}.{HybridIntentClassifier.__name__}"


class ModelError(Exception):
    """A model archive cannot be loaded; the message names it and says what to do."""


class Parser:
    """One language's model. Not safe for use by several threads at a time."""

    def __init__(self, runner: DaskGraphRunner, target: str) -> None:
        self._runner = runner
        self._target = target

    def parse(self, texts: list[str]) -> list[dict[str, Any]]:
        """Return `intent`, `ranking` and `in_scope` for each text; never raises on any text."""
        cleaned = [clean(text) for text in texts]
        messages = [Message(data={TEXT: text}) for text in cleaned if text]
        if messages:
            self._runner.run(inputs={PLACEHOLDER_MESSAGE: messages}, targets=[self._target])
        parsed = iter(messages)
        return [_result(next(parsed)) if text else _empty() for text in cleaned]


def _result(message: Message) -> dict[str, Any]:
    return {
        "intent": message.get(INTENT),
        "ranking": message.get(INTENT_RANKING),
        "in_scope": message.get(IN_SCOPE),
    }


def _empty() -> dict[str, Any]:
    return {"intent": {"name": NOTHING, "confidence": 0.0}, "ranking": [], "in_scope": 0.0}


def load_parser(archive: Path) -> Parser:
    """Load the model. Raises ModelError when it cannot be read or is of another kind."""
    folder = Path(tempfile.mkdtemp(prefix="win-model-"))
    try:
        with TarSafe.open(archive, mode="r:gz") as tar:
            tar.extractall(folder)
        metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
        name, schema = _our_node(metadata["predict_schema"])
        runner = DaskGraphRunner.create(
            graph_schema=schema,
            model_storage=LocalModelStorage(folder / "components"),
            execution_context=ExecutionContext(graph_schema=schema, model_id=metadata["model_id"]),
        )
    except Exception as error:  # a damaged archive raises anything from tarfile, json, numpy, Rasa
        raise ModelError(
            f"{archive.name} cannot be loaded ({type(error).__name__}: {error}); train again with --force"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Parser(runner, name)


def _our_node(schema: dict[str, Any]) -> tuple[str, GraphSchema]:
    nodes = {name: node for name, node in schema["nodes"].items() if node["uses"] == _CLASS}
    if len(nodes) != 1:
        raise ValueError(f"expected one node that uses {_CLASS}, found {len(nodes)}")
    ((name, node),) = nodes.items()
    node["needs"] = {"messages": PLACEHOLDER_MESSAGE}
    node["is_input"] = node["is_target"] = True
    node["eager"] = True  # load now, not at the first message
    return name, GraphSchema.from_dict({"nodes": nodes})
