#!/usr/bin/env bash
# Decides from the event what is to be done.
#
# Outputs: `mode` (check or report); of a check of changes `since`, the commit they are counted from; of a pull request its
# `number`, the merge `base`, the `policy`, and the `tables` that it changes; `folder`, where to check: the work tree, or one
# in which only the postmortems are the pull request's, which is then also `made`.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

# Names of files are bytes, whatever they mean somewhere.
export LC_ALL=C

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

number='' target='' head='' is_fork=false
case $GITHUB_EVENT_NAME in
  pull_request | pull_request_target)
    number=$(event .pull_request.number)
    target=$(event .pull_request.base.sha)
    head=$(event .pull_request.head.sha)
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
if [[ -n $number ]]; then
  [[ $head =~ ^[0-9a-f]{40,64}$ ]] || fail "The event does not say which commit the pull request is about."
  # What is checked out for `pull_request_target` is the target, in which nothing has changed.
  git merge-base --is-ancestor "$head" HEAD 2>/dev/null || fail "The pull request is not checked out, so there is nothing of it to check: its commit ${head:0:10} is not part of what is. For \`$GITHUB_EVENT_NAME\` give actions/checkout \`ref: \${{ github.event.pull_request.head.sha }}\` and \`fetch-depth: 0\`."
fi
output base "$base"
output policy "$policy"

# A partial clone fetches contents when they are needed. sevlint does not; this asks for what it reads, all at once.
if git config --get-regexp '^remote\..*\.promisor$' >/dev/null; then
  nothing=$(git hash-object -t tree /dev/null)
  for commit in "$base" HEAD; do
    git diff --numstat --no-renames --no-ext-diff --no-textconv "$nothing" "$commit" -- \
      ':(icase)*.md' ':(icase)*.markdown' ':(icase)*.mdx' ':(icase)*.qmd' ':(icase)*.md.erb' '*sevlint.toml' >/dev/null ||
      fail "This clone has a part of the contents, and the rest cannot be fetched. Leave out \`filter\` and \`sparse-checkout\` for actions/checkout."
  done
fi

# What has changed: `:MODE MODE OBJECT OBJECT STATUS` and a path.
changed=() entries=()
git diff-tree -r -z --raw --no-renames --no-abbrev "$base" HEAD >"$work/changed"
while IFS= read -r -d '' entry && IFS= read -r -d '' path; do
  read -r _ mode _ object _ <<<"$entry"
  changed+=("$path")
  entries+=("$mode $object")
done <"$work/changed"

# judges FILE [OPTION]: asks sevlint by what postmortems are judged, and puts that into FILE and, with `//` around each, which no
# path has, into `judges`.
judges() {
  local file=$1 entry
  shift
  if ! "$SEVLINT" table files --null "$@" >"$file" 2>"$work/said"; then
    quote "$work/said"
    fail "sevlint could not tell by what postmortems are judged. The log has its words."
  fi
  judges=//
  while IFS= read -r -d '' entry; do judges+="$entry//"; done <"$file"
}

