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

exit=0
"$SEVLINT" plan --from "$SEVLINT_SINCE" --format markdown >"$work/plan.md" 2>"$work/said" || exit=$?
quote "$work/said"
{
  printf 'This pull request changes the SEV table or the configuration. %s\n\n' "$judged"
  if [[ $exit -lt 2 && -s $work/plan.md ]]; then
    cat "$work/plan.md"
  else
    echo "What that does to past incidents could not be worked out: \`sevlint plan\` ended with exit code $exit. The log has its words."
  fi
} >"$work/table.md"
cat "$work/table.md" >>"$GITHUB_STEP_SUMMARY"
output report "$work/table.md"
