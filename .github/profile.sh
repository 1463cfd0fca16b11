#!/usr/bin/env bash
# Watches sevlint at its work, and prints the flags by which the compiler lays out a build for what it saw: what every postmortem
# goes through is inlined and kept together, and what hardly ever runs is kept small.
#
#   CARGO_ENCODED_RUSTFLAGS=$(.github/profile.sh TARGET) cargo build --profile dist --locked --target TARGET
#
# Prints nothing, and warns, where the compiler has no profiler for the target: what is built by that is right, and slower.
# What reads profiles comes with the compiler (rustup's `llvm-tools`); where it does not, `LLVM_PROFDATA` names another, as
# `tests/tools.sh llvm-19` installs one.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?usage: .github/profile.sh TARGET}

library=$(rustc --print target-libdir --target "$target")
profilers=("$library"/libprofiler_builtins-*.rlib)
if [[ ! -e ${profilers[0]} ]]; then
  echo "${GITHUB_ACTIONS:+::warning::}This compiler has no profiler for $target: its program is built without a profile." >&2
  exit 0
fi
suffix=
if [[ $target == *-windows-* ]]; then suffix=.exe; fi
profdata=$(rustc --print target-libdir)/../bin/llvm-profdata$suffix
if [[ ! -e $profdata && -n ${LLVM_PROFDATA:-} ]]; then
  profdata=$LLVM_PROFDATA
elif [[ ! -e $profdata ]]; then
  rustup component add llvm-tools >&2
fi

place=${CARGO_TARGET_DIR:-target}/profile/$target
mkdir -p "$place"
rm -f "$place"/*.profraw
place=$(cd "$place" && pwd)
repository=$(mktemp -d)
trap 'rm -rf "$repository"' EXIT
# The compiler is no program of the shell's there, and knows folders by another name.
if command -v cygpath >/dev/null; then place=$(cygpath --mixed "$place"); fi

# A program that counts how often it goes where.
CARGO_ENCODED_RUSTFLAGS=-Cprofile-generate=$place \
  cargo build --profile dist --locked --target "$target" --target-dir "$place/build" >&2
program=$place/build/$target/dist/sevlint$suffix

# What it does every day: many postmortems as people write them, some with findings. Outside of the project, whose ignored files
# it would leave out.
sample=fixtures/sample/repo
cp -R "$sample/SEV.md" "$sample/sevlint.toml" "$sample/sev" "$repository/"
mkdir "$repository/postmortems"
for postmortem in "$sample"/postmortems/2*.md; do
  name=$(basename "$postmortem" .md)
  for copy in {1..60}; do
    cp "$postmortem" "$repository/postmortems/$name-$copy.md"
  done
done

# Findings end a run with 1; anything else is a run that was not made. With one thread, for counters of several get in each
# other's way.
work() {
  local name=$1 folder=$2 ended=0
  shift 2
  (cd "$folder" && RAYON_NUM_THREADS=1 LLVM_PROFILE_FILE=$place/$name.profraw "$program" "$@" \
    >/dev/null 2>"$place/$name.log") || ended=$?
  if [[ $ended -gt 1 ]]; then
    cat "$place/$name.log" >&2
    exit 1
  fi
}
work check "$repository" check
work report "$repository" report --since 2000-01-01
work lint "$repository" table lint
# Learning from so many would be all that is seen.
work learn "$sample" table learn

"$profdata" merge --output="$place/sevlint.profdata" "$place"/*.profraw >&2
# What is called where little time goes is worth few instructions; where much goes, the profile decides.
flags=("-Cprofile-use=$place/sevlint.profdata" "-Cllvm-args=-inline-threshold=25" "-Cllvm-args=-inlinehint-threshold=50")
(
  IFS=$'\x1f'
  printf '%s' "${flags[*]}"
)
