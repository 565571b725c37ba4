"""Cells as Excel names them, from row and column counted from 0."""


def column_name(column: int) -> str:
    """Return the letters of a column: 0 is A, 16383 is XFD."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    return f"{column_name(column)}{row + 1}"


def area_name(area: tuple[int, int, int, int]) -> str:
    """Return first and last cell of an area given as first row, first column, last row, last column."""
    return f"{cell_name(area[0], area[1])}:{cell_name(area[2], area[3])}"
