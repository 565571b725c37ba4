"""Reading apart: whatever a file does to its reader, this process lives on and a person gets one sentence."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable

import hostile_work
import psutil
import pytest

from segkit.errors import SourceError
from segkit.intake.reading.isolated import ChildStoppedError, Limits, isolated

module = sys.modules["segkit.intake.reading.isolated"]
AGAIN = "Open it in Excel, save it as a new .xlsx with only the table in it, and use that."


def sentence(work: Callable[[], object], limits: Limits | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        isolated(work, limits=limits or Limits(), about="book.xlsx")
    return str(caught.value)


def test_a_result_comes_back_from_another_process():
    """A09: the work is done, and not in this process."""
    assert isolated(hostile_work.double, 21, about="book.xlsx") == 42
    assert isolated(hostile_work.process_id, about="book.xlsx") != os.getpid()


def test_an_error_of_segkit_is_raised_as_it_is():
    """A09: what the child has to say of the file reaches the person unchanged."""
    with pytest.raises(SourceError, match=r"^SEG-A02: book\.xlsx is refused\.$"):
        isolated(hostile_work.refuse, "book.xlsx", about="other.xlsx")


def test_an_abort_is_one_sentence():
    """A09: SIGABRT in the reader ends the child only."""
    assert sentence(hostile_work.abort) == f"SEG-A09: book.xlsx makes the reader of workbooks stop. {AGAIN}"


def test_a_panic_is_one_sentence_with_its_cause():
    """A09: a panic is no Exception, and is told all the same."""
    with pytest.raises(SourceError) as caught:
        isolated(hostile_work.panic, about="book.xlsx")

    assert str(caught.value) == f"SEG-A09: book.xlsx makes the reader of workbooks stop (PanicException). {AGAIN}"
    assert isinstance(caught.value.__cause__, ChildStoppedError)
    assert "index out of bounds" in str(caught.value.__cause__)


def test_a_hang_ends_on_time_and_leaves_no_process():
    """A09: a reader that never ends is ended, and reaped."""
    begin = time.monotonic()
    said = sentence(hostile_work.hang, Limits(seconds=1))

    assert said == f"SEG-A09: book.xlsx could not be read within 1 seconds. {AGAIN}"
    assert time.monotonic() - begin < 3
    assert not [child for child in psutil.Process().children() if "child.py" in " ".join(child.cmdline())]


def test_memory_has_a_limit():
    """A09: the child gets no more memory than its limit."""
    assert sentence(hostile_work.fill_memory, Limits(memory=500_000_000)) == (
        f"SEG-A09: book.xlsx needs more than 0.5 GB of memory to be read. {AGAIN}"
    )


def test_memory_is_watched_where_the_system_sets_no_limit(monkeypatch: pytest.MonkeyPatch):
    """A09: on Windows and macOS the child is stopped when it holds too much."""
    monkeypatch.setattr(module, "LIMITED_BY_THE_SYSTEM", False)
    limits = Limits(memory=300_000_000)
    # The child itself still runs on Linux; its own limit is set out of reach so that only the watch can stop it.
    monkeypatch.setattr(module, "address_limit", lambda limits: 20_000_000_000)

    assert sentence(hostile_work.fill_memory_slowly, limits) == f"SEG-A09: book.xlsx needs more than 0.3 GB of memory to be read. {AGAIN}"


def test_noise_of_the_child_never_reaches_the_person(capfd: pytest.CaptureFixture[str]):
    """A09: what a library prints while it reads is not shown, and does not spoil the answer."""
    assert isolated(hostile_work.chatter, about="book.xlsx") == "fine"
    assert capfd.readouterr() == ("", "")


def test_a_large_argument_and_answer_pass():
    """A09: megabytes go both ways at once without either side waiting for the other."""
    content = os.urandom(5_000_000)

    assert isolated(hostile_work.echo, content, about="book.xlsx") == content


def _in_a_worker(answers: "multiprocessing.Queue[int]") -> None:
    answers.put(isolated(hostile_work.double, 4, about="book.xlsx"))


def test_it_works_inside_a_daemonic_worker():
    """A09: a worker of a pool, which may have no multiprocessing children, reads apart as well."""
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    answers = context.Queue()
    worker = context.Process(target=_in_a_worker, args=(answers,), daemon=True)
    worker.start()

    assert answers.get(timeout=10) == 8
    worker.join(10)
