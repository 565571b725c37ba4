"""How a client's name is typed in a terminal."""


def typed(name: str) -> str:
    """Return a client's name as a command takes it: in quotes where it has blanks or an ampersand."""
    return f'"{name}"' if {" ", "&"} & set(name) else name
