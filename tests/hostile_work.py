"""Work that goes wrong in a child process, each in its own way."""

import os
import sys
import time

from segkit.errors import SourceError


def double(number: int) -> int:
    return 2 * number


def refuse(name: str) -> None:
    raise SourceError(f"{name} is refused.", code="SEG-A02")


def abort() -> None:
    os.abort()


def hang() -> None:
    time.sleep(60)


def fill_memory() -> int:
    return len([bytearray(50_000_000) for _ in range(40)])


def fill_memory_slowly() -> int:
    kept = []
    for _ in range(200):
        kept.append(bytearray(10_000_000))
        time.sleep(0.02)
    return len(kept)


def panic() -> None:
    class PanicException(BaseException):
        pass

    raise PanicException("index out of bounds")


def chatter() -> str:
    print("noise for the person")
    os.write(1, b"more noise\n")
    sys.stderr.write("and on the other pipe\n")
    return "fine"


def process_id() -> int:
    return os.getpid()


def echo(content: bytes) -> bytes:
    return content


def crash_with(name: str, content: bytes, password: str) -> None:
    raise LookupError(name)
