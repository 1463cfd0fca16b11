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
# Reviews of pull requests, and what else is about one, have other names.
is_pull_request=$(event '((.pull_request | type) == "object")')
if [[ -n $is_pull_request ]]; then
  number=$(event .pull_request.number)
  target=$(event .pull_request.base.sha)
  head=$(event .pull_request.head.sha)
  [[ $number =~ ^[0-9]+$ && -n $target ]] || fail "The event does not say which pull request it is about, or what that is to be merged into."
  [[ $(event .pull_request.head.repo.full_name) == "$GITHUB_REPOSITORY" ]] || is_fork=true
  # What GitHub has merged to try it out is of the target as it is now; the event can be older. Only GitHub's word for which
  # commit that is counts, as anybody can make one that looks like it.
  if [[ -n $head && $(git rev-parse HEAD) == "${GITHUB_SHA:-}" && $(git rev-parse --quiet --verify 'HEAD^2' || true) == "$head" ]]; then
    target=$(git rev-parse 'HEAD^1')
  fi
elif [[ $GITHUB_EVENT_NAME == merge_group ]]; then
  target=$(event .merge_group.base_sha)
fi

if [[ $policy == auto ]]; then
  if $is_fork; then policy="base"; else policy="head"; fi
fi
if [[ $scope == auto ]]; then
  if [[ -n $target ]]; then scope=changed; else scope=all; fi
fi
folder=$PWD
if [[ -z $target ]]; then
  if [[ $policy == base ]]; then
    # What is pushed is there already.
    [[ $GITHUB_EVENT_NAME == push ]] || fail "The event \`$GITHUB_EVENT_NAME\` does not say what is to be merged into what, so \`policy: base\` cannot be obeyed. Give \`policy: base\` only where a pull request or a merge queue starts the workflow: \`policy: \${{ (github.event.pull_request || github.event.merge_group) && 'base' || 'auto' }}\`."
    printf '::notice title=sevlint::%s\n' "A push is not to be merged into anything: it is judged by its own table and configuration, whatever \`policy\` says."
  fi
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

# lined: makes each name that a NUL ends a line. Instead of line breaks in it there is `//`, which no path has.
lined() {
  local name apart=//
  while IFS= read -r -d '' name; do printf '%s\n' "${name//$'\n'/$apart}"; done
}

# What has changed: `:MODE MODE OBJECT OBJECT STATUS` and a path.
changed=() entries=()
git diff-tree -r -z --raw --no-renames --no-abbrev "$base" HEAD >"$work/changed"
while IFS= read -r -d '' entry && IFS= read -r -d '' path; do
  read -r _ mode _ object status <<<"$entry"
  changed+=("$path")
  entries+=("$status $mode $object")
done <"$work/changed"
git diff-tree -r -z --name-only --no-renames "$base" HEAD | lined >"$work/paths"
git diff-tree -r -z --name-only --no-renames --diff-filter=D "$base" HEAD | lined >"$work/gone"

# judges FILE [OPTION]: asks sevlint by what postmortems are judged, and puts that into FILE and, as lines, into FILE.lines.
judges() {
  local file=$1
  shift
  if ! "$SEVLINT" table files --null "$@" >"$file" 2>"$work/said"; then
    quote "$work/said"
    fail "sevlint could not tell by what postmortems are judged. The log has its words."
  fi
  lined <"$file" >"$file.lines"
}

