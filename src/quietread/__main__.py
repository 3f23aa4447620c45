"""`python -m quietread`."""

import sys

from quietread.cli import main

sys.exit(main())
