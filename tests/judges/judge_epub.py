"""The judges of the EPUB: EPUBCheck with its usages, and Ace. Each takes many files and answers {file: row}."""
import json
import os
import tempfile

from common import HERE, JUDGES, broken, class_path, row, run


def epubcheck(files):
    """One JVM for all. Every severity counts, usages too."""
    with tempfile.TemporaryDirectory(prefix="epubcheck-") as reports:
        done = run(["java", "-Xss8m", "-cp", class_path("EpubMany"), "EpubMany", reports] + files)
        answers = {}
        for number, file in enumerate(files, 1):
            try:
                with open(os.path.join(reports, f"{number}.json"), encoding="utf-8") as f:
                    answers[file] = epubcheck_row(file, json.load(f))
            except (OSError, ValueError, KeyError) as error:
                answers[file] = broken(file, "EPUBCheck", f"no report: {error} {done.stderr[-300:]}")
        return answers


def epubcheck_row(file, report):
    counts = dict(fatal=0, error=0, warning=0, info=0, usage=0)
    messages = []
    for message in report["messages"]:
        severity = message["severity"].lower()
        if severity == "suppressed":
            continue
        places = message.get("locations") or [{}]
        times = len(places) + (message.get("additionalLocations") or 0)
        counts[severity] = counts.get(severity, 0) + times
        where = f"{places[0].get('path', '')}:{places[0].get('line', '')}"
        messages.append(f"{message['ID']} {severity} ×{times}: {message['message']} [{where}]")
    # The report's own counters must agree: a message that we did not read would be a false clean.
    checker = report["checker"]
    for counter, severity in (("nFatal", "fatal"), ("nError", "error"), ("nWarning", "warning"), ("nUsage", "usage")):
        counts[severity] = max(counts[severity], checker.get(counter) or 0)
    return row(file, "EPUBCheck", counts, messages)


def ace(files):
    """One browser for all: Ace itself would start one for each book."""
    with tempfile.TemporaryDirectory(prefix="ace-") as work:
        rows_file = os.path.join(work, "rows")
        env = dict(os.environ, TMPDIR=work)
        env.setdefault("PUPPETEER_EXECUTABLE_PATH", "/usr/bin/chromium")
        driver = ["node", os.path.join(HERE, "ace-many.js"), os.path.join(JUDGES, "npm", "node_modules"), work]
        # The rows go to a file of their own, because Ace and the browser write to stdout as they like.
        done = run(["bash", "-c", 'exec 3>"$1"; shift; exec "$@"', "-", rows_file] + driver + files, env=env)
        found = {}
        with open(rows_file, encoding="utf-8") as f:
            for line in f:
                report = json.loads(line)
                found[report["file"]] = report
        return {file: ace_row(file, found.get(file), done.stderr) for file in files}


def ace_row(file, report, stderr):
    if not report or "error" in report:
        return broken(file, "Ace", (report or {}).get("error") or "no report: " + stderr[-300:])
    counts = dict(critical=0, serious=0, moderate=0, minor=0)
    rules = {}
    for violation in report["found"]:
        counts[violation["impact"]] = counts.get(violation["impact"], 0) + 1
        rules.setdefault((violation["impact"], violation["rule"]), []).append(violation)
    messages = [f"{rule} {impact} ×{len(all_)}: {all_[0]['text']} [{all_[0]['doc']}]"
                for (impact, rule), all_ in rules.items()]
    if report["outcome"] != "pass" and not messages:
        messages = ["outcome: " + str(report["outcome"])]
    return row(file, "Ace", counts, messages)
