"""The words segkit uses towards people: translations, numbers, money and dates in the client's language."""

from segkit.words.language import LANGUAGES, Term, Words, capitalised, is_missing, phrase, phrases

__all__ = ["LANGUAGES", "Term", "Words", "capitalised", "is_missing", "phrase", "phrases"]
