#!/usr/bin/env bash
# Checks postmortems: annotations, the job summary, SARIF, counts. How it ended is an output; the last step fails by it.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

paths_of "$SEVLINT_PATHS"
# One document each, in one run.
arguments=(check --format "github=$work/annotations" --format "markdown=$work/check.md" --format "sarif=$work/check.sarif" --format "json=$work/check.json")
if [[ -n $SEVLINT_FAIL_ON ]]; then arguments+=("--fail-on=$SEVLINT_FAIL_ON"); fi
if [[ -n $SEVLINT_SINCE ]]; then arguments+=("--changed-since=$SEVLINT_SINCE"); fi
history_of
arguments+=(${history[@]+"${history[@]}"})
if [[ ${#paths[@]} -gt 0 ]]; then arguments+=(-- "${paths[@]}"); fi

exit=0
(cd "$SEVLINT_FOLDER" && "$SEVLINT" "${arguments[@]}") >"$work/said" 2>&1 || exit=$?
quote "$work/said"
[[ -s $work/check.json ]] || fail "sevlint wrote no result (exit code $exit)."
# What can be obeyed in it was put there by sevlint.
cat "$work/annotations"
cat "$work/check.md" >>"$GITHUB_STEP_SUMMARY"

count() {
  jq "$1" "$work/check.json"
}
output errors "$(count .summary.errors)"
output warnings "$(count .summary.warnings)"
output mismatches "$(count '.summary.standings | (.understated // 0) + (.overstated // 0) + (.contradicted // 0)')"
output report "$work/check.md"
output sarif "$work/check.sarif"
output exit "$exit"
