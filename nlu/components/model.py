"""The model behind the component: train, predict, save, load. Knows nothing of Rasa."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.text import fold
from components import progress, texts
from components.margins import train_margins
from components.ngrams import Floats, NgramFeatures
from components.softmax import Softmax, softmax, train_softmax

_ARRAYS = "model.npz"
_NAMES = "model.json"
_NO_VOTE = np.float32(0.01)
"""The part of the votes that a question without any is taken to have."""

Embedder = Callable[[list[str]], Floats]
"""texts -> unit vectors [n, d]."""


@dataclass(frozen=True)
class Settings:
    """The component's settings in the config file."""

    spelling: str = "plain"
    """How the language is typed: one of `texts.SPELLINGS`."""
    inverse_regularisation: float = 10.0
    """C of the logistic regression on n-grams."""
    meaning_inverse_regularisation: float = 5.0
    """C of the logistic regression on embeddings."""
    regression_share: float = 0.0
    meaning_share: float = 0.5
    margin_weight: float = 3.0
    """The logits are the sum of both regressions' and a support vector machine's on n-grams, in these parts; a voice
    with part 0 is not trained."""
    max_ngram: int = 4
    min_documents: int = 1
    """An n-gram in fewer training phrases is left out."""
    folded_copies: bool = False
    """Give the regression on embeddings each phrase without diacritics too; the tuned encoder reads both alike."""
    neighbours: int = 3
    """How many of the nearest phrases, of our questions and of those out of scope, say how near a message is."""
    votes: int = 10
    """How many of the nearest phrases vote for their question, each by its closeness."""
    vote_share: float = 0.4
    """What the logarithm of a question's part of the votes counts beside the logits."""
    vote_width: float = 0.05
    """A phrase whose cosine is so much lower has a vote of 1/e."""
    out_of_scope_intent: str = "out_of_scope"
    """Its phrases are no neighbours of ours."""
    ranking_length: int = 10
    max_iterations: int = 100

    @classmethod
    def from_dict(cls, config: dict[str, Any]) -> Settings:
        """Read a component's configuration; ValueError names the setting that is wrong."""
        names = {field.name for field in dataclasses.fields(cls)}
        unknown = sorted(set(config) - names - {"name"})
        if unknown:
            raise ValueError(f"unknown setting {unknown[0]!r}; there are {', '.join(sorted(names))}")
        settings = cls(**{name: value for name, value in config.items() if name in names})
        if settings.spelling not in texts.SPELLINGS:
            raise ValueError(f"spelling: {settings.spelling!r} is none of {', '.join(texts.SPELLINGS)}")
        positive = (
            "inverse_regularisation",
            "meaning_inverse_regularisation",
            "max_ngram",
            "neighbours",
            "votes",
            "vote_width",
            "ranking_length",
        )
        for name in positive:
            if not getattr(settings, name) > 0:
                raise ValueError(f"{name}: must be greater than 0, is {getattr(settings, name)!r}")
        return settings

    def as_dict(self) -> dict[str, Any]:
        """Return the settings by name."""
        return dataclasses.asdict(self)


@dataclass(frozen=True)
class Prediction:
    """Intents with their probabilities, likeliest first, and the in-scope score."""

    ranking: list[tuple[str, float]]
    in_scope: float


