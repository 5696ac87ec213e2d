"""`python -m bankbook`."""

import sys

from bankbook.cli import main

sys.exit(main())
