"""Train the model that tells languages apart: `python nlu/languages/train.py` in the NLU environment.

Reads the training phrases of our own languages (`nlu/data/<language>/*.yml`) and the phrases of other languages beside
this file (`phrases/<language>.txt`), fits one softmax regression over character n-grams and words, keeps the
strongest n-grams with their weights in one byte each, and writes `bot/language/model.json.gz`. The same data give
the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from scipy import sparse

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "nlu")]

import small_models  # noqa: E402
from bot.language import ngrams  # noqa: E402
from bot.text import clean, fold  # noqa: E402

PHRASES = Path(__file__).parent / "phrases"
BORROWED = "# From "
MODEL = ROOT / "bot" / "language" / "model.json.gz"

OURS = ("bg", "nl", "pl", "ro")
LATIN_BULGARIAN = "bg-Latn"
SEED = 7
TERM_SHARE = 0.25
"""Phrases of other languages that also get a Dutch term or a name into them; our own have theirs."""
MIN_TEXTS = 3
"""An n-gram seen in fewer texts says more about a topic than about a language."""
KEPT_GRAMS = 30_000
OWN_PHRASES = 3_000
"""Phrases of each language of ours that are used: more make training slower, not better."""
EPOCHS = 8
BATCH = 512
RATE = 0.3
DECAY = 1e-5
EVENNESS = 1.0
"""0: every text weighs the same; 1: every language does."""

FAMILIES = {  # languages that nobody here speaks are told from ours, not from each other
    "romance": ("fr", "it", "pt", "ca"),
    "south-slavic": ("hr", "sl", "sr_Latn"),
    "south-slavic-cyrillic": ("mk", "sr"),
    "east-slavic": ("be",),
    "west-slavic": ("cs", "sk"),
    "baltic": ("lt", "lv"),
    "nordic": ("da", "is", "nb", "sv"),
    "finnic": ("et", "fi"),
    "shared": ("shared",),  # names, places, Dutch terms, words of the whole world: they tell nothing
    "far": ("az", "eu", "ga", "id", "sq", "vi"),
}
FAMILY = {language: "other-" + family for family, languages in FAMILIES.items() for language in languages}

_SPELLINGS = (  # the ways in which people write Bulgarian in Latin letters
    {"ч": "ch", "ш": "sh", "щ": "sht", "ж": "zh", "ъ": "a", "я": "ya", "ю": "yu", "ц": "ts", "в": "v", "й": "y"},
    {"ч": "4", "ш": "6", "щ": "6t", "ж": "j", "ъ": "u", "я": "q", "ю": "iu", "ц": "c", "в": "v", "й": "j"},
    {"ч": "ch", "ш": "sh", "щ": "sht", "ж": "j", "ъ": "y", "я": "q", "ю": "ju", "ц": "c", "в": "w", "й": "i"},
    {"ч": "ch", "ш": "sh", "щ": "sht", "ж": "j", "ъ": "a", "я": "ia", "ю": "yu", "ц": "ts", "в": "v", "й": "i"},
    {"ч": "4", "ш": "sh", "щ": "sht", "ж": "j", "ъ": "a", "я": "q", "ю": "yu", "ц": "c", "в": "v", "й": "i"},
)
_PLAIN = dict(zip("абгдезиклмнопрстуфхь", "abgdeziklmnoprstufh ", strict=True))


def latin_bulgarian(text: str, spelling: dict[str, str]) -> str:
    """Cyrillic Bulgarian as typed on a Latin keyboard, in one of `_SPELLINGS`."""
    return "".join(spelling.get(char, _PLAIN.get(char, char)) for char in text.lower())


def own_phrases() -> dict[str, list[str]]:
    """Language → training phrases of the NLU; topic `out_of_scope` left out, for it holds other languages too."""
    found: dict[str, list[str]] = {}
    for language in OURS:
        for path in sorted((ROOT / "nlu" / "data" / language).glob("*.yml")):
            for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                if block.get("intent") in ("out_of_scope", "change_language", "greet", "goodbye"):
                    continue
                lines = [line[2:].replace("\\", "") for line in block.get("examples", "").splitlines()]
                found.setdefault(language, []).extend(lines)
    cyrillic = [line for line in found["bg"] if any("а" <= char <= "я" for char in line.lower())]
    found[LATIN_BULGARIAN] = [line for line in found["bg"] if line.isascii()]
    found["bg"] = cyrillic
    return found


def other_phrases() -> dict[str, list[str]]:
    """Language → phrases beside this file, one a line; `#` starts a comment.

    Those written for this file, in the words of our visitors, count three times as much as the borrowed ones.
    """
    found = {}
    for path in sorted(PHRASES.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split(BORROWED)
        lines = [[line for line in part.splitlines()[1:] if line] for part in parts]
        found[path.stem] = 3 * lines[0] + [line for part in lines[1:] for line in part]
    return found


def variants(language: str, text: str, chance: random.Random, terms: list[str]) -> list[str]:
    """A phrase as it stands, without diacritics, with a shared word in it, and short cuts from it."""
    if language == FAMILY["shared"]:
        return [text, f"{text} {chance.choice(terms)}"]
    texts = [text]
    if language not in (*OURS, LATIN_BULGARIAN) and chance.random() < TERM_SHARE:
        parts = text.split()
        parts.insert(chance.randint(0, len(parts)), chance.choice(terms))
        texts.append(" ".join(parts))
    if language == "bg":
        return [text, cut(text, chance), cut(text, chance)]
    if not text.isascii() and not any(char > "\u02ff" for char in text):
        texts.append(fold(text))
    return [*texts, cut(chance.choice(texts), chance), cut(chance.choice(texts), chance)]


def cut(text: str, chance: random.Random) -> str:
    """One to four neighbouring words."""
    parts = text.split()
    length = chance.randint(1, 4)
    start = chance.randrange(max(1, len(parts) - length + 1))
    return " ".join(parts[start : start + length])


def examples() -> tuple[list[str], list[str]]:
    """All texts to learn from and their languages."""
    chance = random.Random(SEED)  # noqa: S311
    phrases = own_phrases()
    for language, lines in phrases.items():
        phrases[language] = chance.sample(sorted(set(lines)), min(OWN_PHRASES, len(set(lines))))
    for language, lines in other_phrases().items():
        phrases.setdefault(FAMILY.get(language, language), []).extend(lines)
    phrases[LATIN_BULGARIAN] += [latin_bulgarian(line, chance.choice(_SPELLINGS)) for line in phrases["bg"]]
    terms = sorted(set(phrases[FAMILY["shared"]]))
    texts, languages = [], []
    for language in sorted(phrases):
        for line in sorted(phrases[language]):
            for text in variants(language, line, chance, terms):
                texts.append(clean(text).lower())
                languages.append(language)
    return texts, languages


def matrix(texts: list[str], index: dict[str, int]) -> sparse.csr_matrix:
    """Counts of n-grams, a row a text."""
    columns, counts, ends = [], [], [0]
    for text in texts:
        row = Counter(g for word in ngrams.words(text)[: ngrams.MAX_WORDS] for g in ngrams.grams(word))
        known = sorted((index[gram], count) for gram, count in row.items() if gram in index)
        columns += [column for column, _ in known]
        counts += [count for _, count in known]
        ends.append(len(columns))
    data = np.minimum(np.array(counts, dtype=np.float32), 3)
    return sparse.csr_matrix((data, columns, ends), shape=(len(texts), len(index)))


def fit(
    x: sparse.csr_matrix, y: npt.NDArray[np.int64], classes: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Weights and biases of a softmax regression, by AdaGrad; small classes weigh more."""
    weights = np.zeros((x.shape[1], classes), dtype=np.float32)
    bias = np.zeros(classes, dtype=np.float32)
    squares, bias_squares = np.full_like(weights, 1e-3), np.full_like(bias, 1e-3)
    size = np.bincount(y, minlength=classes)
    importance = (size.max() / np.maximum(size, 1)) ** EVENNESS
    importance = (importance / importance[y].mean()).astype(np.float32)
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(y))
        for start in range(0, len(y), BATCH):
            rows = shuffled[start : start + BATCH]
            batch = x[rows]
            used = np.unique(batch.indices)
            local = sparse.csr_matrix(
                (batch.data, np.searchsorted(used, batch.indices), batch.indptr), (len(rows), len(used))
            )
            scores = local @ weights[used] + bias
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            error = scores / scores.sum(axis=1, keepdims=True)
            error[np.arange(len(rows)), y[rows]] -= 1
            error *= importance[y[rows]][:, None] / len(rows)
            gradient = local.T @ error + DECAY * weights[used]
            squares[used] += gradient**2
            weights[used] -= RATE * gradient / np.sqrt(squares[used])
            slope = error.sum(axis=0)
            bias_squares += slope**2
            bias -= RATE * slope / np.sqrt(bias_squares)
    return weights, bias


def train() -> dict[str, object]:
    """The model as it is stored: languages, biases, n-grams, weights in one byte each and their scale."""
    texts, named = examples()
    languages = sorted(set(named))
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({g for word in ngrams.words(text)[: ngrams.MAX_WORDS] for g in ngrams.grams(word)})
    grams = sorted(gram for gram, count in seen.items() if count >= MIN_TEXTS)
    x = matrix(texts, {gram: column for column, gram in enumerate(grams)})
    y = np.array([languages.index(name) for name in named])
    weights, bias = fit(x, y, len(languages))
    weights -= weights.mean(axis=1, keepdims=True)
    chosen = small_models.strongest(weights, KEPT_GRAMS, np.asarray((x > 0).sum(axis=0)).ravel())
    return small_models.stored(languages, [grams[row] for row in chosen], weights[chosen], bias)


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=MODEL)
    path = parser.parse_args().output
    small_models.write(path, train())


if __name__ == "__main__":
    main()
