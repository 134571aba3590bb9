"""The mean of adapters from several runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from finetune.average import average, main

LAYERS = np.array([0, 2])


def adapters(file: Path, *, up: list[list[float]], down: list[list[float]], bias: list[float]) -> Path:
    np.savez(file, **{"layers": LAYERS, "l2.q.up": np.array(up), "l2.q.down": np.array(down), "l2.q.b": np.array(bias)})
    return file


def test_the_changes_are_averaged_not_their_factors(tmp_path: Path) -> None:
    """The same change has many factors: [2] x [1, 0] and [-1] x [-2, 0] are one."""
    first = adapters(tmp_path / "a.npz", up=[[2], [0]], down=[[1, 0, 0]], bias=[1, 3])
    second = adapters(tmp_path / "b.npz", up=[[-1], [0]], down=[[-2, 0, 0]], bias=[3, 3])
    mean, kept = average([first, second])
    assert mean["l2.q.up"] @ mean["l2.q.down"] == pytest.approx(np.array([[2, 0, 0], [0, 0, 0]]), abs=1e-6)
    assert mean["l2.q.b"].tolist() == [2, 3]
    assert mean["layers"].tolist() == [0, 2]
    assert kept == pytest.approx(1)


def test_the_rank_stays_and_what_is_lost_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = adapters(tmp_path / "a.npz", up=[[2], [0]], down=[[1, 0, 0]], bias=[0, 0])
    second = adapters(tmp_path / "b.npz", up=[[0], [1]], down=[[0, 1, 0]], bias=[0, 0])
    mean, kept = average([first, second])
    assert mean["l2.q.up"] @ mean["l2.q.down"] == pytest.approx(np.array([[1, 0, 0], [0, 0, 0]]), abs=1e-6)
    assert kept == pytest.approx(0.8)
    assert main([str(tmp_path / "out.npz"), str(first), str(second)]) == 0
    assert "80.0% of the mean change kept" in capsys.readouterr().out
    with np.load(tmp_path / "out.npz") as arrays:
        assert arrays["l2.q.down"].dtype == np.float16
        assert arrays["layers"].tolist() == [0, 2]


def test_other_layers_are_refused(tmp_path: Path) -> None:
    first = adapters(tmp_path / "a.npz", up=[[2], [0]], down=[[1, 0, 0]], bias=[0, 0])
    np.savez(tmp_path / "b.npz", layers=np.array([0, 3]))
    with pytest.raises(ValueError, match=r"b\.npz keeps other layers or matrices than a\.npz"):
        average([first, tmp_path / "b.npz"])
