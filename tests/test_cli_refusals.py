"""Bad input of every command: exit 2, one line on standard error, no traceback, nothing on standard output."""

from __future__ import annotations

import pytest

CERTIFY = ["certify", "--layer", "rc+relu", "--batch", "8"]
SIMULATE = ["simulate", "--layer", "rc+relu", "--batch", "8", "--width", "9", "--depth", "3", "--out", "{tmp}/run.npz"]
BAD = [
    ([], None),
    (["certfy"], "No such command 'certfy'"),
    (["--nonsense"], "No such option"),
    (["certify"], "Missing option '--layer'"),
    (["certify", "--layer", "rc+relu"], "Missing option '--batch'"),
    (["certify", "--batch", "8"], "Missing option '--layer'"),
    ([*CERTIFY, "--bats", "8"], "No such option"),
    ([*CERTIFY, "extra"], "unexpected extra argument"),
    (["certify", "--layer", "rc+relu", "--batch", "eight"], "'eight' is not a valid integer"),
    (["certify", "--layer", "rc+relu", "--batch", "8.5"], "'8.5' is not a valid integer"),
    (["certify", "--layer", "rc+relu", "--batch", ""], "not a valid integer"),
    (["certify", "--layer", "rc+relu", "--batch", "2"], "between 3 and 1000000000 points, not 2"),
    (["certify", "--layer", "rc+relu", "--batch", "-7"], "between 3 and 1000000000 points, not -7"),
    (["certify", "--layer", "rc+relu", "--batch", "1" + "0" * 40], "between 3 and 1000000000 points"),
    (["certify", "--layer", "rc+relu", "--batch", "9" * 5000], "integer"),
    (["certify", "--layer", "rc+rellu", "--batch", "8"], "did you mean 'rc+relu'"),
    (["certify", "--layer", "relu+rc", "--batch", "8"], "'rc+relu'"),
    (["certify", "--layer", "", "--batch", "8"], "no part of a layer"),
    (["certify", "--layer", "rc\nrelu", "--batch", "8"], "no part of a layer"),
    (["certify", "--layer", "x" * 5000, "--batch", "8"], "at most 200 characters"),
    (["certify", "--layer", "rc+relu(1)", "--batch", "8"], "takes 0 parameters"),
    (["certify", "--layer", "rc+identity", "--batch", "8"], "nothing is proved of odd-point under rc+identity"),
    (["certify", "--layer", "rc+rs+erf", "--batch", "8"], "no theorems for the layer 'rc+rs+erf'"),
    ([*CERTIFY, "--configuration", "collapsed"], "there are theorems on: two-cluster:K, odd-point"),
    (["certify", "--layer", "rs+identity", "--batch", "8", "--configuration", "projector:9"], "1 ≤ K ≤ 8"),
    ([*CERTIFY, "--configuration", "odd"], "the nearest is 'odd-point'"),
    ([*CERTIFY, "--configuration", ""], "is no configuration"),
    ([*CERTIFY, "--configuration", "two-cluster:8"], "1 ≤ K ≤ 7"),
    ([*CERTIFY, "--configuration", "two-cluster:0"], "is no configuration"),
    ([*CERTIFY, "--bits", "31"], "between 32 and 4096 bits, not 31"),
    ([*CERTIFY, "--bits", "5000"], "between 32 and 4096 bits"),
    ([*CERTIFY, "--bits", "many"], "'many' is not a valid integer"),
    (["check"], "Missing argument 'FILE'"),
    (["show"], "Missing argument 'FILE'"),
    (["report"], "Missing option '--out'"),
    (["report", "--out", "{tmp}/r.html"], "name a certificate, or write --all"),
    (["report", "{tmp}/missing.json"], "Missing option '--out'"),
    (["report", "{tmp}/noise", "--out", "{tmp}/r.html"], "NOT A CERTIFICATE"),
    (["report", "{tmp}/missing.json", "--out", "{tmp}/r.html"], "cannot be read"),
    (["check", "{tmp}/missing.json"], "cannot be read"),
    (["check", "{tmp}"], "not that of a regular file"),
    (["check", "/dev/null"], "not that of a regular file"),
    (["check", "{tmp}/empty"], "NOT A CERTIFICATE"),
    (["check", "{tmp}/noise"], "NOT A CERTIFICATE"),
    (["check", "{tmp}/list.json"], "NOT A CERTIFICATE"),
    (["check", "{tmp}/empty", "{tmp}/noise"], "unexpected extra argument"),
    (["check", "{tmp}/empty", "--kernel"], "requires an argument"),
    (["check", "{tmp}/empty", "--kernel", "lean"], "'lean' is not 'rocq'"),
    (["check", "{tmp}/empty", "--kernel", "Rocq"], "'Rocq' is not 'rocq'"),
    (["check", "{tmp}/empty", "--kernel", "rocq"], "NOT A CERTIFICATE"),
    (["check", "{tmp}/missing.json", "--kernel", "rocq"], "cannot be read"),
    (["check", "{tmp}/empty", "--timeout", "60"], "--timeout is for --kernel rocq: give both"),
    (["check", "{tmp}/empty", "--kernel", "rocq", "--timeout", "0"], "0.0 is not in the range"),
    (["check", "{tmp}/empty", "--kernel", "rocq", "--timeout", "-5"], "-5.0 is not in the range"),
    (["check", "{tmp}/empty", "--kernel", "rocq", "--timeout", "long"], "'long' is not a valid"),
    (["export-rocq"], "Missing argument 'FILE'"),
    (["export-rocq", "{tmp}/empty"], "Missing option '--out'"),
    (["export-rocq", "{tmp}/empty", "--out"], "requires an argument"),
    (["export-rocq", "{tmp}/empty", "--out", "{tmp}/out"], "NOT A CERTIFICATE"),
    (["export-rocq", "{tmp}/noise", "--out", "{tmp}/out"], "NOT A CERTIFICATE"),
    (["export-rocq", "{tmp}/missing.json", "--out", "{tmp}/out"], "cannot be read"),
    (["export-rocq", "{tmp}", "--out", "{tmp}/out"], "not that of a regular file"),
    (["export-rocq", "{tmp}/empty", "--out", "{tmp}"], "the folder is not empty"),
    (["export-rocq", "{tmp}/empty", "--out", "{tmp}/empty"], "it is no folder"),
    (["export-rocq", "{tmp}/empty", "--out", "{tmp}/missing/out"], "the folder above it is missing"),
    (["export-rocq", "{tmp}/empty", "--outs", "{tmp}/out"], "No such option"),
    (["show", "{tmp}/missing.json"], "cannot be read"),
    (["show", "{tmp}"], "not that of a regular file"),
    (["show", "{tmp}/noise"], "NOT A CERTIFICATE"),
    (["show", "{tmp}/list.json"], "NOT A CERTIFICATE"),
    (["show", ""], "NOT A CERTIFICATE"),
    (["derive"], "name a derivation, or use --list or --all"),
    (["derive", "relu_kernal"], "the nearest is 'relu_kernel'"),
    (["derive", ""], "is no derivation"),
    (["derive", "../../etc/passwd"], "is no derivation"),
    (["derive", "framework"], "is no derivation"),
    (["derive", "--latex"], "requires an argument"),
    (["simulate"], "Missing option '--layer'"),
    ([*SIMULATE, "--width", "0"], "the width is an integer from 1 to 10000000, not 0"),
    ([*SIMULATE, "--width", "wide"], "'wide' is not a valid integer"),
    ([*SIMULATE, "--layer", "rc+rellu"], "did you mean 'rc+relu'"),
    ([*SIMULATE, "--input", "digit"], "did you mean 'digits'"),
    ([*SIMULATE, "--input", "{tmp}/noise"], "names end in"),
    ([*SIMULATE, "--out", "{tmp}/run.json"], "write --out run.npz"),
    ([*SIMULATE, "--resume", "--force"], "choose one"),
    (["cross-validate"], "name a layer and a batch"),
    (["cross-validate", "--layer", "rc+relu", "--batch", "8", "--budget", "long"], "from 5s to 24h"),
    (["cross-validate", "--layer", "rc+relu", "--batch", "2"], "3 to 200 points, not 2"),
    (["cross-validate", "--layer", "rc+gelo", "--batch", "8"], "did you mean 'rc+gelu'"),
    (["decompose"], "Missing option '--batch'"),
    (["decompose", "--batch", "2"], "between 3 and 1000000000 points"),
    (["decompose", "--batch", "10", "--json", "--markdown"], "choose one"),
    (["cross-validate", "--certificate", "{tmp}/noise"], "NOT A CERTIFICATE"),
    (["prove"], "Missing argument"),
    (["prove", "uniform"], "is no theorem for every batch size"),
    (["plot"], "Missing option '--out'"),
    (["plot", "--out", "{tmp}/run.svg"], "name a run to draw"),
    (["figure"], "name a figure to draw"),
    (["figure", "portrat", "--out", "{tmp}/p.svg"], "did you mean 'portrait'"),
    (["figure", "portrait"], "--out"),
    (["figure", "portrait", "--out", "{tmp}/p.html"], "is no format of a figure"),
    (["figure", "spectrum", "--layer", "rc+relu", "--out", "{tmp}/p.svg"], "--layer belongs to"),
    (["figure", "portrait", "--batch", "1", "--out", "{tmp}/p.svg"], None),
    (["check", "{tmp}/empty", "--kernel", "rocq", "--timeout", "nan"], "not nan"),
    (["literature", "--paper", "cho209"], "the nearest is 'cho2009'"),
    (["literature", "--paper", ""], "is no paper"),
    (["literature", "--paper", "x" * 5000], "is no paper"),
    (["literature", "cho2009"], "unexpected extra argument"),
    (["literature", "--papers", "cho2009"], "No such option"),
    (["statements", "--level", "kernal"], "'kernal' is not one of"),
    (["statements", "--level", ""], "is not one of"),
    (["statements", "--level"], "requires an argument"),
    (["statements", "--json", "--markdown"], "choose one"),
    (["statements", "--level", "kernel", "--markdown"], "leave out --level"),
    (["statements", "odd-point"], "unexpected extra argument"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("input")
    (made / "empty").write_bytes(b"")
    (made / "noise").write_bytes(bytes(range(256)) * 20)
    (made / "list.json").write_bytes(b"[1, 2, 3]\n")
    return made


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=lambda x: " ".join(x)[:60] if isinstance(x, list) else "")
def test_bad_input_is_one_line_on_standard_error_and_exit_two(arguments, message, bnproofs, folder):
    before = sorted(folder.iterdir())
    done = bnproofs(*(argument.replace("{tmp}", str(folder)) for argument in arguments))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr + done.stdout
    if message is not None:
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == ""
        assert len(done.stderr) < 500 or "9" * 4000 in done.stderr  # click repeats what is no integer
    assert sorted(folder.iterdir()) == before


def test_every_command_has_refusals_here():
    from bnproofs.cli import cli

    assert set(cli.commands) <= {arguments[0] for arguments, _ in BAD if arguments}
