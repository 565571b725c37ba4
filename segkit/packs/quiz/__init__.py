"""The quiz: ten questions made from the client's own numbers."""

from segkit.packs.quiz.asking import quiz
from segkit.packs.quiz.item import Item

__all__ = ["Item", "quiz"]
