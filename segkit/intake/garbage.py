"""Python's search for garbage, switched off where millions of cells are made and none is thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_garbage() -> Iterator[None]:
    """Switch Python's search for garbage off inside; to look through millions of cells again and again takes as long as reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
