"""The competitors. Each trains into a folder and is loaded from it in another process.

Out of scope: where the training data hold the intent `out_of_scope`, a pipeline's score is how much likelier anything
else is; where they do not, it is how sure the pipeline is at all. Ours says it itself (`in_scope`).
"""

from __future__ import annotations

import asyncio
import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

import bundles
from benchmark.data import OUT_OF_SCOPE


@dataclass(frozen=True)
class Guess:
    """The likeliest intent, and how much the message belongs to the scope (higher: more)."""

    intent: str
    scope: float


Examples = list[tuple[str, str]]
Parse = Callable[[str], Guess]


class Ours:
    """The pipeline of configs/<language>.yml, trained by Rasa, loaded as the server loads it."""

    name = "ours"

    def __init__(self, language: str) -> None:
        file = bundles.CONFIG_FOLDER / f"{language}.yml"
        self._config = file.read_text(encoding="utf-8")

    def train(self, examples: Examples, folder: Path) -> None:
        """Train from an empty cache of vectors: the time includes the encoder's."""
        from components import embedding_cache

        defaults = embedding_cache.cached_embeddings.__kwdefaults__
        assert defaults is not None
        defaults["file"] = folder / "embeddings.sqlite3"
        _rasa_train(self._config, examples, folder)

    def load(self, folder: Path) -> Parse:
        """Load as the server does."""
        from serving.loader import load_parser

        parser = load_parser(folder / "model.tar.gz")

        def parse(text: str) -> Guess:
            (result,) = parser.parse([text])
            return _of_ranking([(r["name"], r["confidence"]) for r in result["ranking"]], result["in_scope"])

        return parse


class RasaDefault:
    """Rasa's default pipeline (DIET) as `rasa init` of the installed version writes it."""

    name = "Rasa's default (DIET)"

    def __init__(self, language: str, epochs: int | None) -> None:
        config = yaml.safe_load(default_config())
        config["language"] = language
        for component in config["pipeline"]:
            if "epochs" in component:
                component["random_seed"] = 1
                component["epochs"] = epochs or component["epochs"]
        self._config = yaml.safe_dump(config, sort_keys=False)

    def train(self, examples: Examples, folder: Path) -> None:
        """As `rasa train nlu`."""
        _rasa_train(self._config, examples, folder)

    def load(self, folder: Path) -> Parse:
        """As Rasa's own Agent."""
        from rasa.core.agent import Agent

        agent = Agent.load(str(folder / "model.tar.gz"))
        loop = asyncio.new_event_loop()
        has_out_of_scope = _has_out_of_scope(folder)

        def parse(text: str) -> Guess:
            result = loop.run_until_complete(agent.parse_message(text))
            ranking = [(r["name"], r["confidence"]) for r in result["intent_ranking"]]
            # FallbackClassifier puts its own intent in front; the best real one is what the others are compared by
            ranking = [(name, p) for name, p in ranking if name != "nlu_fallback"]
            return _of_ranking(ranking, None if has_out_of_scope or not ranking else ranking[0][1])

        return parse


class TfidfSvc:
    """TF-IDF of character n-grams (1-4, within words, lower case) and scikit-learn's LinearSVC."""

    name = "TF-IDF + LinearSVC"

    def train(self, examples: Examples, folder: Path) -> None:
        """Fit and keep."""
        import joblib
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC

        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, dtype=np.float32)
        features = vectorizer.fit_transform([text for text, _ in examples])
        model = LinearSVC(random_state=1).fit(features, [intent for _, intent in examples])
        joblib.dump((vectorizer, model), folder / "model.joblib")

    def load(self, folder: Path) -> Parse:
        """Load what `train`, in this same run, has kept."""
        import joblib

        vectorizer, model = joblib.load(folder / "model.joblib")
        names = list(model.classes_)

        def parse(text: str) -> Guess:
            return _of_scores(names, model.decision_function(vectorizer.transform([text]))[0])

        return parse


