"""The kernel's judgement: the order of files, an answer for each claim, what is assumed, and nothing left behind."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from dataclasses import replace
from graphlib import CycleError
from pathlib import Path
from threading import Timer
from unittest.mock import Mock

import pytest
from refusal import Kernel
from sabotage import sabotaged

from bnproofs.certificate import certify
from bnproofs.checker.reader import parse, validated
from bnproofs.configurations.name import Configuration
from bnproofs.layer import Layer
from bnproofs.rocq import order, signals, theory
from bnproofs.rocq.assumptions import BEGIN, END, QUESTION, REALS
from bnproofs.rocq.compiler import Answer, Compiled, Compiler, RocqFailedError
from bnproofs.rocq.export import Export, export
from bnproofs.rocq.kernel import Judged, Judgement, TheoryRefusedError, TheoryTimeoutError, compile_theory, judge
from bnproofs.rocq.layout import GeneratedFile

REAL = "ClassicalDedekindReals.sig_not_dec"
IN_ORDER = """
for name in $(sed -n 's/^From [BC][A-Za-z]*[se] Require Import \\(.*\\)\\.$/\\1/p' "$file"); do
    [ -f "$name.vo" ] || [ -f "../theory/$name.vo" ] || { echo "Error: $name is missing"; exit 1; }
