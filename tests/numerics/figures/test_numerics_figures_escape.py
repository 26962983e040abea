"""The figure of escapes: the law is that of a known sample, the censored are named."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.figures.canvas import save
from numerics.figures.escape import draw, tail_of


def test_the_law_of_a_known_sample_is_found():
    """False alarms: 5 in 100 seeds; the seed is fixed. A tail from the start, where nothing escapes, is refuted."""
    rng = np.random.default_rng(1)
    times = 50 + rng.geometric(1 / 80, 400)
    seen = np.where(times <= 300, times, -1)
    tail = tail_of(seen, 300)
    assert tail.rate.lower < 80 < tail.rate.upper
    assert tail.rate.upper / tail.rate.lower < 1.4
    assert tail_of(seen, 300, after=0).rate.lower > 90
    assert tail.at_risk == (times > tail.after).sum()


def test_the_tail_starts_after_a_quarter_of_the_escapes():
    tail = tail_of(np.array([5, 6, 7, 8, -1]), 20)
    assert (tail.after, tail.at_risk, tail.rate.events) == (5, 4, 3)
    assert tail.rate.mean == pytest.approx((1 + 2 + 3 + 15) / 3)


def test_numbers_and_words_in_the_figure(escaping, rows, tmp_path):
    times = [5, 9, 9, 14, 20, -1, -1, 33]
    drawing = draw(escaping(times))
    np.testing.assert_array_equal(rows(drawing, "times", "escape layer of replica")[1], [t for t in times if t > 0])
    above, below = drawing.figure.axes
    assert sum(bar.get_height() for bar in above.patches) == 6
    assert above.get_title(loc="left") == "2 censored, not escaped by layer 40: 5, 6"
    legend = " ".join(text.get_text() for text in above.get_legend().get_texts())
    tail = tail_of(np.array(times), 40)
    for number in (tail.rate.mean, tail.rate.lower, tail.rate.upper):
        assert f"{number:.4g}" in legend
    x, y = rows(drawing, "survivors", "share")
    assert y[np.flatnonzero(x == 14)[0]] == pytest.approx(0.5)
    assert below.get_yscale() == "log"
    save(drawing, tmp_path / "escape.png")


def test_histogram_counts_agree_with_their_layers(escaping, rows):
    times = [3, 40, 41, 77, 300]
    drawing = draw(escaping(times, depth=300))
    series = next(s for p, s, _, _ in drawing.rows if p == "histogram" and s.startswith("escapes"))
    starts, counts = rows(drawing, "histogram", series)
    step = starts[1] - starts[0]
    for start, count in zip(starts, counts, strict=True):
        assert count == sum(start <= time < start + step for time in times)
    assert counts.sum() == len(times)


def test_all_escaped_and_a_start_at_the_odd_point(escaping, tmp_path):
    drawing = draw(escaping([0, 4, 6, 10]))
    assert drawing.figure.axes[0].get_title(loc="left") == "every replica escaped, none is censored"
    assert [replica for panel, _, replica, _ in drawing.rows if panel == "times"] == [1, 2, 3]
    save(drawing, tmp_path / "escape.png")


def test_replicas_under_way_do_not_count(escaping):
    run = escaping([5, 6, 7, -1, -1])
    run.layers_done[3:] = [10, -1]
    run.observables[3, 11:] = run.observables[4] = np.nan
    assert "none is censored" in draw(run).figure.axes[0].get_title(loc="left")


def test_one_escape_draws(escaping, tmp_path):
    save(draw(escaping([9, -1]), after=0), tmp_path / "escape.png")
    draw(escaping([9]), after=0)
    with pytest.raises(InputError, match="start the tail earlier"):
        draw(escaping([9]))


def test_nothing_to_escape_to_and_nobody_there(escaping, blank_run):
    with pytest.raises(InputError, match="simulate more layers"):
        draw(escaping([-1, -1]))
    with pytest.raises(InputError, match="nothing to escape to"):
        draw(blank_run(references=()))
    with pytest.raises(InputError, match="in 0 layers"):
        draw(blank_run())
    with pytest.raises(InputError, match="no replica is left"):
        draw(escaping([3, 4]), after=30)
