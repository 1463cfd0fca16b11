#!/usr/bin/env bash
# Decides from the event what is to be done.
#
# Outputs: `mode` (check or report); of a check of changes `since`, the commit they are counted from; of a pull request its
# `number`, the merge `base`, the `policy`, and the `tables` that it changes; `folder`, where to check: the work tree, or one
# in which only the postmortems are the pull request's.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

mode=$SEVLINT_MODE scope=$SEVLINT_SCOPE policy=$SEVLINT_POLICY
[[ $mode =~ ^(auto|check|report)$ ]] || fail "The input \`mode\` is \`auto\`, \`check\` or \`report\`."
[[ $scope =~ ^(auto|changed|all)$ ]] || fail "The input \`scope\` is \`auto\`, \`changed\` or \`all\`."
[[ $policy =~ ^(auto|head|base)$ ]] || fail "The input \`policy\` is \`auto\`, \`head\` or \`base\`."

command -v jq >/dev/null || fail "The action needs \`jq\`, which this runner does not have. Install it in a step before."

remedy="Check out the whole history: \`fetch-depth: 0\` for actions/checkout."
if [[ -n $SEVLINT_TABLE_HISTORY$SEVLINT_SEVERITY_HISTORY && $(git rev-parse --is-shallow-repository) != false ]]; then
  fail "The inputs \`table-history\` and \`severity-history\` need commits that this clone does not have. $remedy"
fi

event() {
  jq --raw-output "$1 // empty" "$GITHUB_EVENT_PATH"
}

if [[ $mode == auto ]]; then
  if [[ $GITHUB_EVENT_NAME == schedule ]]; then mode=report; else mode=check; fi
fi
output mode "$mode"
[[ $mode == check ]] || exit 0

number='' target='' is_fork=false
case $GITHUB_EVENT_NAME in
  pull_request | pull_request_target)
    number=$(event .pull_request.number)
    target=$(event .pull_request.base.sha)
    [[ $(event .pull_request.head.repo.full_name) == "$GITHUB_REPOSITORY" ]] || is_fork=true
    ;;
  merge_group) target=$(event .merge_group.base_sha) ;;
esac

if [[ $policy == auto ]]; then
  if $is_fork; then policy="base"; else policy="head"; fi
fi
if [[ $scope == auto ]]; then
  if [[ -n $target ]]; then scope=changed; else scope=all; fi
fi
folder=$PWD
if [[ -z $target ]]; then
  [[ $scope == all ]] || fail "Only a pull request or a merge queue says what has changed; leave out \`scope: changed\` for the event \`$GITHUB_EVENT_NAME\`."
  output folder "$folder"
  exit 0
fi
output number "$number"

[[ $target =~ ^[0-9a-f]{40,64}$ ]] || fail "The event does not say what the pull request is to be merged into."
git rev-parse --quiet --verify "$target^{commit}" >/dev/null || fail "The commit that the pull request is to be merged into is not in this clone. $remedy"
base=$(git merge-base "$target" HEAD) || fail "The pull request and its target have no commit in common in this clone. $remedy"
output base "$base"
output policy "$policy"

changed="$work/changed"
git diff --name-only -z --no-renames --no-ext-diff "$base" HEAD -- >"$changed"

# Tables and configurations among what has changed, at either side.
judges="$work/judges"
: >"$judges"
while IFS= read -r -d '' path; do
  if [[ ${path##*/} == sevlint.toml ]]; then
    printf '%s\0' "$path" >>"$judges"
    continue
  fi
  [[ $path =~ \.(md|markdown|mdx|qmd|yaml|yml|toml|json)$ ]] || continue
  for side in "$base" HEAD; do
    if git cat-file blob "$side:$path" 2>/dev/null | head -c 262144 | grep -qE '^[[:space:]{]*"?sev_table"?[[:space:]]*[:=]'; then
      printf '%s\0' "$path" >>"$judges"
      break
    fi
  done
done <"$changed"
# Names of strangers go on as a number and in a file, never in an output.
count=$(tr -dc '\0' <"$judges" | wc -c)
if [[ $count -gt 0 ]]; then output tables "$((count))"; fi

if [[ $policy == base ]]; then
  # The target's tree, with the Markdown of the pull request that is no table.
  export GIT_INDEX_FILE="$work/index"
  git read-tree "$base"
  while IFS= read -r -d '' path; do
    [[ $path =~ \.(md|markdown|mdx|qmd)$ ]] || continue
    if grep -qzFx -- "$path" "$judges"; then continue; fi
    entry=$(git ls-tree -z --full-tree HEAD -- "$path" | tr '\0' '\n' | head -n 1 | cut -f 1)
    if [[ -z $entry ]]; then
      printf '0 %s\t%s\0' 0000000000000000000000000000000000000000 "$path"
    else
      read -r kind _ object <<<"$entry"
      printf '%s %s\t%s\0' "$kind" "$object" "$path"
    fi
  done <"$changed" | git update-index -z --index-info
  tree=$(git write-tree)
  unset GIT_INDEX_FILE
  commit=$(GIT_AUTHOR_NAME=sevlint GIT_AUTHOR_EMAIL=sevlint@localhost GIT_COMMITTER_NAME=sevlint GIT_COMMITTER_EMAIL=sevlint@localhost \
    git commit-tree --no-gpg-sign -p "$base" -m 'The postmortems of the pull request, judged by its target' "$tree")
  folder="$work/tree"
  git -c core.hooksPath=/dev/null worktree add --quiet --force --detach "$folder" "$commit"
fi
output folder "$folder"
if [[ $scope == changed ]]; then output since "$base"; fi
