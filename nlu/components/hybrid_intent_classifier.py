"""The intent classifier: folded n-grams and sentence embeddings together, and "is this ours at all?".

Does not import Rasa's recipe, and with it TensorFlow: a server that only parses starts in a second. Training goes
through `components.recipe`, which registers the class.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import progress, texts
from components.code import code_hash
from components.embedding_cache import cached_embeddings
from components.model import HybridModel, Prediction, Settings
from components.shared_encoder import shared_encoder
from encoder import Encoder, NoEncoder

logger = logging.getLogger(__name__)

IN_SCOPE = "in_scope"
INTENT_RANKING = "intent_ranking"
_TRAINED_FILE = "trained.json"


class HybridIntentClassifier(IntentClassifier, GraphComponent):
    """Linear voices on TF-IDF of the Latin skeleton and on centred sentence vectors; the nearest phrases vote beside.

    Sets on a message: `intent`, `intent_ranking` and `in_scope` (the higher, the surer that this is one of our
    questions: `HybridModel` says how).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings as measured; see `components.model.Settings`."""
        return Settings().as_dict()

    @staticmethod
    def required_packages() -> list[str]:
        """Python packages that must be importable."""
        return ["sklearn", "scipy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Make Rasa train again when a helper module, a word list or the encoder changes."""
        return f"{code_hash()}-{shared_encoder().identity}"

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raise InvalidConfigException naming the setting that is wrong."""
        try:
            Settings.from_dict(config)
        except ValueError as error:
            raise InvalidConfigException(f"HybridIntentClassifier: {error}") from error

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: HybridModel | None,
        encoder: Encoder | None = None,
    ) -> None:
        self._settings = Settings.from_dict(config)
        self._storage = storage
        self._resource = resource
        self._model = model
        self._encoder = encoder or shared_encoder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> HybridIntentClassifier:
        """Return an untrained component."""
        return cls(config, model_storage, resource, None)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all intent examples and persist. Raises ValueError when there are none."""
        examples = [
            (str(example.get(TEXT)), str(example.get(INTENT)))
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        encoder = shared_encoder()
        self._model = HybridModel.train(
            self._settings, examples, lambda batch: cached_embeddings(encoder, batch, progress=_show_progress)
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
            trained = {"encoder": encoder.identity}
            (folder / _TRAINED_FILE).write_text(json.dumps(trained), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> HybridIntentClassifier:
        """Restore a trained component."""
        with model_storage.read_from(resource) as folder:
            trained = json.loads((folder / _TRAINED_FILE).read_text(encoding="utf-8"))
            encoder = shared_encoder()
            if trained["encoder"] != encoder.identity:
                # another encoder's vectors mean nothing to this model: n-grams alone are less exact, but no noise
                logger.warning(
                    "Trained with encoder %s, here runs %s: going on without it. Train again.",
                    trained["encoder"],
                    encoder.identity,
                )
                encoder = NoEncoder()
            model = HybridModel.load(folder, Settings.from_dict(config))
        return cls(config, model_storage, resource, model, encoder)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as they are: no other component needs our features."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and in-scope score on each message; an empty text gets no intent."""
        asked = [message for message in messages if message.get(TEXT)]
        if asked:
            if self._model is None:
                raise ValueError("HybridIntentClassifier.process needs a trained model: load or train first")
            spelling = self._settings.spelling
            vectors = self._encoder.embed([texts.for_encoder(m.get(TEXT), spelling) for m in asked])
            predictions = self._model.predict([m.get(TEXT) for m in asked], vectors)
            for message, prediction in zip(asked, predictions, strict=True):
                _set(message, prediction)
        return messages


def _show_progress(done: int, of: int) -> None:
    progress.show(f"embedding {done:,} of {of:,}…")


def _set(message: Message, prediction: Prediction) -> None:
    ranking = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: p} for name, p in prediction.ranking]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING, ranking, add_to_output=True)
    message.set(IN_SCOPE, prediction.in_scope, add_to_output=True)
