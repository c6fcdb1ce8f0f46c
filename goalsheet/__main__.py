"""`python -m goalsheet` is the console script."""

from goalsheet.cli import main

if __name__ == "__main__":
    main(prog_name="goalsheet")
