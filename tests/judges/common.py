"""Where the judges are installed, how their Python is entered, and the row that each of them answers with."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
JUDGES = os.environ.get("JUDGES") or os.path.join(CACHE, "wwpub-judges")
PYTHON = os.path.join(JUDGES, "venv", "bin", "python")


def use_venv():
    """Start again in the judges' own Python, so that every script runs as it is."""
    if not os.path.exists(PYTHON):
        print("the judges are not installed; run tests/judges/setup.sh", file=sys.stderr)
        sys.exit(2)
    if os.path.realpath(sys.prefix) != os.path.realpath(os.path.join(JUDGES, "venv")):
        sys.stdout.flush()
        os.execv(PYTHON, [PYTHON, "-B"] + sys.argv)


def class_path(driver):
    with open(os.path.join(JUDGES, driver + ".cp"), encoding="utf-8") as f:
        return f.read() + ":" + os.path.join(JUDGES, "classes")


def run(command, timeout=1800, **more):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=timeout, **more)


def short(text, limit=160):
    text = " ".join(str(text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def row(file, judge, counts, messages):
    """A verdict: clean only where nothing at all was found."""
    return dict(file=file, judge=judge, ok=not messages and not sum(counts.values()), counts=counts, messages=messages,
                broken=False)


def broken(file, judge, why):
    """No verdict: the judge itself failed. Never to be taken for clean."""
    return dict(file=file, judge=judge, ok=False, counts={"not-judged": 1}, messages=[why], broken=True)
