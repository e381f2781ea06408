"""The judges of the PDF: veraPDF, outloud, qpdf, pdffonts. Each takes many files and answers {file: row}."""
import json
import os
import re
import tempfile

import pdf_forms
import pdf_walk
from common import JUDGES, broken, class_path, row, run, short


def verapdf(flavour):
    def judge(files):
        return verapdf_files(flavour, files)
    return judge


def verapdf_files(flavour, files):
    """One JVM for all."""
    name = "veraPDF-" + flavour
    done = run(["java", "-Xss8m", "-cp", class_path("Vera"), "Vera", flavour] + files)
    found = {}
    for line in done.stdout.splitlines():
        report = json.loads(line)
        found[report["file"]] = report
    answers = {}
    for file in files:
        report = found.get(file)
        if not report or "error" in report:
            answers[file] = broken(file, name, (report or {}).get("error") or "no report: " + done.stderr[-300:])
        elif not report["checks"]:
            answers[file] = broken(file, name, "no check was made")
        else:
            messages = [f"{x['rule']} ×{x['n']}: {x['message']} [{short(x['where'], 70)}]" for x in report["failed"]]
            if not report["compliant"] and not messages:
                messages = ["not compliant"]
            answers[file] = row(file, name, dict(failed=sum(x["n"] for x in report["failed"])), messages)
    return answers


def outloud(files):
    """What a screen reader would meet. Warnings count, and so does a rule that could not be run."""
    with tempfile.TemporaryDirectory(prefix="outloud-") as work:
        report = os.path.join(work, "report.json")
        done = run([os.path.join(JUDGES, "venv", "bin", "outloud"), "-q", "--json", report] + files)
        try:
            with open(report, encoding="utf-8") as f:
                found = {os.path.abspath(x["path"]): x for x in json.load(f)["results"]}
        except (OSError, ValueError, KeyError) as error:
            return {file: broken(file, "outloud", f"no report: {error} {done.stderr[-300:]}") for file in files}
        return {file: outloud_row(file, found.get(file)) for file in files}


def outloud_row(file, report):
    if not report or report.get("error"):
        return broken(file, "outloud", (report or {}).get("error") or "no report")
    not_run = [rule["rule"] for rule in report["rules"] if rule["status"] in ("error", "failed", "crashed")]
    if not_run:
        return broken(file, "outloud", "rules that were not run: " + ", ".join(not_run))
    counts = dict(error=report["counts"]["error"], warning=report["counts"]["warning"])
    # PAG-001 takes the kicker that every story of a series bears at the head of its page for a running head.
    series = [x for x in report["findings"] if x["rule"] == "PAG-001" and x["severity"] == "warning"]
    counts["warning"] -= sum(x["count"] for x in series)
    # TXT-004 takes the forms of an Arabic letter for a broken map: five codes and more that say one character.
    forms = [x for x in report["findings"] if only_forms(file, x)]
    counts["warning"] -= sum(x["count"] for x in forms if x["severity"] == "warning")
    # TAG-002 takes a pull quote in one long line, which the text says too, for words that nobody hears.
    repeated = [x for x in report["findings"] if only_repeats(file, x)]
    counts["error"] -= sum(x["count"] for x in repeated if x["severity"] == "error")
    messages = [f"{x['rule']} {x['severity']} ×{x['count']}: {x['message']}"
                for x in sorted(report["findings"], key=lambda x: x["severity"])
                if x["severity"] != "info" and x not in series + forms + repeated]
    return row(file, "outloud", counts, messages)


def only_forms(file, finding):
    """Whether a warning is about codes with one text alone, and the face itself proves them to be its forms."""
    if finding["rule"] != "TXT-004" or finding["severity"] != "warning":
        return False
    said = re.fullmatch(r"font (\S+): \d+ different codes all map to [^;]*", finding["message"])
    return bool(said) and pdf_forms.are_forms(file, said[1])


def only_repeats(file, finding):
    """Whether lines of artifacts that outloud takes for prose say nothing that the tags do not say too: so many words
    of the page's artifacts stand in a row in an article's tagged text as these lines have at the least."""
    if finding["rule"] != "TAG-002" or finding["severity"] != "error":
        return False
    walk = pdf_walk.Walk(file)
    plain = lambda words: [re.sub(r"\W", "", word.text if hasattr(word, "text") else word).lower() for word in words]
    said = [" " + " ".join(filter(None, plain(article.words()))) + " " for article in walk.articles]
    aside = list(filter(None, plain(walk.furniture[finding["page"]])))
    need = PROSE * finding["count"]
    runs = (" " + " ".join(aside[at:at + need]) + " " for at in range(len(aside) - need + 1))
    return any(run in text for run in runs for text in said)


PROSE = 8  # words of a line that outloud takes for prose


def qpdf(files):
    return {file: qpdf_row(file) for file in files}


def qpdf_row(file):
    done = run(["qpdf", "--check", file])
    lines = (done.stdout + done.stderr).splitlines()
    messages = [line for line in lines if line.startswith(("WARNING", "ERROR", "qpdf:")) or file + " (" in line]
    if done.returncode and not messages:
        messages = [f"exit code {done.returncode}: " + short(done.stderr)]
    return row(file, "qpdf", dict(messages=len(messages)), messages)


def fonts(files):
    return {file: fonts_row(file) for file in files}


def fonts_row(file):
    """Every face embedded, cut down, with Unicode values; none of drawn glyphs (Type 3)."""
    done = run(["pdffonts", file])
    if done.returncode:
        return broken(file, "pdffonts", done.stderr[-300:])
    counts = dict(type3=0, not_embedded=0, not_subset=0, no_unicode=0)
    messages = []
    for line in done.stdout.splitlines()[2:]:
        cells = re.match(r"(.*?)\s+(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", line)
        if not cells:
            return broken(file, "pdffonts", "not understood: " + line)
        flaws = [flaw for flaw, has in zip(("not_embedded", "not_subset", "no_unicode"), cells.group(2, 3, 4))
                 if has == "no"]
        if " Type 3 " in line:
            flaws.append("type3")
        for flaw in flaws:
            counts[flaw] += 1
            messages.append(flaw.replace("_", " ") + ": " + cells.group(1))
    return row(file, "pdffonts", counts, messages)
