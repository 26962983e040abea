"""`bnproofs simulate`: its files, byte for byte, whatever interrupts it, and one line with status 2 for bad input."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bnproofs import __version__, extras
from bnproofs.cli import main
from bnproofs.commands.references import references_of
from bnproofs.layer import Layer
from numerics import gram_chain
from numerics.gram_chain import GramChain
from numerics.inputs import digits, gaussian
from numerics.run_file import load_run

ROOT = Path(__file__).parents[1]
SMALL = {"layer": "rc+relu", "batch": 7, "width": 30, "depth": 12, "replicas": 3, "seed": 1, "out": "run.npz"}


def command(**changes):
    """The arguments: `SMALL` with some options changed, left out (None) or, for flags, added (True)."""
    options = {**SMALL, **changes}
    words = ["simulate"]
    for name, value in options.items():
        if value is not None:
            words += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    return words


def files():
    return {name: Path(name).read_bytes() for name in sorted(os.listdir()) if Path(name).is_file()}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Every test works in a folder of its own."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def uninterrupted(tmp_path, monkeypatch, capsys):
    """The two files of a run that nothing interrupts, in another folder, as a function of its options."""

    def run(**changes):
        other = tmp_path / f"other{len(os.listdir(tmp_path))}"
        other.mkdir()
        with monkeypatch.context() as patch:
            patch.chdir(other)
            assert main(command(**changes)) == 0
            capsys.readouterr()
            return files()

    return run


@pytest.mark.parametrize("method", ["chain", "dense", "torch"])
def test_the_files_hold_the_run_and_say_how_to_repeat_it(method, capsys):
    options = {"batch": 50, "width": 200, "depth": 40, "replicas": 4, "input": "digits", "method": method}
    assert main(command(**options)) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "odd point" in shown.out
    assert sorted(files()) == ["run.json", "run.npz"]
    run, sidecar = load_run(Path("run.npz")), json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert run.complete
    assert run.observables.shape[:2] == (4, 41)
    assert np.isfinite(run.observables[:, 1:]).all()
    assert sidecar["sha256"] == hashlib.sha256(Path("run.npz").read_bytes()).hexdigest()
    assert sidecar["file"] == "run.npz"
    assert (sidecar["complete"], sidecar["replicas_complete"]) == (True, 4)
    assert (sidecar["seed"], sidecar["method"], sidecar["input"]) == (1, method, "digits")
    assert sidecar["digest"] == digits(50, 1).digest
    assert sidecar["versions"]["bnproofs"] == __version__
    assert sidecar["versions"]["numpy"] == np.__version__
    assert ("torch" in sidecar["versions"]) == (method == "torch")
    assert [reference["name"] for reference in sidecar["references"]] == [
        reference.name for reference in references_of(Layer.parse("rc+relu"), 50)
    ]
    # The first layer, from the points, without what lies between.
    assert run.series("log_growth")[:, 1].std() > 0
    np.testing.assert_allclose(run.grams[0], digits(50, 1).gram * 50 / np.trace(digits(50, 1).gram), rtol=1e-12)


def test_the_digits_end_at_the_odd_point():
    """The paper's picture: fifty handwritten digits become one cluster and one odd point, at about a right angle."""
    assert main(command(batch=50, width=1000, depth=150, replicas=2, seed=2, input="digits", json=True)) == 0
    run = load_run(Path("run.npz"))
    half = {name: run.series(name)[:, 75:] for name in ("cos_cluster", "cos_odd", "norm_ratio", "odd_point")}
    assert half["cos_cluster"].mean() > 0.9
    assert 0 < half["cos_odd"].mean() < 0.05
    assert (np.ptp(half["odd_point"], axis=1) == 0).all()
    before = run.series("cos_cluster")[:, 0], run.series("cos_odd")[:, 0]
    assert (before[0] < 0.8).all()
    assert (before[1] > 0.2).all()
    named = [reference.name for reference in run.specification.references]
    assert {named[at] for at in run.distances()[:, -1].argmin(axis=1)} <= {"odd-point", "ideal"}


