"""`python -m tools.left_out`: exit status 1 where something is left out."""

import sys

from tools.left_out import left_out


def main() -> int:
    lines = left_out()
    print("\n".join(lines) or "nothing is left out")
    return 1 if lines else 0


sys.exit(main())
