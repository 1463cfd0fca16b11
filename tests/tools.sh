#!/usr/bin/env bash
# Makes sure that programs are installed which tests and benchmarks run.
#
#   tests/tools.sh              what the tests need
#   tests/tools.sh ripgrep      what the benchmark needs
#   tests/tools.sh valgrind     what counts instructions, for the benchmark alone
#   tests/tools.sh llvm-19      what reads the profile of a program at work, for a release
#   tests/tools.sh cargo-fuzz   what builds a fuzzer, from crates.io into target/cargo-fuzz
#   tests/tools.sh peers        other linters, for the benchmark, from PyPI and npm into target/peers
#
# What the system has is named by its Debian package, which is what is installed where it is missing. The rest, named in
# tests/tools/, goes into target/tools and nowhere else.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A commands=([bash]=bash [chromium]=chromium [fish]=fish [git]=git [jq]=jq [llvm-19]=llvm-profdata-19 [neovim]=nvim [nodejs]=node [npm]=npm [python3]=python3 [ripgrep]=rg [valgrind]=valgrind [zsh]=zsh)
all=$#
[[ $# -gt 0 ]] || set -- bash chromium fish git jq neovim nodejs npm python3 valgrind zsh
missing=()
peers=no
cargo_fuzz=no
for package in "$@"; do
  case $package in
    peers)
      peers=yes
      continue
      ;;
    cargo-fuzz)
      cargo_fuzz=yes
      continue
      ;;
  esac
  command=${commands[$package]:?"no tool of that name: $package"}
  command -v "$command" >/dev/null || missing+=("$package")
done
# Debian keeps what makes a virtual environment apart.
if [[ $all -eq 0 ]] && ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
  missing+=(python3-venv)
fi

if [[ ${#missing[@]} -gt 0 ]]; then
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
fi

install_peers() {
  local home=${CARGO_TARGET_DIR:-target}/peers
  [[ ! -e $home/installed ]] || return 0
  mkdir -p "$home"
  python3 -m venv "$home/python"
  "$home/python/bin/pip" install --quiet --disable-pip-version-check rumdl mdsmith check-jsonschema
  npm install --prefix "$home" --no-audit --no-fund --loglevel=error \
    markdownlint-cli2@0.22 remark-cli remark-frontmatter remark-lint-frontmatter-schema
  touch "$home/installed"
}
[[ $peers == no ]] || install_peers

install_cargo_fuzz() {
  local home=${CARGO_TARGET_DIR:-target}/cargo-fuzz version=0.13.2
  [[ ! -x $home/bin/cargo-fuzz || $(cat "$home/installed") != "$version" ]] || return 0
  cargo install --quiet --locked --root "$home" "cargo-fuzz@$version"
  echo "$version" >"$home/installed"
}
[[ $cargo_fuzz == no ]] || install_cargo_fuzz
[[ $all -eq 0 ]] || exit 0

tools=${CARGO_TARGET_DIR:-target}/tools
wanted=$(cat tests/tools/requirements.txt tests/tools/package.json)
if [[ $(cat "$tools/installed" 2>/dev/null) != "$wanted" ]]; then
  rm -rf "$tools"
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement tests/tools/requirements.txt
  cp tests/tools/package.json "$tools/"
  npm install --prefix "$tools" --no-audit --no-fund --loglevel=error
  printf '%s\n' "$wanted" >"$tools/installed"
fi