done
echo "$file" >> LOG
echo made > "${file%.v}.vo"
"""
"""A compiler that refuses a file before those that it imports."""

ASSUMED = f"\n[ $file = {QUESTION}.v ] && printf '%s\\n' '{BEGIN}' Axioms: '{REAL} : True' '{END}'\nexit 0"


def importing(*names):
    return f"From Certificate Require Import {' '.join(names)}.\n"


FILES = (
    GeneratedFile("Data", "", "Definition batch := 10.\n"),
    GeneratedFile("Claim1", "first", importing("Data")),
    GeneratedFile("Claim2", "second", importing("Data")),
    GeneratedFile("Claim3", "third", importing("Data", "Claim2")),
    GeneratedFile("Summary", "", importing("Data", "Claim1", "Claim2", "Claim3")),
)
SMALL = Export(FILES, ())
IDS = ("first", "second", "third")


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The place of temporary folders, which must be empty in the end."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


@pytest.fixture
def fake(stand_in, tmp_path, temporary):
    """A compiler that keeps the order, after what a script does with $file."""

    def make(does=""):
        kept = IN_ORDER.replace("LOG", str(tmp_path / "log"))
        stand_in(f'rm "${{file%.v}}.vo"\n{does}\n{kept}{ASSUMED}')
        return Compiler.find()

    return make


def log(tmp_path):
    return (tmp_path / "log").read_text().split()


def answers(judgement):
    return {judged.claim: judged.answer for judged in judgement.claims}


def test_files_are_compiled_after_those_they_import(fake, tmp_path):
    judgement = judge(fake(), SMALL, IDS)
    assert judgement.accepted
    assert not judgement.timed_out
    assert judgement.assumed == (REAL,)
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert tuple(answers(judgement)) == IDS
    assert sorted(log(tmp_path)) == sorted([*(f"{file.name}.v" for file in FILES), f"{QUESTION}.v"])
    assert log(tmp_path)[0] == "Data.v"
    assert log(tmp_path)[-2:] == ["Summary.v", f"{QUESTION}.v"]


def test_the_theory_is_compiled_in_order_before_the_certificate(fake, tmp_path):
    assert judge(fake(), Export(FILES, ("Enclose",)), IDS).accepted
    order = log(tmp_path)
    assert order.index("Data.v") == len(theory.needed(["Enclose"]))


def test_a_refused_claim_does_not_hide_the_others(fake):
    judgement = judge(
        fake("[ $file = Claim1.v ] && { echo 'File \"./Claim1.v\", line 1:'; echo 'Error: no.'; exit 1; }"), SMALL, IDS
    )
    assert answers(judgement) == {"first": Answer.REFUSED, "second": Answer.ACCEPTED, "third": Answer.ACCEPTED}
    assert [judged.message for judged in judgement.claims] == ["Error: no.", "", ""]
    assert not judgement.accepted
    assert not judgement.timed_out
    assert judgement.reason == "Claim1.v was refused"


def test_what_imports_a_refused_file_is_not_compiled(fake):
    judgement = judge(fake("[ $file = Claim2.v ] && exit 1"), SMALL, IDS)
    assert answers(judgement) == {"first": Answer.ACCEPTED, "second": Answer.REFUSED, "third": Answer.NOT_COMPILED}
    assert judgement.claims[2].message == "Claim2.v, which it imports, was refused"
    assert judgement.answer is Answer.REFUSED


def test_refused_data_refuse_everything(fake):
    judgement = judge(fake("[ $file = Data.v ] && exit 1"), SMALL, IDS)
    assert set(answers(judgement).values()) == {Answer.NOT_COMPILED}
    assert judgement.answer is Answer.REFUSED
    assert judgement.reason == "Data.v was refused"


@pytest.mark.parametrize(
    ("slow", "late", "after"),
    [("Claim2", {"second"}, {"third"}), ("Data", set(), set(IDS)), ("Summary", set(), set()), (QUESTION, set(), set())],
)
def test_what_takes_too_long_is_not_refused(slow, late, after, fake):
    judgement = judge(fake(f"[ $file = {slow}.v ] && sleep 40"), SMALL, IDS, 1)
    assert {claim for claim, answer in answers(judgement).items() if answer is Answer.TIMED_OUT} == late
    assert {claim for claim, answer in answers(judgement).items() if answer is Answer.NOT_COMPILED} == after
    assert Answer.REFUSED not in answers(judgement).values()
    assert judgement.timed_out
    assert not judgement.accepted
    assert judgement.reason == f"{slow}.v took too long"


def test_a_refusal_outweighs_a_time_out(fake):
    judgement = judge(fake("[ $file = Claim2.v ] && sleep 40; [ $file = Claim1.v ] && exit 1"), SMALL, IDS, 1)
    assert answers(judgement) == {"first": Answer.REFUSED, "second": Answer.TIMED_OUT, "third": Answer.NOT_COMPILED}
    assert judgement.claims[2].message == "Claim2.v, which it imports, took too long"
    assert not judgement.accepted
    assert not judgement.timed_out
    assert judgement.reason == "Claim1.v was refused"


def test_a_summary_that_is_accepted_without_a_list_of_assumptions_is_not_enough(stand_in, temporary):
    stand_in("exit 0")
    judgement = judge(Compiler.find(), SMALL, IDS)
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert not judgement.accepted
    assert "did not list" in judgement.reason


def test_a_theory_that_is_refused_is_an_error_of_its_own(fake):
    with pytest.raises(TheoryRefusedError, match=r"refused the theory file MeanField\.v: Error: old\."):
        judge(fake("[ $file = MeanField.v ] && { echo 'Error: old.'; exit 1; }"), Export(FILES, ("Enclose",)), IDS)


def test_a_theory_that_takes_too_long_decides_nothing(fake):
    judgement = judge(fake("[ $file = MeanField.v ] && sleep 40"), Export(FILES, ("Enclose",)), IDS, 1)
    assert judgement.timed_out
    assert not judgement.accepted
    assert judgement.claims == ()
    assert "MeanField.v took too long" in judgement.reason


def test_the_time_out_of_a_theory_is_a_kind_of_refusal(fake, tmp_path):
    with pytest.raises(TheoryTimeoutError):
        compile_theory(fake("sleep 40"), ("Enclose",), tmp_path / "theory", 0.5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_ends_the_compilers_and_removes_the_folder(number, fake, tmp_path):
    """As by Ctrl-C: the compilers are in sessions of their own, so that the terminal does not reach them."""
    compiler = fake(f"echo $$ >> {tmp_path}/running; sleep 40")
    handlers = [signal.getsignal(other) for other in signals.STOPPING]
    Timer(1, os.kill, (os.getpid(), number)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt if number == signal.SIGINT else signals.TerminatedError):
        judge(compiler, Export(FILES, ("Enclose",)), IDS, 300)
    assert time.monotonic() - started < 10
    assert [signal.getsignal(other) for other in signals.STOPPING] == handlers
    numbers = (tmp_path / "running").read_text().split()
    assert 1 <= len(numbers) <= order.WORKERS  # nothing is started any more
    assert not any(Path(f"/proc/{number}").exists() for number in numbers)


PLAIN = "Theorem claim_1 : (1 < 2)%R.\nProof. lra. Qed.\n"
WITH_REALS = "From Coq Require Import Reals Lra.\n"


def plain(summary="Theorem certificate : (1 < 2)%R.\nProof. exact claim_1. Qed.\n", first=PLAIN):
    """Files for Rocq without a theory."""
    return Export(
        (
            GeneratedFile("Data", "", "Definition batch := 10.\n"),
            GeneratedFile("Claim1", "first", importing("Data") + WITH_REALS + first),
            GeneratedFile("Summary", "", importing("Data", "Claim1") + WITH_REALS + summary),
        ),
        (),
    )


def test_a_theorem_on_real_numbers_is_accepted_from_their_axioms(compiler, temporary):
    judgement = judge(compiler, plain(), ["first"])
    assert judgement.accepted
    assert REALS in judgement.about


@pytest.mark.parametrize("expected", [[], ["second"], ["first", "second"], ["second", "first"], ["first", "first"]])
def test_what_is_judged_is_what_the_certificate_claims(expected, compiler, temporary):
    judgement = judge(compiler, plain(), expected)
    assert not judgement.accepted
    assert judgement.answer is Answer.REFUSED
    assert judgement.reason == "the claims that were compiled are not those of the certificate"


FULL = Judgement(Answer.ACCEPTED, ("first",), (Judged("first", Answer.ACCEPTED),), (REAL,), (REALS,), "")


@pytest.mark.parametrize(
    "less",
    [
        {"answer": Answer.REFUSED},
        {"answer": Answer.TIMED_OUT},
        {"expected": ()},
        {"expected": (), "claims": ()},
        {"claims": ()},
        {"claims": FULL.claims * 2},
        {"claims": (Judged("second", Answer.ACCEPTED),)},
        *({"claims": (Judged("first", answer),)} for answer in Answer if answer is not Answer.ACCEPTED),
        {"assumed": ()},
        {"reason": "not quite"},
    ],
    ids=repr,
)
def test_a_judgement_that_lacks_anything_is_no_success(less):
    assert FULL.accepted
    assert not replace(FULL, **less).accepted


def test_a_theorem_without_any_axiom_is_not_about_real_numbers(compiler, temporary):
    said = "Theorem {} : 1 = 1.\nProof. reflexivity. Qed.\n"
    judgement = judge(compiler, plain(said.format("certificate"), said.format("claim_1")), ["first"])
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert not judgement.accepted
    assert "did not list axioms" in judgement.reason


def test_a_library_that_the_environment_offers_is_not_loaded(compiler, temporary, tmp_path, monkeypatch):
    """Another Coquelicot, in which everything is true."""
    fake = tmp_path / "libraries" / "Coquelicot"
    fake.mkdir(parents=True)
    (fake / "Rcomplements.v").write_text("Axiom anything : False.\n")
    assert compiler.compile(fake, [(".", "Coquelicot")], "Rcomplements").answer is Answer.ACCEPTED
    for name in ("COQPATH", "ROCQPATH"):
        monkeypatch.setenv(name, str(fake.parent))
    monkeypatch.setenv("COQLIB", str(tmp_path))
    monkeypatch.setenv("COQCORELIB", str(tmp_path))
    monkeypatch.setenv("OCAMLPATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    first = "From Coquelicot Require Import Rcomplements.\nTheorem claim_1 : (1 < 2)%R.\nProof. {} Qed.\n"
    assert judge(Compiler.find(), plain(first=first.format("lra.")), ["first"]).accepted
    judgement = judge(Compiler.find(), plain(first=first.format("destruct anything.")), ["first"])
    assert "anything was not found" in judgement.claims[0].message


def test_files_in_a_circle_are_an_error(temporary):
    started = []

    def one(name, stopped):
        started.append(name)

    with pytest.raises(CycleError):
        order.in_order(["a", "b", "c"], {"a": ("b",), "b": ("c",), "c": ("b",)}.__getitem__, one)
    assert started == []


def test_a_file_does_not_wait_for_others_than_those_it_imports(fake):
    """The third claim imports the second; meanwhile the first takes its time."""
    judgement = judge(fake("[ $file = Claim1.v ] && sleep 40"), SMALL, IDS, 2)
    assert answers(judgement) == {"first": Answer.TIMED_OUT, "second": Answer.ACCEPTED, "third": Answer.ACCEPTED}


def test_files_are_started_as_soon_as_they_can_be():
    """d imports b alone, and ends before a does."""
    ended = []

    def one(name, stopped):
        time.sleep({"a": 0.6}.get(name, 0.05))
        ended.append(name)
        return Compiled(name, Answer.ACCEPTED, "")

    done = order.in_order("abcd", {"a": "", "b": "", "c": "", "d": "b"}.__getitem__, one)
    assert set(done) == set("abcd")
    assert ended[-1] == "a"


def test_the_longest_chain_of_work_is_started_first(monkeypatch):
    """b is short, but the long d waits for it."""
    monkeypatch.setattr(order, "WORKERS", 1)
    started = []

    def one(name, stopped):
        started.append(name)
        return Compiled(name, Answer.ACCEPTED, "")

    work = {"a": 5.0, "b": 1.0, "c": 2.0, "d": 4.9, "e": 0.5}
    order.in_order("abcde", {"a": "", "b": "", "c": "", "d": "b", "e": "a"}.__getitem__, one, work.__getitem__)
    assert started == list("badce")


@pytest.mark.parametrize("step", ["mkdtemp", "write"])
def test_files_that_cannot_be_written_are_an_error_of_their_own(step, fake, monkeypatch):
    compiler = fake()
    full = OSError(28, "No space left on device")
    target = "tempfile.mkdtemp" if step == "mkdtemp" else "pathlib.Path.write_text"
    monkeypatch.setattr(target, Mock(side_effect=full))
    with pytest.raises(RocqFailedError, match=r"cannot write the files for Rocq in .*: No space left on device"):
        judge(compiler, SMALL, IDS)


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Axiom claim_1 : (1 < 2)%R.\n", "claim_1"),
        ("Theorem claim_1 : (1 < 2)%R.\nProof. Admitted.\n", "claim_1"),
        ("Axiom lie : False.\nTheorem claim_1 : (1 < 2)%R.\nProof. destruct lie. Qed.\n", "lie"),
        (
            "Module Uint63. Axiom lie : False. End Uint63.\n"
            "Theorem claim_1 : (1 < 2)%R.\nProof. destruct Uint63.lie. Qed.\n",
            "lie",
        ),
    ],
)
def test_a_claim_that_rests_on_another_axiom_is_not_accepted(first, name, compiler, temporary):
    judgement = judge(compiler, plain(first=first), ["first"])
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert not judgement.accepted
    assert name in judgement.reason
    assert "not an allowed axiom" in judgement.reason


def test_an_honest_certificate_is_accepted_from_allowed_axioms(compiler, compiled, accepted, temporary):
    honest = accepted("two-cluster-2-of-6")
    judgement = judge(compiler, export(honest), [claim.id for claim in honest.claims], compiled=compiled)
    assert judgement.accepted, judgement
    assert REALS in judgement.about
    assert len(judgement.assumed) >= 3


def certificate(configuration, batch, bits=128):
    data = certify(Layer.parse("rc+relu"), batch, Configuration.parse(configuration), bits).to_bytes()
    return validated(parse(data), data)


SAMPLE = [
    ("odd-point", "sign flipped", "fixed-points:sign_after_separating"),
    ("odd-point", "bound past the truth", "fixed-points:roots.0 upper"),
    ("odd-point", "bound past the truth", "spectrum:spectral_radius lower"),
    ("odd-point", "intervals exchanged", "enclosure:cos_cluster and enclosure:cos_odd"),
    ("odd-point", "batch", "11 points, its counts"),
    ("two-cluster:3", "exact value", "two-cluster-invariant:growth"),
    ("two-cluster:3", "exact value", "spectrum:components.1.eigenvalues.0"),
    ("two-cluster:3", "multiplicities traded", "spectrum:components.0.multiplicity and the next"),
    ("odd-point", "verdict flipped", "stability:verdict"),
]
"""A lie of every kind; `scripts/kernel_sabotage.py` has them all."""


@pytest.fixture(scope="module")
def lies(compiler, compiled):
    found = {}
    for configuration, others in (("odd-point", (certificate("odd-point", 11),)), ("two-cluster:3", ())):
        honest, finer = certificate(configuration, 10), certificate(configuration, 10, 256)
        found |= {(configuration, lie.kind, lie.place): lie for lie in sabotaged(honest, finer, others)}
    return Kernel(compiler, compiled), found


@pytest.mark.parametrize(("configuration", "kind", "place"), SAMPLE, ids=lambda text: text.replace(" ", "-"))
def test_a_lie_is_refused_because_a_proof_fails(configuration, kind, place, lies):
    asked, found = lies
    refusal = asked.asked(found[configuration, kind, place])
    assert refusal.answer is Answer.REFUSED
    assert refusal.honest, refusal.message


def test_there_are_lies_of_every_kind(lies):
    kinds = {kind for _, kind, _ in lies[1]}
    assert {kind for _, kind, _ in SAMPLE} <= kinds
    assert kinds - {kind for _, kind, _ in SAMPLE} <= {"count", "name"}
    assert len(lies[1]) > 90
