# shellcheck shell=bash
# Shared by the scripts of the action; they are sourced with `set -euo pipefail` in force.

# A folder of this use of the action, so that a second one in the same job leaves it alone. What the action writes never lies
# in the repository.
work="${SEVLINT_WORK:-${RUNNER_TEMP:?}/sevlint}"
mkdir -p "$work"

random() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# output NAME VALUE: sets an output of the step. No value can end its own text.
output() {
  local end
  end="end-$(random)"
  printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
}

# fail MESSAGE: says why the step cannot go on. MESSAGE is ours; strangers' words go through `quote`.
fail() {
  printf '::error title=sevlint::%s\n' "$(escaped "$1")"
  exit 2
}

escaped() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

# quote FILE: shows what a program said. Commands to the runner are not obeyed in it.
quote() {
  local end
  [[ -s $1 ]] || return 0
  end=$(random)
  printf '::stop-commands::%s\n' "$end"
  cat "$1"
  printf '\n::%s::\n' "$end"
}

# history_of: puts what is asked of git into `history`, as options.
history_of() {
  history=()
  if [[ -n $SEVLINT_TABLE_HISTORY ]]; then history+=("--table-history=$SEVLINT_TABLE_HISTORY"); fi
  if [[ -n $SEVLINT_SEVERITY_HISTORY ]]; then history+=("--severity-history=$SEVLINT_SEVERITY_HISTORY"); fi
}

# paths_of TEXT: puts the lines of TEXT that say something into `paths`.
paths_of() {
  paths=()
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [[ -n ${line//[[:space:]]/} ]]; then paths+=("$line"); fi
  done <<<"$1"
}
