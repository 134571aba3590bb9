"""SentencePiece's unigram segmentation in plain Python: the likeliest split of a text into known pieces."""

from __future__ import annotations

_SPACE = "\u2581"
_UNKNOWN_PENALTY = 10.0


class UnigramTokenizer:
    """Viterbi over a piece table; a character in no piece is the unknown token, as in SentencePiece."""

    def __init__(
        self,
        pieces: dict[str, int],
        scores: list[float],
        normalisation: dict[int, str],
        *,
        unknown: int,
        lowest_score: float,
    ) -> None:
        self._pieces = pieces
        self._scores = scores
        self._normalisation = normalisation
        self._unknown = unknown
        self._unknown_score = lowest_score - _UNKNOWN_PENALTY
        self._longest = max(map(len, pieces))

    def __call__(self, text: str, known: dict[str, list[int]] | None = None) -> list[int]:
        """Return the tokens of `text`, without begin and end tokens.

        Many texts are told with one `known`, which keeps the words' tokens: most words come again and again. A
        message is told without it.
        """
        text = text.translate(self._normalisation)
        while "  " in text:
            text = text.replace("  ", " ")
        if not text.startswith(" "):
            text = " " + text
        tokens: list[int] = []
        for word in text.replace(" ", _SPACE).split(_SPACE)[1:]:
            found = known.get(word) if known is not None else None
            if found is None:
                found = self._word(_SPACE + word)
                if known is not None:
                    known[word] = found
            tokens += found
        return tokens

    def _word(self, text: str) -> list[int]:
        """Return the tokens of one word with the sign of the space before it: no piece holds that sign inside."""
        length = len(text)
        best = [0.0] + [float("-inf")] * length
        step: list[tuple[int, int]] = [(self._unknown, 0)] * (length + 1)
        pieces, scores, longest = self._pieces, self._scores, self._longest
        for start in range(length):
            here = best[start]
            for end in range(start + 1, min(length, start + longest) + 1):
                piece = pieces.get(text[start:end])
                if piece is not None and here + scores[piece] > best[end]:
                    best[end] = here + scores[piece]
                    step[end] = (piece, start)
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                step[start + 1] = (self._unknown, start)
        tokens = []
        end = length
        while end:
            token, end = step[end]
            tokens.append(token)
        return tokens[::-1]
