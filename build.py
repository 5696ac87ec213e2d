"""`python build.py …`: the same program as the `bankbook` command, from a checkout."""

import sys

try:
    from bankbook.cli import main
except ModuleNotFoundError as error:
    print(f"{error.name} is not installed; run `make` first, then .venv/bin/python build.py")
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main())
