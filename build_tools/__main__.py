"""`python -m build_tools`: see cli.py."""

import signal
import sys

from build_tools.cli import main

if hasattr(signal, "SIGPIPE"):
    # So that `... check | head` ends quietly, as other commands do.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
sys.exit(main())
