"""The first and last bytes of cells: which of them leave no doubt that a text is what it shows."""

import numpy as np
import numpy.typing as npt

BLANKS = "".join(chr(code) for code in range(1, 0x3001) if chr(code).isspace())

WRAPS = ("#", "=", "'", '"')
"""Signs before a text that Excel or another program may have put there."""

LF, CR = 10, 13

SURE, DOUBTFUL, EMPTY = 0, 1, 2
"""What a byte says of its cell: nothing odd, a closer look is needed, or there is no cell."""

Classes = npt.NDArray[np.uint8]


def first_bytes(separator: int, *, utf8: bool) -> Classes:
    """Return what each byte says of the cell that it begins."""
    table = _doubtful({blank.encode()[0] for blank in BLANKS} | {0xEF}, utf8=utf8)
    table[[ord(sign) for sign in WRAPS]] = DOUBTFUL
    table[[separator, LF, CR]] = EMPTY
    return table


def last_bytes(separator: int, *, utf8: bool) -> Classes:
    """Return what each byte says of the cell that it ends; the line's end is taken off before."""
    table = _doubtful({blank.encode()[-1] for blank in BLANKS}, utf8=utf8)
    table[[separator, LF, CR]] = SURE
    return table


def _doubtful(letters: set[int], *, utf8: bool) -> Classes:
    table = np.full(256, SURE, np.uint8)
    table[:33] = table[127] = DOUBTFUL
    table[sorted(letter for letter in letters if letter >= 0x80) if utf8 else np.arange(0x80, 256)] = DOUBTFUL
    return table
