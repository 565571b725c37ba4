"""Random engagements, each known by its seed, whose strategy file is recalculated and held against the engine.

`client` draws the client's files, `settings` the engagement's parts, `edits` what a client changes in the yellow cells, and `batch`
runs them. A new parameter, section or column is one more function in one of the tuples `COLUMNS`, `PARTS` and `EDITS`.
"""
