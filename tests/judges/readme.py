#!/usr/bin/env -S python3 -B
"""readme.py ROOT [--run]: holds README.md against what is tested.

The commands of its fenced blocks must begin with the main job and with tests/run, and .ci/run must call
tests/run. With --run the first command is carried out as it stands there, in a copy of the project, and must
make both files and say where they are.
"""
import os
import re
import shutil
import subprocess
import sys

MAIN_JOB = "cargo run --release -- build content/1997-01-09"
TESTS = "tests/run"


def commands(readme):
    """The lines of every fenced block for the shell, without prompts, comments and continued lines."""
    found = []
    for block in re.findall(r"^```(?:sh|bash|console|shell)[^\n]*\n(.*?)^```", readme, re.M | re.S):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            line = re.sub(r"\s+#.*", "", re.sub(r"^\s*\$ ", "", line)).strip()
            if line and not line.startswith("#"):
                found.append(line)
    return found


def complaints(root):
    with open(os.path.join(root, "README.md"), encoding="utf-8") as f:
        found = commands(f.read())
    with open(os.path.join(root, ".ci", "run"), encoding="utf-8") as f:
        ci = [line.strip() for line in f if not line.lstrip().startswith("#")]
    if found[:1] != [MAIN_JOB]:
        yield f"the first command is {found[:1]}, not `{MAIN_JOB}`"
    if found[1:2] != [TESTS]:
        yield f"the second command is {found[1:2]}, not `{TESTS}`"
    if not any(re.search(r"(^|[\s/\"])tests/run\b", line) for line in ci):
        yield ".ci/run does not call tests/run"
    if not os.access(os.path.join(root, TESTS), os.X_OK):
        yield "tests/run cannot be executed"


def run_main_job(root):
    """In a copy of the sources, so that nothing that lies about in this folder helps; only compiled dependencies
    are shared, to save the time. The copy has always the same place, so that it too is compiled once."""
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(root, "target")
    copy = os.path.join(target, "readme", "wwpub")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, symlinks=True,
                    ignore=lambda path, names: {"target", "out", ".git"} & set(names) if path == root else set())
    done = subprocess.run(["bash", "-c", MAIN_JOB], cwd=copy, env=dict(os.environ, CARGO_TARGET_DIR=target),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        yield "the first command fails: " + done.stderr[-2000:]
        return
    for ending in (".epub", ".pdf"):
        named = re.findall(r"\S*\S" + re.escape(ending), done.stdout + done.stderr)
        if not any(os.path.isfile(os.path.join(copy, name)) for name in named):
            yield f"the first command does not say where the {ending} file is, or it is not there: {named}"


def main():
    root = os.path.realpath(sys.argv[1])
    found = list(complaints(root))
    if not found and "--run" in sys.argv[2:]:
        found = list(run_main_job(root))
    for line in found:
        print("  README: " + line)
    return 1 if found else 0


sys.exit(main())
