"""`python -m segkit`: the same as the command `segkit`."""

import sys

from segkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
