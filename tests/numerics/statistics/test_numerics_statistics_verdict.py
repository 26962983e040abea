"""The words are closed, and each has its advice."""

from __future__ import annotations

from numerics.statistics.verdict import Agreement, Power


def test_the_words_and_their_advice():
    assert [word.value for word in Agreement] == ["agrees", "disagrees", "not compared"]
    assert [word.value for word in Power] == ["caught", "missed"]
    advice = [word.advice for word in (*Agreement, *Power)]
    assert len(set(advice)) == 5
    assert all(text[0].isupper() and text.endswith(".") for text in advice)
