#!/usr/bin/env bash
# The pull request changes the table or the configuration: says so, and what that does to past incidents.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

if [[ $SEVLINT_POLICY == base ]]; then
  judged="It was judged by those it is to be merged into (\`policy: base\`)."
else
  judged="It was judged by its own (\`policy: head\`)."
fi
printf '::notice title=sevlint::%s\n' "$(escaped "This pull request changes the SEV table or the configuration. $judged")"

# plan FILE [OPTION...] [FOLDER]: asks what the change does, and puts that into FILE. How it ended is put into `exit`.
plan() {
  local file=$1
  shift
  exit=0
  "$SEVLINT" plan --from "$SEVLINT_SINCE" "$@" >"$file" 2>"$work/said" || exit=$?
}

plan "$work/plan.md" --format markdown
quote "$work/said"
{
  printf 'This pull request changes the SEV table or the configuration. %s\n\n' "$judged"
  if [[ $exit -lt 2 && -s $work/plan.md ]]; then
    cat "$work/plan.md"
    # A plan is about one project. The tables of others that changed, too, have one of their own.
    plan "$work/plan.json" --format json
    jq --join-output '[.beside[]? | select(.change == "elsewhere") | .folder // empty] | unique | .[] | . + "\u0000"' \
      "$work/plan.json" >"$work/folders"
    count=0
    while IFS= read -r -d '' folder; do
      count=$((count + 1))
      # Strangers choose how many there are.
      if [[ $count -gt 20 ]]; then
        printf '\n%s\n' "More projects have changed tables; \`sevlint plan FOLDER\` shows what comes of each."
        break
      fi
      plan "$work/plan.md" --format markdown -- "$folder"
      echo
      if [[ $exit -lt 2 && -s $work/plan.md ]]; then
        cat "$work/plan.md"
      else
        echo "What the change does to the past incidents of another project could not be worked out: \`sevlint plan\` ended with exit code $exit."
      fi
    done <"$work/folders"
  else
    echo "What that does to past incidents could not be worked out: \`sevlint plan\` ended with exit code $exit. The log has its words."
  fi
} >"$work/table.md"
# A job summary holds 1 MiB a step.
head -c 1000000 "$work/table.md" >>"$GITHUB_STEP_SUMMARY"
output report "$work/table.md"
