"""The comparison of pipelines: its figures and its reading of data sets."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from benchmark import data, pictures, pipelines, statistics


def test_auroc_counts_pairs_and_ties() -> None:
    inside = np.array([True, True, False, False])
    assert statistics.auroc(np.array([0.9, 0.8, 0.2, 0.1]), inside) == 1.0
    assert statistics.auroc(np.array([0.1, 0.2, 0.8, 0.9]), inside) == 0.0
    assert statistics.auroc(np.array([0.5, 0.5, 0.5, 0.5]), inside) == 0.5
    assert statistics.auroc(np.array([0.9, 0.3, 0.3, 0.1]), inside) == pytest.approx(3.5 / 4)
    assert np.isnan(statistics.auroc(np.array([0.1]), np.array([True])))


def test_auroc_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(3)
    scores, inside = rng.integers(0, 9, 300) / 9, rng.random(300) < 0.7
    assert statistics.auroc(scores, inside) == pytest.approx(roc_auc_score(inside, scores))


def test_a_paired_interval_holds_the_difference_and_is_narrower_for_like_pipelines() -> None:
    rng = np.random.default_rng(5)
    first = rng.random(500) < 0.8
    like, unlike = first.copy(), rng.random(500) < 0.75
    like[:25] = False
    difference, low, high = statistics.paired_accuracy(first, like)
    assert low < difference < high
    assert difference == pytest.approx(first.mean() - like.mean())
    _, low2, high2 = statistics.paired_accuracy(first, unlike)
    assert high - low < high2 - low2
    assert statistics.paired_accuracy(first, like) == statistics.paired_accuracy(first, like)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_public_set_is_read_with_its_parts(tmp_path: Path, suffix: str) -> None:
    rows = [
        {"utt": "a one", "intent": "a", "partition": "train"},
        {"utt": "a one", "intent": "a", "partition": "train"},
        {"utt": "b one", "intent": "b", "partition": "train"},
        {"utt": "left aside", "intent": "b", "partition": "dev"},
        {"utt": "a test", "intent": "a", "partition": "test"},
        {"utt": "b test", "intent": "b", "partition": "test"},
    ]
    file = tmp_path / f"xx{suffix}"
    content = "\n".join(json.dumps(row) for row in rows).encode()
    file.write_bytes(gzip.compress(content) if suffix.endswith("gz") else content)
    found = data.public(file, "pl")
    assert found.train == [("a one", "a"), ("b one", "b")]
    assert [case.right for case in found.test] == [("a",), ("b",)]
    held_out = data.public(file, "pl", 1)
    assert held_out.train == [("b one", "b")]
    assert [case.right for case in held_out.test] == [(data.OUT_OF_SCOPE,), ("b",)]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("{", ":1: no JSON"),
        ("[]", ":1: not an object"),
        ('{"text": "x", "intent": "a"}', ":1: none of the fields part"),
        ('{"text": 3, "intent": "a", "part": "test"}', ":1: none of the fields text"),
        ('{"text": "x", "intent": "a", "part": "test"}', "0 messages to train on"),
    ],
)
def test_a_set_that_can_not_be_used_is_named(tmp_path: Path, content: str, cause: str) -> None:
    file = tmp_path / "xx.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(data.DataError, match=cause):
        data.public(file, "pl")


def test_a_sample_holds_so_many_phrases_of_every_intent_and_all_messages() -> None:
    train = [*((f"a {number}", "a") for number in range(9)), ("b 1", "b"), ("b 2", "b")]
    whole = data.Data("xx", "pl", train, [data.Case("a", ("a",))])
    small = data.sampled(whole, 3)
    assert [intent for _, intent in small.train] == ["a"] * 3 + ["b"] * 2
    assert set(small.train) <= set(train)
    assert small.test == whole.test
    assert small == data.sampled(whole, 3)
    assert small.name == "xx, 3 phrases an intent"


def test_our_own_sets_are_there_and_apart() -> None:
    one = data.ours("pl")
    assert len(one.train) > 6000
    assert len(one.test) > 1000
    assert not {text for text, _ in one.train} & {case.text for case in one.test}


def test_rasas_default_is_the_one_of_the_installed_version() -> None:
    config = pipelines.default_config()
    assert "DIETClassifier" in config
    assert "epochs: 100" in config


def test_the_simple_peers_learn_and_know_what_is_not_theirs(tmp_path: Path) -> None:
    examples = [("jak dostac bsn", "bsn"), ("numer bsn", "bsn"), ("lekarz rodzinny", "huisarts")]
    examples += [("szukam lekarza", "huisarts"), ("kto wygra mecz", data.OUT_OF_SCOPE), ("pogoda", data.OUT_OF_SCOPE)]
    for name in ("svc", "e5"):
        pipeline = pipelines.make(name, "pl", None)
        folder = tmp_path / name
        folder.mkdir()
        pipeline.train(examples, folder)
        parse = pipeline.load(folder)
        assert parse("gdzie dostac bsn").intent == "bsn"
        assert parse("gdzie dostac bsn").scope > parse("kto wygra ten mecz").scope


def test_a_ranking_without_out_of_scope_is_wholly_ours() -> None:
    assert pipelines._of_ranking([("bsn", 0.6), (data.OUT_OF_SCOPE, 0.3)], None) == pipelines.Guess("bsn", 0.7)
    assert pipelines._of_ranking([("bsn", 0.6)], None).scope == 1.0
    assert pipelines._of_ranking([("bsn", 0.6)], 0.4).scope == 0.4


def test_the_curve_and_the_map_count_what_they_say() -> None:
    rows = [
        pictures.Parsed(data.Case("x", ("a",)), "a", 0.9),
        pictures.Parsed(data.Case("x", ("a",)), "b", 0.1),
        pictures.Parsed(data.Case("x", ("b",)), "b", 0.5),
        pictures.Parsed(data.Case("x", ("b", "c")), "c", 0.4),
    ]
    curve = pictures.reliability(rows)
    assert sum(count for _, _, count in curve) == 4
    assert [right for _, right, _ in curve] == [0, 1, 1, 1]
    assert pictures.calibration_error(curve) == pytest.approx((0.1 + 0.6 + 0.5 + 0.1) / 4)
    table = pictures.confusions(rows, {"a": "one", "b": "two", "c": "two"}, ["one", "two"])
    assert table.tolist() == [[0, 0.5], [0, 0]]


def test_every_question_has_a_group_in_the_pictures() -> None:
    found = pictures.groups()
    assert found["exploitation"] == pictures.URGENT
    assert found[data.OUT_OF_SCOPE] == pictures.NOTHING
    assert len(set(found.values())) == 10
