"""The words segkit uses towards people: translations, numbers, money and dates in the client's language."""

from segkit.words.language import LANGUAGES, Words, phrase, phrases

__all__ = ["LANGUAGES", "Words", "phrase", "phrases"]
