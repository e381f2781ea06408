#!/usr/bin/env bash
# same_bytes.sh WWPUB INPUT [--style NAME]...: builds an issue twice and compares the bytes of both formats.
#
# The second build differs in everything that must not matter: folder, time zone, locale, umask, the order and
# the dates of the files on disk, the number of threads, and the clock.
# Exit 0: equal. 1: not equal. 2: could not be built.
set -uo pipefail
wwpub=$(realpath "$1")
input=$(realpath "$2")
shift 2

# The paper's root is the nearest folder above the issue with a wwpub.toml; else the issue stands alone.
root=$input
until [ -e "$root/wwpub.toml" ] || [ "$root" = / ]; do root=$(dirname "$root"); done
[ "$root" != / ] || root=$(dirname "$input")
issue=${input#"$root"/}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

copy() { # copy FOLDER [-r]: the issue and what the paper has beside it; written in reversed order
  mkdir -p "$1"
  (
    cd "$root" || exit 2
    for part in wwpub.toml styles fonts _standing content/_standing "$issue"; do
      [ ! -e "$part" ] || find "$part" -type f
    done | sort -u "${@:2}" | tar -cf - -T - | tar -xmf - -C "$1"
  )
}

build() { # build FOLDER ARGUMENT...
  local at=$1
  shift
  (cd "$at" && "$wwpub" build "$issue" -o "$at/out" "$@" >"$at/log" 2>&1) && return
  cat "$at/log" >&2
  exit 2
}

one=$work/one two="$work/another place/ünder/three levels"
copy "$one" || exit 2
(umask 022 && TZ=UTC-14 LC_ALL=C build "$one" --jobs 1 "$@") || exit 2
sleep 3 # dates with a two-second grain, as archives have them, must move on
copy "$two" -r || exit 2
find "$two" -type f -exec touch -d 2001-02-03 {} +
(umask 077 && TZ=UTC+12 LC_ALL=C.UTF-8 HOME=/nonexistent build "$two" --jobs 2 "$@") || exit 2

bad=0 seen=0
for file in "$one"/out/*.epub "$one"/out/*.pdf; do
  [ -e "$file" ] || continue
  seen=$((seen + 1))
  if cmp "$file" "$two/out/$(basename "$file")"; then
    echo "  equal  $(basename "$file")  $(stat -c %s "$file") bytes"
  else
    bad=1
  fi
done
if [ "$seen" -lt 2 ]; then
  echo "same_bytes: no .epub or no .pdf was made" >&2
  exit 2
fi
exit $bad
