"""The names of months in Danish, Swedish, Norwegian, German and English, whole and short."""

_NAMES = (
    "januar januari january jänner jan",
    "februar februari february feb febr",
    "marts mars märz maerz march mar mrz mär",
    "april apr",
    "maj mai may",
    "juni june jun",
    "juli july jul",
    "august augusti aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december desember dezember dec des dez",
)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
"""Name in small letters -> 1 to 12."""
