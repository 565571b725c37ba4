"""How like two names are: the same words, words with a slip of the pen, or one name inside the other."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

UNLIKE, RELATED, ALIKE, SAME = range(4)
"""UNLIKE; RELATED says something only together with the same place; ALIKE differs by slips of the pen; SAME has the same words."""

Name = tuple[str, ...]

_COMMON = 3
"""A word in this many different names of a file is a word of its own, not a slip in writing another."""


class Likeness:
    """Compares the names of one file, whose other names tell a real word (Petersen, Pedersen) from a slip of the pen."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = Counter(word for name in set(names) for word in set(name))
        self._many = max(2, len(set(names)) // 2000)

    def is_distinctive(self, name: Name) -> bool:
        """Return whether a name is so much a firm's own that two firms of that name are worth a question.

        It has a word of four letters or more that hardly any other name of the file has, and two words or six letters in all.
        """
        own = any(len(word) >= 4 and self._names[word] <= self._many for word in name)
        return own and (len(name) > 1 or len("".join(name)) >= 6)

    def of(self, one: Name, other: Name) -> int:
        """Return UNLIKE, RELATED, ALIKE or SAME; figures in names must agree, or it is another branch."""
        left, right = _without(one, other), _without(other, one)
        if not one or not other or _figures(left) != _figures(right):
            return UNLIKE
        if not left and not right:
            return SAME if len(one) == len(other) else ALIKE
        if "".join(one) == "".join(other):
            return ALIKE
        if not left or not right:
            return RELATED if _begins(one, other) else UNLIKE
        return min(self._of_words(a, b) for a, b in _closest(left, right)) if len(left) == len(right) else UNLIKE

    def _of_words(self, one: str, other: str) -> int:
        if len(one) == 1 or len(other) == 1:
            return RELATED if one[0] == other[0] else UNLIKE
        shorter = min(len(one), len(other))
        slips = OSA.distance(one, other)
        if slips > (2 if shorter >= 8 else 1 if shorter >= 3 else 0):
            return UNLIKE
        both_real = min(self._names[one], self._names[other]) >= _COMMON
        return RELATED if both_real or one[0] != other[0] or shorter < 5 else ALIKE


def _figures(words: list[str]) -> list[str]:
    return sorted(word for word in words if not word.isalpha())


def _without(one: Name, other: Name) -> list[str]:
    """Return the words of a name that the other does not have."""
    return [word for word in one if word not in other]


def _begins(one: Name, other: Name) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer[: len(shorter)] == shorter and sum(map(len, shorter)) >= 4


def _closest(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Return each word of the left with the word of the right that is nearest to it; no word is taken twice."""
    if len(left) == 1:
        return [(left[0], right[0])]
    pairs, open_words = [], list(right)
    for word in left:
        nearest = min(open_words, key=lambda candidate: (OSA.distance(word, candidate), candidate))
        open_words.remove(nearest)
        pairs.append((word, nearest))
    return pairs
