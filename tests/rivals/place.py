"""Where the rivals are installed, and how their Python is entered."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
FONTS = os.path.join(PROJECT, "fonts", "source-serif-4")
CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
RIVALS = os.environ.get("RIVALS") or os.path.join(CACHE, "wwpub-rivals")
PYTHON = os.path.join(RIVALS, "venv", "bin", "python")


def use_venv():
    """Start again in the rivals' own Python, so that every script runs as it is."""
    if not os.path.exists(PYTHON):
        print("the rivals are not installed; run tests/rivals/setup.sh", file=sys.stderr)
        sys.exit(2)
    if os.path.realpath(sys.prefix) != os.path.realpath(os.path.join(RIVALS, "venv")):
        sys.stdout.flush()
        os.execv(PYTHON, [PYTHON, "-B"] + sys.argv)