class NearestNeighbour:
    """The intent of the training phrase whose centred e5 vector is nearest."""

    name = "e5 nearest neighbour"

    def train(self, examples: Examples, folder: Path) -> None:
        """Embed the phrases."""
        from components.embedding_cache import cached_embeddings
        from components.shared_encoder import shared_encoder

        vectors = cached_embeddings(shared_encoder(), [text for text, _ in examples], file=folder / "cache.sqlite3")
        centre = vectors.mean(axis=0)
        near = vectors - centre
        near /= np.maximum(np.linalg.norm(near, axis=1, keepdims=True), 1e-9)
        np.savez(folder / "model.npz", centre=centre, near=near)
        (folder / "intents.json").write_text(json.dumps([intent for _, intent in examples]), encoding="utf-8")

    def load(self, folder: Path) -> Parse:
        """Load vectors and encoder."""
        from components.shared_encoder import shared_encoder

        with np.load(folder / "model.npz") as arrays:
            centre, near = arrays["centre"], arrays["near"]
        intents = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        names = sorted(set(intents))
        column = np.array([names.index(intent) for intent in intents])
        encoder = shared_encoder()

        def parse(text: str) -> Guess:
            vector = encoder.embed([text])[0] - centre
            cosines = near @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
            best = np.full(len(names), -1.0)
            np.maximum.at(best, column, cosines)
            return _of_scores(names, best)

        return parse


Pipeline = Ours | RasaDefault | TfidfSvc | NearestNeighbour

NAMES = ("ours", "rasa", "svc", "e5")
"""What `--pipeline` takes."""


def make(name: str, language: str, epochs: int | None) -> Pipeline:
    """Return the pipeline of one of NAMES."""
    if name == "ours":
        return Ours(language)
    if name == "rasa":
        return RasaDefault(language, epochs)
    return TfidfSvc() if name == "svc" else NearestNeighbour()


def default_config() -> str:
    """Return the config.yml that `rasa init` of the installed version copies, with its pipeline filled in.

    The file leaves the pipeline out; Rasa then takes its suggested one, which it ships beside it.
    """
    import importlib.resources

    package = importlib.resources.files("rasa.engine.recipes.config_files")
    suggested: str = (package / "default_config.yml").read_text(encoding="utf-8")
    config = yaml.safe_load(suggested)
    return yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": config["pipeline"], "policies": []})


def _has_out_of_scope(folder: Path) -> bool:
    task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
    return any(intent == OUT_OF_SCOPE for _, intent in task["train"])


def _of_ranking(ranking: list[tuple[str, float]], scope: float | None) -> Guess:
    """The first of a ranking; without a score of its own, what is left beside the intent `out_of_scope`."""
    best = ranking[0][0] if ranking else ""
    return Guess(best, 1 - dict(ranking).get(OUT_OF_SCOPE, 0.0) if scope is None else scope)


def _of_scores(names: list[str], scores: Any) -> Guess:
    best = int(np.argmax(scores))
    if OUT_OF_SCOPE not in names:
        return Guess(names[best], float(scores[best]))
    place = names.index(OUT_OF_SCOPE)
    ours = max(float(score) for number, score in enumerate(scores) if number != place)
    return Guess(names[best], ours - float(scores[place]))


def _rasa_train(config: str, examples: Examples, folder: Path) -> None:
    """Do what `rasa train nlu` does, quietly; the model is <folder>/model.tar.gz."""
    import train

    train.prepare_rasa()
    from rasa.model_training import train_nlu

    intents: dict[str, list[str]] = {}
    for text, intent in examples:
        intents.setdefault(intent, []).append(text.translate(_BRACKETS))
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in intents.items()
    ]
    (folder / "config.yml").write_text(config, encoding="utf-8")
    data = yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=10_000)
    (folder / "nlu.yml").write_text(data, encoding="utf-8")
    os.chdir(bundles.NLU_FOLDER)
    with redirect_stdout(io.StringIO()):
        train_nlu(
            config=str(folder / "config.yml"),
            nlu_data=str(folder / "nlu.yml"),
            output=str(folder),
            fixed_model_name="model",
        )


_BRACKETS = str.maketrans("[]{}", "()()")
"""Rasa would read them as annotations."""
