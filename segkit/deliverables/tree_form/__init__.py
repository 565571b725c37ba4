"""The factor tree as an Excel form: the tree, the library to copy from, and the comparisons in pairs."""

from segkit.deliverables.tree_form.columns import FormColumn, pair_columns, tree_columns
from segkit.deliverables.tree_form.form import FILE_NAME, write_tree_form
from segkit.deliverables.tree_form.points import points_text

__all__ = ["FILE_NAME", "FormColumn", "pair_columns", "points_text", "tree_columns", "write_tree_form"]
