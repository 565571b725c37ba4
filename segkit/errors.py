"""Every error segkit raises on purpose: one small tree of full sentences.

SegkitError                 anything said to the person at the keyboard; carries a code and an exit code
├── CommandError            what was typed: an option, a language, nobody named                exit 2
├── EngagementError         engagement.yaml cannot be used: all its problems at once           exit 2
├── WorkbookError           a client's folder: a refused name, missing, already there          exit 2
├── SourceError             one of the client's files cannot be read or used                   exit 1
├── BlockedError            the files are readable, but a finding stops the study              exit 1
├── ReturnError             a returned file is not the one expected: another client's, replaced     exit 3
├── RunError                a notebook stopped before its end                                  exit 1
└── DeliverableError        a deliverable could not be made or put in its place                exit 1

Exit code 2: what was typed or written in engagement.yaml is wrong. Exit code 1: the data or the run. Exit code 3: a returned file that does
not belong to the delivery it is held against.
"""

from collections.abc import Sequence


class SegkitError(Exception):
    """Something a person can act on; `str()` is one line per problem: code, place, what was found, what to do."""

    exit_code = 1

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel between processes; the default would call __init__ without the code.
        return _rebuild, (type(self), self.__dict__)


class CommandError(SegkitError):
    """What was typed after `segkit` cannot be used: an option, a language, a package, or no client named."""

    exit_code = 2


class EngagementError(SegkitError):
    """The problems of one engagement.yaml, all of them, in the order of its lines."""

    exit_code = 2

    def __init__(self, problems: Sequence[str], *, code: str = "SEG-D09") -> None:
        super().__init__("\n".join(problems), code=code)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(f"{self.code}: {problem}" for problem in self.problems)


class WorkbookError(SegkitError):
    """A client's folder has a name that is refused, is missing, or is in use."""

    exit_code = 2


class SourceError(SegkitError):
    """A file from the client cannot be read, or not the way engagement.yaml says."""


class BlockedError(SegkitError):
    """The files are readable, but what is in them does not carry a segmentation yet."""


class ReturnError(SegkitError):
    """A returned file belongs to another client, or to a delivery that has been replaced; nothing was written."""

    exit_code = 3


class RunError(SegkitError):
    """A notebook stopped before its end."""


class DeliverableError(SegkitError):
    """A deliverable could not be made, or not be put in its place; the earlier one stands untouched."""


def _rebuild(kind: type[SegkitError], state: dict[str, object]) -> SegkitError:
    error = kind.__new__(kind)
    Exception.__init__(error, state["message"])
    error.__dict__.update(state)
    return error
