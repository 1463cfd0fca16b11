#!/usr/bin/env bash
# Makes sure that programs are installed which tests and benchmarks compare sevlint with.
#
#   tests/tools.sh              what the tests need: git, and python3 for a pseudo-terminal
#   tests/tools.sh ripgrep      what the benchmark needs
#
# Each is named by its Debian package, which is what is installed where it is missing.
set -euo pipefail

declare -A commands=([git]=git [python3]=python3 [ripgrep]=rg)
[[ $# -gt 0 ]] || set -- git python3
missing=()
for package in "$@"; do
  command=${commands[$package]:?"no tool of that name: $package"}
  command -v "$command" >/dev/null || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

install=()
[[ $(id -u) -eq 0 ]] || install=(sudo)
if command -v apt-get >/dev/null; then
  "${install[@]}" apt-get update --quiet
  "${install[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet "${missing[@]}"
elif command -v brew >/dev/null; then
  brew install "${missing[@]}"
else
  echo "please install: ${missing[*]}" >&2
  exit 1
fi