def test_the_digits_are_said_to_be_nearest_to_the_odd_point(capsys):
    assert main(command(batch=50, width=1000, depth=100, seed=2, replicas=1, input="digits", json=True)) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["nearest"] == "odd-point"
    assert 0 < said["escape_layers"][0] < 100


# The same bytes.


@pytest.mark.parametrize(
    "changes",
    [{"at_once": 1}, {"at_once": 3}, {"at_once": 0}, {"chunk": 256}, {"chunk": 100000}, {"save_every": 1e-9}],
    ids=str,
)
@pytest.mark.parametrize("method", ["chain", "dense"])
def test_what_moves_together_does_not_change_the_files(changes, method, uninterrupted, capsys):
    width = {"chain": 5000, "dense": 50}[method]  # two blocks of rows
    wanted = uninterrupted(method=method, width=width)
    assert main(command(method=method, width=width, **changes)) == 0
    assert files() == wanted


def test_the_number_of_cores_does_not_change_the_files(uninterrupted, monkeypatch):
    wanted = uninterrupted(width=5000, batch=20)
    monkeypatch.setattr(gram_chain, "cores", lambda: 1)
    assert main(command(width=5000, batch=20)) == 0
    assert files() == wanted


@pytest.mark.parametrize("changes", [{"seed": 2}, {"precision": "single"}, {"method": "dense"}], ids=str)
def test_what_the_numbers_depend_on_does_change_them(changes, uninterrupted):
    assert uninterrupted(**changes)["run.npz"] != uninterrupted()["run.npz"]


LONG = {"batch": 20, "width": 2000, "depth": 250, "replicas": 3, "at_once": 2}


