"""The fonts that travel with segkit: where they lie and what the families are called."""

from pathlib import Path

FONT_FOLDER = Path(__file__).parent
TEXT_FAMILY = "Source Sans 3"
EMOJI_FAMILY = "Noto Emoji"
TEXT_FONT = FONT_FOLDER / "SourceSans3-Regular.ttf"
BOLD_FONT = FONT_FOLDER / "SourceSans3-Bold.ttf"
EMOJI_FONT = FONT_FOLDER / "NotoEmoji-Regular.ttf"
