"""The strategy file: the client's Excel workbook, one file per sheet, live where the client may tune it."""

from segkit.deliverables.excel.strategy_file import write_strategy

__all__ = ["write_strategy"]
