"""Features, classifier and nearest neighbours on small data, without Rasa."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import clean
from components.model import HybridModel, Settings
from components.ngrams import NgramFeatures
from components.shared_encoder import shared_encoder
from components.softmax import softmax, train_softmax
from components.texts import for_encoder, skeleton

from .conftest import PHRASES

PLAIN = Settings()
BULGARIAN = Settings(spelling="bulgarian")


def small_model(settings: Settings, language: str, embed=None) -> HybridModel:  # type: ignore[no-untyped-def]
    examples = [(text, intent) for intent, texts in PHRASES[language].items() for text in texts]
    return HybridModel.train(settings, examples, embed or shared_encoder().embed)


def ask(model: HybridModel, settings: Settings, *texts: str) -> list[str]:
    vectors = shared_encoder().embed([for_encoder(text, settings.spelling) for text in texts])
    return [prediction.ranking[0][0] for prediction in model.predict(list(texts), vectors)]


@pytest.fixture(scope="module")
def polish() -> HybridModel:
    return small_model(PLAIN, "pl")


@pytest.fixture(scope="module")
def bulgarian() -> HybridModel:
    return small_model(BULGARIAN, "bg")


def test_understands_paraphrases_without_diacritics(polish: HybridModel) -> None:
    asked = ["potrzebuje BSN", "nie mam gdzie spac", "chce sie zapisac do lekarza", "kto wygra mecz w niedziele"]
    assert ask(polish, PLAIN, *asked) == ["bsn", "homeless", "huisarts_register", "out_of_scope"]


def test_understands_bulgarian_in_latin_letters(bulgarian: HybridModel) -> None:
    asked = ["nqma kude da spq", "tyrsq li4en lekar", "kak da izvadq bsn", "koi 6te spe4eli macha"]
    assert ask(bulgarian, BULGARIAN, *asked) == ["homeless", "huisarts_register", "bsn", "out_of_scope"]


def test_in_scope_is_higher_for_our_questions(polish: HybridModel) -> None:
    texts = ["jak dostac bsn", "zgubilem bsn", "ile kosztuje lot na ksiezyc", "ulubiony kolor krowy"]
    scores = [p.in_scope for p in polish.predict(texts, shared_encoder().embed(texts))]
    assert min(scores[:2]) > max(scores[2:])


def test_phrases_out_of_scope_count_against_our_questions() -> None:
    """A message between both is the less one of ours, the nearer it is to what is none of ours."""
    directions = np.eye(384, dtype=np.float32)
    place = {"aaa bbb": 0, "ccc ddd": 1, "eee fff": 2, "ggg hhh": 2}
    phrases = [("aaa bbb", "one"), ("ccc ddd", "two"), ("eee fff", "out_of_scope"), ("ggg hhh", "out_of_scope")]
    model = HybridModel.train(
        dataclasses.replace(PLAIN, neighbours=1), phrases, lambda texts: np.array([directions[place[t]] for t in texts])
    )
    between = np.array([near * directions[0] + (1 - near) * directions[2] for near in (1.0, 0.6, 0.4, 0.0)])
    scores = [prediction.in_scope for prediction in model.predict(["kkk lll"] * 4, between)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.7
    assert scores[-1] < 0.3


def test_probabilities_are_ranked_and_sum_to_one(polish: HybridModel) -> None:
    (prediction,) = polish.predict(["bsn"], shared_encoder().embed(["bsn"]))
    values = [p for _, p in prediction.ranking]
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(1, abs=1e-5)
    assert {name for name, _ in prediction.ranking} == set(PHRASES["pl"])


@pytest.mark.parametrize(("settings_", "language"), [(PLAIN, "pl"), (BULGARIAN, "bg")])
def test_what_is_saved_answers_exactly_as_before(settings_: Settings, language: str, tmp_path: Path) -> None:
    model = small_model(settings_, language)
    model.save(tmp_path)
    loaded = HybridModel.load(tmp_path, settings_)
    texts = ["bsn", "nie mam gdzie spać", "няма къде", "???", "👍"]
    vectors = shared_encoder().embed(texts)
    assert loaded.predict(texts, vectors) == model.predict(texts, vectors)
    assert {file.suffix for file in tmp_path.iterdir()} == {".npz", ".json"}


def test_training_twice_gives_the_same_model() -> None:
    vectors = shared_encoder().embed(["bsn"])
    first, second = (small_model(PLAIN, "pl").predict(["bsn"], vectors) for _ in range(2))
    assert first == second


def test_the_nearest_phrases_vote_for_their_question() -> None:
    """Both phrases of one question stand where the message does, both of the other at right angles to it."""
    directions = np.eye(384, dtype=np.float32)
    place = {"jak dostać bsn": 0, "numer bsn gdzie": 0, "szukam lekarza rodzinnego": 1, "lekarz dla rodziny": 2}
    texts_of = [("jak dostać bsn", "bsn"), ("numer bsn gdzie", "bsn")]
    texts_of += [("szukam lekarza rodzinnego", "huisarts_register"), ("lekarz dla rodziny", "huisarts_register")]

    def embed(texts: list[str]) -> np.ndarray:
        return np.array([directions[place[text]] for text in texts])

    def ranked(share: float) -> dict[str, float]:
        model = HybridModel.train(dataclasses.replace(PLAIN, vote_share=share, votes=2), texts_of, embed)
        (prediction,) = model.predict(["xyzzy"], directions[:1])
        return dict(prediction.ranking)

    alone, voted = ranked(0.0), ranked(1.0)
    odds = (voted["bsn"] / voted["huisarts_register"]) / (alone["bsn"] / alone["huisarts_register"])
    assert odds == pytest.approx((1 + 0.01) / 0.01, rel=0.01)  # all votes against none, which counts as a hundredth


def test_without_an_encoder_the_ngrams_decide() -> None:
    def nothing(texts: list[str]) -> np.ndarray:
        return np.zeros((len(texts), 384), dtype=np.float32)

    model = small_model(PLAIN, "pl", nothing)
    (prediction,) = model.predict(["jak dostac bsn"], nothing(["x"]))
    assert prediction.ranking[0][0] == "bsn"
    assert prediction.in_scope == pytest.approx(1 - dict(prediction.ranking)["out_of_scope"])


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_gets_a_ranking(polish: HybridModel, bulgarian: HybridModel, text: str) -> None:
    for model, chosen in ((polish, PLAIN), (bulgarian, BULGARIAN)):
        vectors = shared_encoder().embed([for_encoder(text, chosen.spelling)])
        (prediction,) = model.predict([text], vectors)
        assert len(prediction.ranking) == 4
        assert np.isfinite(prediction.in_scope)


@pytest.mark.parametrize("text", ["jak dostać bsn?", "nie nie nie mam", "", "xyzzy", "a b c", "śpię, śpię!"])
def test_a_single_message_has_the_features_that_training_saw(text: str) -> None:
    features = NgramFeatures(4, 1)
    features.fit_transform([skeleton(t, "plain") for texts in PHRASES["pl"].values() for t in texts])
    folded = skeleton(text, "plain")
    expected = np.concatenate([one.transform([folded]).toarray()[0] for one in features._vectorizers])
    columns, values = features.columns(folded)
    row = np.zeros(len(expected), dtype=np.float32)
    row[columns] = values
    assert row == pytest.approx(expected, abs=1e-6)


def test_the_classifier_finds_the_minimum_that_scikit_learn_finds() -> None:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    generator = np.random.default_rng(7)
    sparse = csr_matrix((generator.random((90, 30)) < 0.2) * generator.random((90, 30)), dtype=np.float32)
    dense = generator.normal(size=(90, 8)).astype(np.float32)
    labels = generator.integers(0, 5, 90)
    ours = train_softmax(sparse, dense, labels, 5, inverse_regularisation=2.0, max_iterations=500, tolerance=1e-7)
    both = hstack([sparse, csr_matrix(dense)])
    theirs = LogisticRegression(C=2.0, max_iter=2000, tol=1e-8).fit(both, labels).predict_proba(both)
    for i in range(90):
        row = sparse[i]
        mine = softmax(ours.logits(row.indices.astype(np.intp), row.data, dense[i]))
        assert mine == pytest.approx(theirs[i], abs=0.005)


def test_the_classifier_goes_on_after_a_short_first_step() -> None:
    """Many classes and short rows make a small gradient: a step of that length once ended the search at the start."""
    from scipy.sparse import csr_matrix

    labels = np.repeat(np.arange(80), 4)
    sparse = csr_matrix(np.eye(80, dtype=np.float32)[labels] * 0.3)
    found = train_softmax(
        sparse, np.zeros((len(labels), 0), np.float32), labels, 80, inverse_regularisation=10.0, max_iterations=100
    )
    row = softmax(found.logits(np.array([7]), np.array([0.3], np.float32), np.zeros(0, np.float32)))
    assert row.argmax() == 7
    assert row[7] > 0.1


def test_dutch_terms_stay_dutch_for_the_encoder() -> None:
    assert for_encoder("kak da polu4a zorgtoeslag i BSN", "bulgarian") == "как да получа zorgtoeslag и bsn"
    assert for_encoder("jak dostać BSN", "plain") == clean("jak dostać BSN")


class TestSettings:
    def test_defaults_survive_the_round_trip(self) -> None:
        assert Settings.from_dict(PLAIN.as_dict()) == PLAIN

    @pytest.mark.parametrize(
        ("config", "message"),
        [
            ({"speling": "plain"}, "unknown setting 'speling'"),
            ({"spelling": "greek"}, "spelling: 'greek'"),
            ({"max_ngram": 0}, "max_ngram: must be greater than 0"),
        ],
    )
    def test_a_wrong_setting_is_named(self, config: dict[str, object], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Settings.from_dict(config)

    def test_one_intent_is_not_enough(self) -> None:
        with pytest.raises(ValueError, match="at least two"):
            HybridModel.train(dataclasses.replace(PLAIN), [("x", "a")], shared_encoder().embed)
