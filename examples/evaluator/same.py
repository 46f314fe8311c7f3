#!/usr/bin/env python3
"""Does what an evaluator decided stand in the output of `tiao run` too?

    python3 same.py AWARDS.csv RUN.csv

Of every row of the first file, the row of the second for the same subject, year and clause must have the same status and
amount. Ends with 1 where one differs.
"""

import csv
import sys


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {(row["主体"], row["年度"], row["条款"]): (row["状态"], row["金额"]) for row in csv.DictReader(file)}


def main(found, run):
    mine, theirs = rows(found), rows(run)
    differ = [key for key, outcome in mine.items() if theirs.get(key) != outcome]
    for key in differ[:5]:
        print(*key, mine[key], theirs.get(key))
    print(f"{len(mine)} 行，不同 {len(differ)} 行")
    return 1 if differ or not mine else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
