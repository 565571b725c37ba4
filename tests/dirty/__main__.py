"""Print the table of families and outcomes: python -m tests.dirty --files 1500 --seed 1 [--family B01.cp850] [--show 20] [--keep FILE]"""

import argparse
import tempfile
import time
from pathlib import Path

from .cases import make_case
from .trial import Trial, table, tried, verdict_on


def main() -> None:
    options = _options()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        if options.keep is not None:
            case = make_case(options.seed, options.number)
            options.keep.write_bytes(case.content)
            print(verdict_on(case, Path(folder)).told(case))
            return
        if options.family:
            cases = [make_case(options.seed, number, (options.family,)) for number in range(options.files)]
            trial = Trial(tuple((case, verdict_on(case, Path(folder))) for case in cases))
        else:
            trial = tried(options.seed, range(options.files), workers=options.workers)
    print(table(trial))
    for sentence in [*trial.told("wrong"), *trial.told("asked")][: options.show]:
        print(sentence)
    print(f"{time.perf_counter() - begun:.0f} seconds")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.dirty", description="Dirty exports with known truth through the intake.")
    parser.add_argument("--files", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", help="only this family, alone in each file")
    parser.add_argument("--show", type=int, default=40, help="how many files to explain, the wrong ones first")
    parser.add_argument("--workers", type=int, default=2, help="processes that share the files")
    parser.add_argument("--number", type=int, default=0, help="with --keep: the file's number")
    parser.add_argument("--keep", type=Path, help="write this one file to disk and print its verdict")
    return parser.parse_args()


if __name__ == "__main__":
    main()
