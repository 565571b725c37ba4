"""Whether an account may be contacted, as far as the persons that were delivered for it say."""

import pandas as pd

from segkit.tables import CHANNELS

SAID_NO = ("opt_out", "withdrawn")

SPOKEN: dict[str, str] = {"visit": "visit", "phone": "phone", "mail": "email", "letter": "letter"}
"""The channel of an activity, and the channel of which a person has said yes or no; of the others nobody was asked."""


def reach(contacts: pd.DataFrame, channel: str | None = None) -> pd.DataFrame:
    """Return one row per number of customer or lead that has a person (index customer_id), from the intake's contacts.

    Columns: people; open (those who have not asked for no contact at all, and have not said no to the channel, or to every channel where
    none is given); yes (those of the open who have said yes to the channel, or to any). `channel` is one of tables.CHANNELS.
    """
    asked = [f"consent_{name}" for name in ([channel] if channel else CHANNELS)]
    states = contacts[asked]
    refused = states.isin(SAID_NO).all(axis=1)
    is_open = ~contacts["do_not_contact"].map(lambda said: said is True).astype(bool) & ~refused
    said_yes = is_open & states.isin(("opt_in",)).any(axis=1)
    persons = pd.DataFrame({"people": 1, "open": is_open.astype(int), "yes": said_yes.astype(int)}, index=contacts.index)
    return persons.groupby(contacts["customer_id"].astype(object)).sum()


def nobody_open(numbers: pd.Series, found: pd.DataFrame) -> pd.Series:
    """Return whether each account has persons, and all of them want no contact; an account without a person has refused nothing."""
    own = found.reindex(numbers)
    return pd.Series(((own["people"] > 0) & (own["open"] == 0)).to_numpy(dtype=bool), numbers.index)
