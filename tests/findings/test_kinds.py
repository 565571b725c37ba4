"""The kinds of findings: each is declared once."""

from segkit.findings import kinds


def test_no_kind_is_declared_twice():
    """A name stands for one kind, whichever subject it belongs to."""
    subjects = (module for name, module in vars(kinds).items() if hasattr(module, "KINDS") and not name.startswith("_"))
    names = [name for subject in subjects for name in subject.KINDS]

    assert len(names) == len(set(names)) == len(kinds.KINDS)
