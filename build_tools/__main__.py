"""`python -m build_tools`: see cli.py."""

import io
import signal
import sys

from build_tools.cli import main

if hasattr(signal, "SIGPIPE"):
    # So that `... check | head` ends quietly, as other commands do.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
for stream in (sys.stdout, sys.stderr):
    # Findings hold quotation marks, and names of files that some systems cannot write.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
sys.exit(main())