def begun(*arguments):
    """The process of a run, and the run in its file once something but not all of it was saved."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bnproofs", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if Path("run.npz").exists():
            run = load_run(Path("run.npz"))
            if run.layers_done.max() > 0 and not run.complete:
                return process, run
        time.sleep(0.005)
    process.kill()
    raise AssertionError(f"no run was seen under way: {process.communicate()}")


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(uninterrupted, capsys):
    process, _ = begun(*command(**LONG, save_every=0.05))
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    left = load_run(Path("run.npz"))
    assert not left.complete
    assert left.layers_done.max() > 0
    for name in os.listdir():
        if name.endswith(".part"):  # what a killed process was writing
            Path(name).unlink()
    assert main(command(**LONG, resume=True)) == 0
    assert files() == uninterrupted(**LONG)


def test_ctrl_c_keeps_the_run_and_it_goes_on_to_the_same_bytes(uninterrupted, capsys):
    process, _ = begun(*command(**LONG, save_every=0.05))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "bnproofs: stopped; what was done is in run.npz, and --resume goes on with it\n"
    assert "of 3 replicas" in out
    left = load_run(Path("run.npz"))
    assert not left.complete
    assert json.loads(Path("run.json").read_bytes())["complete"] is False
    assert main(command(**LONG, resume=True)) == 0
    assert files() == uninterrupted(**LONG)


KILL = (
    "import os, signal, sys\n"
    "from bnproofs.cli import main\n"
    "count, real = {at}, os.{step}\n"
    "def fatal(*arguments):\n"
    "    global count\n"
    "    count -= 1\n"
    "    if count < 0:\n"
    "        os.kill(os.getpid(), signal.SIGKILL)\n"
    "    return real(*arguments)\n"
    "os.{step} = fatal\n"
    "main(sys.argv[1:])\n"
)


@pytest.mark.parametrize(
    ("step", "at"), [("fsync", 4), ("replace", 5)], ids=["while writing the run", "between its two files"]
)
def test_a_run_killed_while_it_saves_goes_on_to_the_same_bytes(step, at, folder, uninterrupted, bnproofs):
    """Saves come after each layer: writes 0, 2, 4, … are of the run, 1, 3, 5, … of what stands beside it."""
    arguments = command(save_every=1e-9, out=folder / "run.npz")
    assert bnproofs(*arguments, code=KILL.format(step=step, at=at)).returncode == -signal.SIGKILL
    left = load_run(Path("run.npz"))
    assert left.layers_done.max() == at // 2 - (at % 2 == 0)
    said = json.loads(Path("run.json").read_bytes())
    assert (said["sha256"] == hashlib.sha256(Path("run.npz").read_bytes()).hexdigest()) == (at % 2 == 0)
    assert main(command(resume=True)) == 0
    wanted = uninterrupted()
    assert {name: data for name, data in files().items() if name in wanted} == wanted


@pytest.mark.parametrize("presses", [1, 2])
@pytest.mark.parametrize("layer", [1, 5, 12])
def test_ctrl_c_at_any_layer_stops_there_and_resumes(presses, layer, uninterrupted, monkeypatch, capsys):
    real = GramChain.advance
    calls = []

    def pressed(self, *arguments):
        calls.append(1)
        if len(calls) == layer:
            for _ in range(presses):
                signal.raise_signal(signal.SIGINT)
        return real(self, *arguments)

    handler = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patch:
        patch.setattr(GramChain, "advance", pressed)
        status = main(command(at_once=2))
    shown = capsys.readouterr()
    assert status == 130
    assert signal.getsignal(signal.SIGINT) is handler
    left = load_run(Path("run.npz"))
    assert not left.complete
    assert "stopped" in shown.err
    if presses == 1:
        assert left.layers_done.max() == layer
        assert "--resume" in shown.err
    else:
        assert left.layers_done.max() == -1  # at once: what was saved last stays
    assert main(command(resume=True)) == 0
    assert files() == uninterrupted()


def test_resuming_a_finished_run_changes_nothing(uninterrupted, capsys, monkeypatch):
    assert main(command()) == 0
    before = files()
    shown = capsys.readouterr().out
    monkeypatch.setattr(GramChain, "advance", lambda *_: pytest.fail("nothing is left to do"))
    assert main(command(resume=True)) == 0
    assert files() == before
    assert capsys.readouterr().out == shown


def test_resume_begins_a_run_that_was_not_begun(uninterrupted):
    assert main(command(resume=True)) == 0
    assert files() == uninterrupted()


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"seed": 2}, "seed is 1, not 2"),
        ({"width": 31}, "width is 30, not 31"),
        ({"depth": 13}, "depth is 12, not 13"),
        ({"replicas": 4}, "replicas is 3, not 4"),
        ({"batch": 8}, "batch is 7, not 8"),
        ({"layer": "relu"}, "layer is rc+relu, not relu"),
        ({"method": "dense"}, "method is chain, not dense"),
        ({"precision": "single"}, "precision is double, not single"),
        ({"input": "orthonormal"}, "input is gaussian, not orthonormal"),
        ({"grams": "0,5"}, "snapshots is"),
    ],
    ids=lambda x: str(x) if isinstance(x, dict) else "",
)
def test_resuming_with_other_options_names_what_differs(changes, name, capsys):
    assert main(command()) == 0
    before = files()
    capsys.readouterr()
    assert main(command(resume=True, **changes)) == 2
    assert name in one_line(capsys)
    assert files() == before


def test_resuming_with_other_points_in_the_file_is_refused(capsys):
    for at, text in enumerate(["1,2\n2,3\n5,1\n", "1,2\n2,3\n5,1.5\n"]):
        Path("points.csv").write_text(text)
        assert main(command(batch=None, input="points.csv", resume=True)) == 2 * at
    assert "digest" in capsys.readouterr().err


def test_an_old_file_is_kept_unless_told(uninterrupted, capsys):
    assert main(command(seed=9)) == 0
    before = files()
    capsys.readouterr()
    assert main(command()) == 2
    assert "--force" in one_line(capsys)
    assert files() == before
    assert main(command(force=True)) == 0
    assert files() == uninterrupted()


@pytest.mark.parametrize("options", [{}, {"force": True}, {"resume": True}])
@pytest.mark.parametrize("name", ["run.npz", "run.json"])
def test_what_is_no_run_is_never_replaced(name, options, capsys):
    """Not points that were the input, not a certificate that has the name of the sidecar."""
    contents = {"run.npz": points_as_npz(), "run.json": b'{"format": "bnproofs-certificate"}'}[name]
    Path(name).write_bytes(contents)
    assert main(command(**options)) == 2
    assert "choose another --out" in one_line(capsys)
    assert files() == {name: contents}


def points_as_npz():
    buffer = io.BytesIO()
    np.savez(buffer, points=np.eye(3))
    return buffer.getvalue()


def test_resume_does_not_take_a_foreign_file_for_a_run(capsys):
    Path("run.npz").write_bytes(b"no run")
    assert main(command(resume=True)) == 2
    assert "holds no run" in one_line(capsys)
    assert files() == {"run.npz": b"no run"}


# Bad input.


def one_line(capsys):
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert shown.err.startswith("bnproofs: ")
    assert len(shown.err) < 500
    return shown.err


POINTS = {
    "nan.csv": "1,2\nnan,3\n4,5\n",
    "inf.csv": "1,2\n-inf,3\n4,5\n",
    "one.csv": "1,2\n",
    "ragged.csv": "1,2\n3\n4,5\n",
    "words.csv": "a,b\nc,d\n",
    "empty.csv": "",
    "equal.csv": "1,2\n1,2\n1,2\n",
    "zeros.csv": "0,0\n0,0\n",
    "huge.csv": "1e300,1\n1,2\n1,3\n",
}

BAD = [
    ({"width": 0}, "the width is an integer from 1"),
    ({"width": "abc"}, "'abc' is not a valid integer"),
    ({"width": 1.5}, "not a valid integer"),
    ({"width": 10**8}, "the width is an integer from 1 to 10000000"),
    ({"width": None}, "Missing option '--width'"),
    ({"layer": None}, "Missing option '--layer'"),
    ({"depth": None}, "Missing option '--depth'"),
    ({"out": None}, "Missing option '--out'"),
    ({"depth": 0}, "the depth is an integer from 1"),
    ({"replicas": 0}, "from 1 to 100000, not 0"),
    ({"batch": 1}, "at least 2 points"),
    ({"batch": 0}, "at least 2 points"),
    ({"batch": 5000}, "the number of points is an integer from 2 to 2000, not 5000"),
    ({"batch": None}, "write the batch size"),
    ({"seed": -1}, "the seed is an integer from 0"),
    ({"seed": 2**63}, "the seed is an integer from 0"),
    ({"layer": "rc+rellu"}, "did you mean 'rc+relu'"),
    ({"layer": "relu+rc"}, "'rc+relu'"),
    ({"method": "dens"}, "dense"),
    ({"method": ""}, "chain, dense, torch"),
    ({"precision": "half"}, "double, single"),
    ({"precision": "single", "method": "dense"}, "--method chain"),
    ({"input": "digit"}, "did you mean 'digits'"),
    ({"input": "missing.csv"}, "'missing.csv' is no file"),
    ({"input": "digits", "batch": 1798}, "there are 1797 digits"),
    ({"input": "nan.csv", "batch": None}, "row 2, column 1 (counted from 1) is nan"),
    ({"input": "inf.csv", "batch": None}, "is -inf"),
    ({"input": "one.csv", "batch": None}, "from 2 to 2000 points, not 1"),
    ({"input": "ragged.csv", "batch": None}, "line 2 has 1"),
    ({"input": "words.csv", "batch": None}, "is no number"),
    ({"input": "empty.csv", "batch": None}, "the file is empty"),
    ({"input": "cube.npy", "batch": None}, "3 dimensions"),
    ({"input": "equal.csv", "batch": None}, "all points are equal"),
    ({"input": "zeros.csv", "batch": None}, "all points are zero"),
    ({"input": "huge.csv", "batch": None}, "scale the data"),
    ({"input": "nan.csv", "batch": 9}, "holds 3 points, not 9"),
    ({"input": ".", "batch": None}, "no file of points"),
    ({"out": "run.csv"}, "write --out run.npz"),
    ({"out": "run"}, "write --out run.npz"),
    ({"out": "missing/run.npz"}, "No such file or directory"),
    ({"out": "folder.npz"}, "is a folder"),
    ({"out": "taken.npz"}, "taken.json is a folder"),
    ({"out": "x" * 300 + ".npz"}, "File name too long"),
    ({"grams": "ten"}, "write it as 0,10,400"),
    ({"grams": "1.5"}, "write it as 0,10,400"),
    ({"grams": "13"}, "from 0 to 12"),
    ({"grams": "-1"}, "from 0 to 12"),
    ({"grams": "3,3"}, "different depths"),
    ({"at_once": -1}, "positive"),
    ({"chunk": -1}, "positive"),
    ({"save_every": 0}, "positive"),
    ({"save_every": "nan"}, "positive"),
    ({"resume": True, "force": True}, "choose one"),
    ({"width": 30000, "method": "dense"}, "--method chain"),
    ({"replicas": 10**5, "depth": 10**6}, "fewer replicas"),
]


@pytest.mark.parametrize(("changes", "message"), BAD, ids=lambda x: str(x)[:60] if isinstance(x, dict) else "")
def test_bad_input_is_one_line_and_nothing_is_written(changes, message, capsys):
    for name, text in POINTS.items():
        Path(name).write_text(text)
    np.save("cube.npy", np.ones((3, 4, 5)))
    Path("folder.npz").mkdir()
    Path("taken.json").mkdir()
    before, names = files(), sorted(os.listdir())
    assert main(command(**changes)) == 2
    assert message in one_line(capsys)
    assert (files(), sorted(os.listdir())) == (before, names)


@pytest.mark.parametrize(
    ("package", "changes", "advice"),
    [("torch", {"method": "torch"}, "bnproofs[torch]"), ("sklearn", {"input": "digits"}, "bnproofs[data]")],
)
def test_a_package_that_is_missing_is_named_with_how_to_install_it(package, changes, advice, monkeypatch, capsys):
    real = extras.import_module

    def refuse(name):
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(extras, "import_module", refuse)
    assert main(command(**changes)) == 2
    assert advice in one_line(capsys)
    assert files() == {}


# Input that is unusual but good.


def test_two_equal_points_stay_equal_and_a_feature_may_be_zero():
    Path("points.csv").write_text("1,0,2\n1,0,2\n-1,0,1\n3,0,-1\n")
    assert main(command(batch=None, input="points.csv", replicas=1, grams="0,12", quiet=True)) == 0
    run = load_run(Path("run.npz"))
    assert run.specification.batch == 4
    last = run.grams[-1]
    assert last[0, 1] == pytest.approx(last[0, 0], rel=1e-6)
    assert last[0, 2] < 0.999 * np.sqrt(last[0, 0] * last[2, 2])


def test_all_points_may_be_equal_without_recentring():
    Path("points.csv").write_text("1,2\n1,2\n")
    assert main(command(layer="relu", batch=None, input="points.csv", quiet=True)) == 0
    np.testing.assert_allclose(load_run(Path("run.npz")).series("cos_odd"), 1, atol=1e-7)


@pytest.mark.parametrize("layer", ["rc+rs+relu", "rs+identity", "relu", "rc+identity", "rc+rs(eps=1/1000)+relu"])
@pytest.mark.parametrize("changes", [{}, {"batch": 2, "width": 1}], ids=["usual", "smallest"])
def test_other_layers_run_and_print_json_without_nan(layer, changes, capsys):
    def refuse(word):
        raise AssertionError(f"{word} is no JSON")

    assert main(command(layer=layer, json=True, **changes)) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    said = json.loads(shown.out, parse_constant=refuse)
    assert (said["layer"], said["complete"], said["layers_done"]) == (layer, True, [12, 12, 12])
    certified = {"rc+rs+relu", "rs+identity", "rc+identity", "rc+rs(eps=1/1000)+relu"}
    assert said["nearest"] == ("uniform" if layer in certified and said["batch"] > 2 else None)
    json.loads(Path("run.json").read_text(encoding="utf-8"), parse_constant=refuse)


def test_the_json_is_that_of_the_file(capsys):
    assert main(command(json=True, depth=40)) == 0
    said = json.loads(capsys.readouterr().out)
    run = load_run(Path("run.npz"))
    assert said["from_layer"] == 20
    (level,) = [level for level in said["levels"] if level["observable"] == "cos_cluster"]
    values = run.series("cos_cluster")[:, 20:]
    assert level["mean"] == pytest.approx(values.mean())
    assert level["spread"] == pytest.approx(values.std())
    assert level["standard_error"] == pytest.approx(values.mean(axis=1).std(ddof=1) / np.sqrt(3))
    assert said["odd_points"] == run.series("odd_point")[:, -1].astype(int).tolist()


def test_quiet_prints_nothing_and_writes_the_same(uninterrupted, capsys):
    wanted = uninterrupted()
    assert main(command(quiet=True)) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")
    assert files() == wanted


def test_without_a_terminal_there_is_no_progress_bar(folder, bnproofs):
    done = bnproofs(*command(out=folder / "run.npz"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "7 points, width 30: 3 of 3 replicas, 12 layers, chain, input gaussian, seed 1" in done.stdout


# A full disk.


@pytest.mark.parametrize("call", [0, 1, 6, 7])
def test_a_full_disk_is_one_line_that_says_how_to_go_on(call, uninterrupted, monkeypatch, capsys):
    """Calls 0, 2, … write the run, 1, 3, … what stands beside it; saves come after each layer."""
    wanted, real, calls = uninterrupted(), os.fsync, []

    def full(handle):
        calls.append(1)
        if len(calls) > call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert main(command(save_every=1e-9)) == 2
    message = one_line(capsys)
    assert "No space left on device" in message
    assert "make room and go on with --resume" in message
    assert list(files()) == {0: [], 1: ["run.npz"]}.get(call, ["run.json", "run.npz"])
    if call > 1:
        assert load_run(Path("run.npz")).layers_done.max() == (call - 1) // 2
    assert main(command(resume=True)) == 0
    assert files() == wanted


def test_a_full_disk_leaves_an_old_run_as_it_was(monkeypatch, capsys):
    assert main(command()) == 0
    before = files()
    capsys.readouterr()

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert main(command(seed=2, force=True)) == 2
    assert "No space" in one_line(capsys)
    assert files() == before


def test_the_points_of_a_name_are_those_of_the_library():
    assert main(command(quiet=True)) == 0
    assert load_run(Path("run.npz")).specification.digest == gaussian(7, 30, 1).digest


def test_too_little_memory_is_one_line(monkeypatch, capsys):
    def exhausted(*arguments, **options):
        raise MemoryError

    monkeypatch.setattr("numerics.simulate.simulate", exhausted)
    assert main(command()) == 2
    assert "not enough memory" in one_line(capsys)


def test_a_name_that_cannot_be_shown_is_written_with_question_marks(capsys):
    np.save("pl\udcff.npy", np.eye(7))
    assert main([*command(input="pl\udcff.npy"), "--quiet"]) == 0
    assert json.loads(Path("run.json").read_text())["input"] == "pl?.npy"