# weigh FILE: adds to FILE the contents of what it names.
weigh() {
  local entry files=()
  while IFS= read -r -d '' entry; do
    if [[ -f ${entry#*$'\t'} ]]; then files+=("${entry#*$'\t'}"); fi
  done <"$1"
  [[ ${#files[@]} -eq 0 ]] || git hash-object --no-filters -- "${files[@]}" >>"$1"
}

# among JUDGES PATH [ROLE]...: whether a file is one of them, whatever its role or in one of these.
among() {
  local all=$1 path=$2 role
  shift 2
  [[ $# -gt 0 ]] || set -- table configuration baseline template
  for role in "$@"; do
    if [[ $all == *"//$role"$'\t'"$path//"* ]]; then return 0; fi
  done
  return 1
}

judges "$work/judges" --at="$base"
then=$judges
judges "$work/judges" --at=HEAD
count=0
for path in ${changed[@]+"${changed[@]}"}; do
  if among "$then$judges" "$path" table configuration; then count=$((count + 1)); fi
done

# build: puts the target's tree with what is `taken` of the pull request into `folder`.
build() {
  local index tree commit
  export GIT_INDEX_FILE="$work/index"
  rm -f "$GIT_INDEX_FILE"
  git read-tree "$base"
  : >"$work/taken"
  for index in ${taken[@]+"${taken[@]}"}; do
    printf '%s\0' "${changed[index]}" >>"$work/taken"
    printf '%s\t%s\0' "${entries[index]}" "${changed[index]}"
  done | git update-index -z --index-info
  tree=$(git write-tree)
  unset GIT_INDEX_FILE
  git diff-tree -r -z --name-only --no-renames "$base" "$tree" >"$work/differs"
  cmp -s "$work/taken" "$work/differs" ||
    fail "This pull request puts a folder in the place of a file, or a file in that of a folder, so it cannot be judged by what it is to be merged into (\`policy: base\`)."
  commit=$(GIT_AUTHOR_NAME=sevlint GIT_AUTHOR_EMAIL=sevlint@localhost GIT_COMMITTER_NAME=sevlint GIT_COMMITTER_EMAIL=sevlint@localhost \
    git commit-tree --no-gpg-sign -p "$base" -m 'The postmortems of the pull request, judged by its target' "$tree")
  git -c core.hooksPath=/dev/null -c core.sparseCheckout=false -C "$folder" checkout --quiet --force --detach "$commit"
}

if [[ $policy == base ]]; then
  # The target's tree, with the Markdown of the pull request by which nothing is judged.
  folder=$(mktemp -d "$work/tree.XXXXXX")
  output made "$folder"
  # All of it, even where only a part is checked out: the table is perhaps not in that.
  git -c core.hooksPath=/dev/null -c core.sparseCheckout=false worktree add --quiet --force --detach "$folder" "$base"
  cd "$folder"
  judges "$work/judges.then"
  weigh "$work/judges.then"
  taken=()
  # Another case is another name, or the same.
  shopt -s nocasematch
  for index in ${changed[@]+"${!changed[@]}"}; do
    path=${changed[index]}
    # What is called as tables are is none of the postmortems, wherever it stands.
    if [[ $path =~ \.(md|markdown|mdx|qmd|md\.erb)$ && ${path##*/} != sev.md ]] && ! among "$then$judges" "$path"; then
      taken+=("$index")
    fi
  done
  shopt -u nocasematch
  # Where something of the pull request would be judged by, it stays away; and then perhaps something else would be.
  for _ in {1..9}; do
    build
    judges "$work/judges.now"
    kept=()
    for index in ${taken[@]+"${taken[@]}"}; do
      path=${changed[index]}
      if ! among "$judges" "$path"; then
        kept+=("$index")
      elif among "$judges" "$path" table && [[ $then == *$'//table\t'* ]]; then
        # A postmortem that calls itself a table must not get away with that.
        fail "A file of this pull request would be taken for the SEV table, as one of what it is to be merged into is, so it cannot be judged by that (\`policy: base\`). Where \`table = \"…\"\` in sevlint.toml names the table, no other file is taken for it."
      fi
    done
    [[ ${#kept[@]} -lt ${#taken[@]} ]] || break
    taken=(${kept[@]+"${kept[@]}"})
  done
  # The same files, with the same contents.
  weigh "$work/judges.now"
  cmp -s "$work/judges.then" "$work/judges.now" ||
    fail "What this pull request brings would be taken for what postmortems are judged by, so it cannot be judged by what it is to be merged into (\`policy: base\`)."
fi
# Names of strangers go on as a number, never in an output.
if [[ $count -gt 0 ]]; then output tables "$count"; fi
output folder "$folder"
if [[ $scope == changed ]]; then output since "$base"; fi
