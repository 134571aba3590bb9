"""Train the model of messages that lean on the answer before: `python nlu/followups/train.py` in the NLU environment.

Reads what leans (`phrases/<language>.txt` beside this file, `kind<TAB>phrase`) and, as messages that carry their own
matter, the short training phrases of the questions (`nlu/data/<language>`); fits one softmax regression a language
and writes `bot/dialogue/leaning.json.gz`. The same data give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "nlu")]

import bundles  # noqa: E402
import small_models  # noqa: E402
from bot.dialogue import leaning  # noqa: E402
from validate import read_phrases  # noqa: E402

PHRASES = Path(__file__).parent / "phrases"
MIN_TEXTS = 2
KEPT_FEATURES = 12_000
REGULARISATION = 3.0
"""`C` of the regression."""
OWN_WEIGHT = 2.0
"""All messages of their own matter together weigh so many times as much as all that lean."""


def leaning_phrases(language: str) -> list[tuple[str, str]]:
    """Return (kind, phrase) of one language. ValueError where a line is neither that nor a comment."""
    found = []
    file = PHRASES / f"{language}.txt"
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        kind, tab, text = line.partition("\t")
        if line and not line.startswith("#"):
            if not tab or not text.strip():
                raise ValueError(f"{file.name}:{number}: a kind, a tab and a phrase belong here")
            found.append((kind, text))
    return found


def examples(language: str) -> tuple[list[list[str]], list[str]]:
    """Return the words of all texts and their labels, no text twice; what leans wins."""
    labelled: dict[tuple[str, ...], str] = {}
    for kind, text in leaning_phrases(language):
        labelled.setdefault(tuple(leaning.words_of(text, language)), kind)
    for phrase in read_phrases(language)[0]:
        labelled.setdefault(tuple(leaning.words_of(phrase.text, language)), leaning.OWN)
    kept = {words: label for words, label in sorted(labelled.items()) if 0 < len(words) <= leaning.MAX_WORDS}
    return [list(words) for words in kept], list(kept.values())


def matrix(rows: list[list[str]], index: dict[str, int]) -> sparse.csr_matrix:
    """Return counts of features, a row a text."""
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += [index[feature] for feature in row if feature in index]
        ends.append(len(columns))
    found = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(index)))
    found.sum_duplicates()
    return found


def train(language: str) -> dict[str, object]:
    """Return one language's model as it is stored."""
    texts, labels = examples(language)
    rows = [leaning.features(words) for words in texts]
    seen = Counter(feature for row in rows for feature in set(row))
    names = sorted(feature for feature, count in seen.items() if count >= MIN_TEXTS)
    x = matrix(rows, {name: column for column, name in enumerate(names)})
    own = np.array([label == leaning.OWN for label in labels])
    weight = np.where(own, OWN_WEIGHT * (~own).sum() / own.sum(), 1.0)
    model = LogisticRegression(C=REGULARISATION, max_iter=300).fit(x, labels, sample_weight=weight)
    weights = model.coef_.T - model.coef_.T.mean(axis=1, keepdims=True)
    chosen = small_models.strongest(weights, KEPT_FEATURES, np.asarray((x > 0).sum(axis=0)).ravel())
    kinds = Counter(labels)
    print(f"{language}: {len(texts) - kinds[leaning.OWN]:,} that lean, {kinds[leaning.OWN]:,} of their own matter")
    return small_models.stored(
        [str(label) for label in model.classes_], [names[row] for row in chosen], weights[chosen], model.intercept_
    )


def main() -> None:
    """Train and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=leaning.PATH)
    path = parser.parse_args().output
    small_models.write(path, {language: train(language) for language in bundles.languages()})


if __name__ == "__main__":
    main()