# weigh FILE: adds to FILE the contents of what it names.
weigh() {
  local entry files=()
  while IFS= read -r -d '' entry; do
    # What stands for bytes that are no text names another file, or none.
    if [[ ! -f ${entry#*$'\t'} || $entry == *$'\xef\xbf\xbd'* ]]; then
      fail "The name of a file that postmortems are judged by is not UTF-8 (\`sevlint table files\` shows it with \`�\`), or the file cannot be read, so this pull request cannot be judged by what it is to be merged into (\`policy: base\`). Rename the file or its folder."
    fi
    files+=("${entry#*$'\t'}")
  done <"$1"
  [[ ${#files[@]} -eq 0 ]] || git hash-object --no-filters -- "${files[@]}" >>"$1"
}

# among CASE ROLES FILE...: tells which of what has changed, by their numbers, the lines of FILE name in one of these roles.
# CASE is `any` where another case is the same name. All are asked for at once: strangers choose how many there are.
among() {
  local case=$1 roles=$2
  shift 2
  awk -v any="$case" -v roles=" $roles " '
    function key(path) { return any == "any" ? tolower(path) : path "" }
    side == "judges" {
      tab = index($0, "\t")
      if (index(roles, " " substr($0, 1, tab - 1) " ")) judges[key(substr($0, tab + 1))]
      next
    }
    key($0) in judges { print FNR - 1 }
  ' side=judges "$@" side=paths "$work/paths"
}

# replacing: tells which of what has changed, by their numbers, are in the place of a folder, or in a folder in the place of a file.
replacing() {
  awk '
    function cut(path) { return match(path, "/[^/]*$") ? substr(path, 1, RSTART - 1) : "" }
    side == "gone" { gone[$0 ""]; for (path = cut($0); path != ""; path = cut(path)) folders[path]; next }
    ($0 "") in folders { print FNR - 1; next }
    { for (path = cut($0); path != ""; path = cut(path)) if (path in gone) { print FNR - 1; next } }
  ' side=gone "$work/gone" side=paths "$work/paths"
}

judges "$work/judges.base" --at="$base"
judges "$work/judges.head" --at=HEAD
count=$(among same 'table configuration' "$work/judges.base.lines" "$work/judges.head.lines" | wc -l)
count=$((count))

# What else is judged by, and no plan is made of.
besides=()
if [[ -n $(among same baseline "$work/judges.base.lines" "$work/judges.head.lines") ]]; then besides+=("a list of known findings"); fi
if [[ -n $(among same template "$work/judges.base.lines" "$work/judges.head.lines") ]]; then besides+=("a template"); fi
# Ignore files change for many reasons. They decide something where they leave out Markdown that git has.
if grep -qE '(^|/)\.gitignore$' "$work/paths" &&
  git ls-files -z -- ':(top,icase)*.md' ':(top,icase)*.markdown' ':(top,icase)*.mdx' ':(top,icase)*.qmd' ':(top,icase)*.md.erb' |
  git -c core.excludesFile=/dev/null check-ignore --no-index -z --stdin >/dev/null; then
  besides+=("an ignore file that leaves out Markdown")
fi
if [[ ${#besides[@]} -gt 0 ]]; then
  named=$(printf ', %s' "${besides[@]}")
  if [[ $policy == base ]]; then whose="those it is to be merged into"; else whose="its own"; fi
  printf '::notice title=sevlint::%s\n' "$(escaped "This pull request changes what postmortems are judged by: ${named:2}. It was judged by $whose (\`policy: $policy\`).")"
fi

# build: puts the target's tree with what is `taken` of the pull request into `folder`.
build() {
  local index tree commit entry
  export GIT_INDEX_FILE="$work/index"
  rm -f "$GIT_INDEX_FILE"
  git read-tree "$base"
  : >"$work/taken"
  for index in ${taken[@]+"${taken[@]}"}; do
    printf '%s\0' "${changed[index]}" >>"$work/taken"
    # Of what is no Markdown only that it is there matters.
    if [[ ${attached[index]:-} ]]; then entry="100644 $empty"; else entry=${entries[index]#* }; fi
    printf '%s\t%s\0' "$entry" "${changed[index]}"
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
  # The target's tree, with the Markdown of the pull request by which nothing is judged, and what else it adds, empty.
  folder=$(mktemp -d "$work/tree.XXXXXX")
  output made "$folder"
  # All of it, even where only a part is checked out: the table is perhaps not in that.
  git -c core.hooksPath=/dev/null -c core.sparseCheckout=false worktree add --quiet --force --detach "$folder" "$base"
  cd "$folder"
  judges "$work/judges.then"
  weigh "$work/judges.then"
  taken=() attached=()
  empty=$(git hash-object -w --no-filters --stdin </dev/null)
  # Hidden ones, ignore files among them; data; and what a system could take for another name.
  telling='/\.|\.(toml|yaml|yml|json)$|[~:\\]|[. ](/|$)'
  every='table configuration baseline template'
  # Another case is another name, or the same.
  among any "$every" "$work/judges.base.lines" "$work/judges.then.lines" >"$work/among"
  judging=() replaces=()
  while read -r index; do judging[index]=yes; done <"$work/among"
  replacing >"$work/replacing"
  while read -r index; do replaces[index]=yes; done <"$work/replacing"
  shopt -s nocasematch
  for index in ${changed[@]+"${!changed[@]}"}; do
    path=${changed[index]}
    [[ -z ${judging[index]:-} ]] || continue
    # What is called as tables are is none of the postmortems, wherever it stands.
    if [[ $path =~ \.(md|markdown|mdx|qmd|md\.erb)$ ]]; then
      if [[ ${path##*/} != sev.md ]]; then taken+=("$index"); fi
    # What postmortems link to: new files, but none that could say anything about others, under any name that a system has for it.
    elif [[ ${entries[index]} == 'A 100'* && -z ${replaces[index]:-} && ! /$path =~ $telling ]]; then
      taken+=("$index")
      attached[index]=yes
    fi
  done
  shopt -u nocasematch
  # Where something of the pull request would be judged by, it stays away; and then perhaps something else would be.
  for _ in {1..9}; do
    build
    judges "$work/judges.now"
    among same "$every" "$work/judges.now.lines" >"$work/among"
    judging=()
    while read -r index; do judging[index]=yes; done <"$work/among"
    kept=()
    for index in ${taken[@]+"${taken[@]}"}; do
      if [[ -z ${judging[index]:-} ]]; then kept+=("$index"); fi
    done
    [[ ${#kept[@]} -lt ${#taken[@]} ]] || break
    if grep -q $'^table\t' "$work/judges.base.lines" "$work/judges.then.lines"; then
      among same table "$work/judges.now.lines" >"$work/among"
      tables=()
      while read -r index; do tables[index]=yes; done <"$work/among"
      for index in "${taken[@]}"; do
        # A postmortem that calls itself a table must not get away with that.
        [[ -z ${tables[index]:-} ]] || fail "A file of this pull request would be taken for the SEV table, as one of what it is to be merged into is, so it cannot be judged by that (\`policy: base\`). Where \`table = \"…\"\` in sevlint.toml names the table, no other file is taken for it."
      done
    fi
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