class HybridModel:
    """Linear voices on n-grams and on centred embeddings, with the votes of the nearest training phrases."""

    def __init__(
        self,
        settings: Settings,
        features: NgramFeatures,
        classifier: Softmax,
        names: list[str],
        centre: Floats,
        neighbours: Floats,
        owners: npt.NDArray[np.intp],
    ) -> None:
        self._settings = settings
        self._features = features
        self._classifier = classifier
        self._names = names
        self._centre = centre  # [d]: mean of the training vectors
        self._neighbours = neighbours  # [n, d]: centred unit vectors of the phrases
        self._owners = owners  # [n]: the number of each one's intent
        self._ours = np.array([name != settings.out_of_scope_intent for name in names])[owners]

    @classmethod
    def train(cls, settings: Settings, examples: list[tuple[str, str]], embed: Embedder) -> HybridModel:
        """Fit on (text, intent) pairs. Raises ValueError for fewer than two intents."""
        examples = list(dict.fromkeys(examples))
        names = sorted({intent for _, intent in examples})
        if len(names) < 2:
            raise ValueError(f"training data hold {len(names)} intents; at least two are needed")
        spoken = [texts.for_encoder(text, settings.spelling) for text, _ in examples]
        rows = np.arange(len(examples))
        if settings.folded_copies:
            copies = [texts.for_encoder(fold(text), settings.spelling) for text, _ in examples]
            changed = [i for i in range(len(examples)) if copies[i] != spoken[i]]
            spoken += [copies[i] for i in changed]
            rows = np.concatenate([rows, np.array(changed, dtype=np.intp)])
        labels = np.array([names.index(intent) for _, intent in examples])[rows]

        vectors = embed(spoken)
        centre = vectors.mean(axis=0)
        dense = _unit(vectors - centre)
        dense[~vectors.any(axis=1)] = 0
        features = NgramFeatures(settings.max_ngram, settings.min_documents)
        skeletons = [texts.skeleton(text, settings.spelling) for text, _ in examples]
        ngrams = features.fit_transform(skeletons)
        classifier = _train_voices(settings, ngrams, labels[: len(examples)], dense, labels)
        own = len(examples)  # without the folded copies
        return cls._rounded(settings, features, classifier, names, centre, dense[:own], labels[:own])

    @classmethod
    def _rounded(
        cls,
        settings: Settings,
        features: NgramFeatures,
        classifier: Softmax,
        names: list[str],
        centre: Floats,
        neighbours: Floats,
        owners: npt.NDArray[np.intp],
    ) -> HybridModel:
        """Build the model from weights as they are stored, so that it answers the same before and after."""
        stored = Softmax(_halved(classifier.sparse), _halved(classifier.dense), classifier.intercept)
        return cls(settings, features, stored, names, centre, _halved(neighbours), owners)

    def predict(self, messages: list[str], vectors: Floats) -> list[Prediction]:
        """Classify `messages`; `vectors` [n, d] are the embeddings of `texts.for_encoder` of each."""
        dense = _unit(vectors - self._centre)
        dense[~vectors.any(axis=1)] = 0  # no encoder: the n-grams decide alone
        return [self._predict_one(text, vector) for text, vector in zip(messages, dense, strict=True)]

    def _predict_one(self, message: str, dense: Floats) -> Prediction:
        settings = self._settings
        columns, values = self._features.columns(texts.skeleton(message, settings.spelling))
        cosines = self._neighbours @ dense if dense.any() else None
        logits = self._classifier.logits(columns, values, dense)
        if cosines is not None:
            logits += np.float32(settings.vote_share) * np.log(self._votes(cosines) + _NO_VOTE)
        probabilities = softmax(logits)
        order = np.argsort(-probabilities, kind="stable")[: settings.ranking_length]
        ranking = [(self._names[number], float(probabilities[number])) for number in order]
        return Prediction(ranking, self._in_scope(probabilities, cosines))

    def _in_scope(self, probabilities: Floats, cosines: Floats | None) -> float:
        """Return how much a message belongs to our questions, 0 to 1 where there are phrases out of scope.

        Those count by their probability, and by how much nearer the nearest ones are than the nearest of ours: that
        tells them apart better than either (AUROC, docs/understanding.md). Without an encoder the probability is all.
        """
        if self._ours.all():
            best = float(probabilities.max())
            return best if cosines is None else 0.5 * best + self._nearness(cosines)
        outside = float(probabilities[self._names.index(self._settings.out_of_scope_intent)])
        if cosines is None:
            return 1 - outside
        gap = self._nearness(cosines[self._ours]) - self._nearness(cosines[~self._ours])
        return min(1.0, max(0.0, (2 - outside + gap) / 3))

    def _votes(self, cosines: Floats) -> Floats:
        """Return each intent's part of the votes of the nearest phrases, [k]."""
        count = min(self._settings.votes, len(cosines))
        nearest = np.argpartition(cosines, -count)[-count:]
        weights = np.exp((cosines[nearest] - cosines[nearest].max()) / self._settings.vote_width)
        votes = np.bincount(self._owners[nearest], weights / weights.sum(), len(self._names))
        return votes.astype(np.float32)

    def _nearness(self, cosines: Floats) -> float:
        """Return the mean of the highest of the cosines between the message and phrases."""
        count = min(self._settings.neighbours, len(cosines))
        if not count:
            return 0.0
        return float(np.partition(cosines, -count)[-count:].mean())

    def save(self, folder: Path) -> None:
        """Write arrays as npz and names as JSON; nothing that could run when read."""
        np.savez_compressed(
            folder / _ARRAYS,
            sparse=self._classifier.sparse.astype(np.float16),
            dense=self._classifier.dense.astype(np.float16),
            intercept=self._classifier.intercept,
            centre=self._centre,
            neighbours=self._neighbours.astype(np.float16),
            owners=self._owners.astype(np.int16),
            **self._features.arrays(),
        )
        names = {"intents": self._names, "vocabularies": self._features.vocabularies()}
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, settings: Settings) -> HybridModel:
        """Read what `save` wrote."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            features = NgramFeatures.restore(settings.max_ngram, settings.min_documents, names["vocabularies"], arrays)
            classifier = Softmax(
                arrays["sparse"].astype(np.float32), arrays["dense"].astype(np.float32), arrays["intercept"]
            )
            neighbours = arrays["neighbours"].astype(np.float32)
            owners = arrays["owners"].astype(np.intp)
            return cls(settings, features, classifier, names["intents"], arrays["centre"], neighbours, owners)


def _train_voices(
    settings: Settings,
    ngrams: csr_matrix,
    labels: npt.NDArray[np.intp],
    dense: Floats,
    dense_labels: npt.NDArray[np.intp],
) -> Softmax:
    """Train each voice by itself, and add them up to one table of weights: all are linear.

    Not one regression on all features: the encoder was tuned on these very phrases, so the embeddings alone would
    explain them and the n-grams learn nothing. By themselves the voices are each as good as they can be, and their
    parts are chosen on messages that none of them has seen.
    """
    classes = int(labels.max()) + 1
    progress.show(f"training on {len(labels):,} phrases, {classes} intents…")
    meaning = train_softmax(
        csr_matrix((len(dense), 0), dtype=np.float32),
        dense,
        dense_labels,
        classes,
        inverse_regularisation=settings.meaning_inverse_regularisation,
        max_iterations=settings.max_iterations,
    )
    share = np.float32(settings.meaning_share)
    sparse, intercept = np.zeros((ngrams.shape[1], classes), np.float32), share * meaning.intercept
    if settings.regression_share:
        wording = train_softmax(
            ngrams,
            np.zeros((len(labels), 0), np.float32),
            labels,
            classes,
            inverse_regularisation=settings.inverse_regularisation,
            max_iterations=settings.max_iterations,
        )
        sparse += np.float32(settings.regression_share) * wording.sparse
        intercept += np.float32(settings.regression_share) * wording.intercept
    if settings.margin_weight:
        progress.show(f"training margins on {len(labels):,} phrases…")
        margins, offsets = train_margins(ngrams, labels, classes)
        sparse += np.float32(settings.margin_weight) * margins
        intercept += np.float32(settings.margin_weight) * offsets
    return Softmax(sparse, share * meaning.dense, intercept)


def _unit(vectors: Floats) -> Floats:
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    unit: Floats = (vectors / length).astype(np.float32)
    return unit


def _halved(values: Floats) -> Floats:
    rounded: Floats = values.astype(np.float16).astype(np.float32)
    return rounded
