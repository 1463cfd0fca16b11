#!/usr/bin/env bash
# Reports on a quarter: the job summary, and a folder for the artifact.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

paths_of "$SEVLINT_PATHS"
folder="$work/report"
mkdir -p "$folder"
if [[ -n $SEVLINT_QUARTER ]]; then
  period=("--quarter=$SEVLINT_QUARTER")
else
  # The calendar quarter that has ended. With days, it means the same whenever the fiscal year starts; days that are a quarter
  # are compared with the quarter before.
  year=$(date -u +%Y) month=$((10#$(date -u +%m)))
  first=$(((month - 1) / 3 * 3 - 2))
  if [[ $first -lt 1 ]]; then first=$((first + 12)) year=$((year - 1)); fi
  last=$((first + 2))
  case $last in
    3 | 12) day=31 ;;
    *) day=30 ;;
  esac
  period=("--since=$(printf '%04d-%02d-01' "$year" "$first")" "--until=$(printf '%04d-%02d-%02d' "$year" "$last" "$day")")
fi
arguments=(report "${period[@]}" --compare previous)
for format in markdown:md html:html json:json csv:csv; do
  arguments+=(--format "${format%:*}=$folder/report.${format#*:}")
done
history_of
arguments+=(${history[@]+"${history[@]}"})
if [[ ${#paths[@]} -gt 0 ]]; then arguments+=(-- "${paths[@]}"); fi

exit=0
"$SEVLINT" "${arguments[@]}" >"$work/said" 2>&1 || exit=$?
quote "$work/said"
if [[ $exit -ne 0 || ! -s $folder/report.md ]]; then fail "The report could not be made (exit code $exit). The log has the reason."; fi
# A job summary holds 1 MiB a step.
head -c 1000000 "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
output report "$folder/report.md"
output folder "$folder"
