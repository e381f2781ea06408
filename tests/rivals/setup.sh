#!/usr/bin/env bash
# setup.sh: installs the rivals where they are missing; says nothing new where they are there.
#
# typst from PyPI, LuaLaTeX with microtype from Debian, pdfplumber to read what they made, each through its own
# client; with the word `crowbook`, Crowbook from its crate. What is no Debian package goes to $RIVALS (default ~/.cache/wwpub-rivals).
set -uo pipefail
RIVALS=${RIVALS:-${XDG_CACHE_HOME:-$HOME/.cache}/wwpub-rivals}
mkdir -p "$RIVALS" || exit 1
exec 9>"$RIVALS/lock" # two set-ups at once: the second waits and finds everything done
flock 9
log=$RIVALS/setup.log
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
python3 -c 'import ensurepip, venv' 2>/dev/null || need+=(python3-venv)
if ! command -v lualatex >/dev/null || [ -z "$(kpsewhich microtype.sty)" ] || [ -z "$(kpsewhich fontspec.sty)" ]; then
  need+=(texlive-luatex texlive-latex-recommended texlive-fonts-recommended)
fi
if [ ${#need[@]} -gt 0 ]; then
  echo "setup: Debian: ${need[*]}"
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
  again "${apt[@]}" update && again "${apt[@]}" install -y --no-install-recommends "${need[@]}" ||
    fail "Debian packages did not install"
fi

# ---- PyPI. A change of this list runs the step again.
pins="typst==0.15.2 pdfplumber==0.11.10"
venv=$RIVALS/venv
if [ "$(cat "$RIVALS/pip.ok" 2>/dev/null)" != "$pins" ] || ! "$venv/bin/python" -c 'import pdfplumber' 2>/dev/null; then
  echo "setup: PyPI: $pins"
  rm -f "$RIVALS/pip.ok"
  "$venv/bin/python" -c '' 2>/dev/null || again python3 -m venv --clear "$venv"
  # shellcheck disable=SC2086
  again "$venv/bin/python" -m pip install -q $pins && echo "$pins" >"$RIVALS/pip.ok" ||
    fail "PyPI packages did not install"
fi
# ---- Crowbook, for `book` alone: some minutes
if [ "${1:-}" = crowbook ] && [ ! -x "$RIVALS/crowbook/bin/crowbook" ]; then
  echo "setup: crates: crowbook 0.17.1"
  again cargo install crowbook --version 0.17.1 \
    --root "$RIVALS/crowbook" || fail "Crowbook did not build"
fi
[ $bad = 0 ] && echo "setup: the rivals are ready in $RIVALS"
exit $bad
