#!/usr/bin/env bash
# Keeps one comment on the pull request up to date. It is known by its marker and by who wrote it, since anybody can write
# the marker. A token that may not write is no reason to fail: the job summary has it all.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

marker='<!-- sevlint: plan -->'
comments="$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues"

# The token is handed over in a file, where no list of processes shows it.
(umask 077 && printf 'header = "Authorization: Bearer %s"\n' "$SEVLINT_TOKEN" >"$work/token")
trap 'rm -f "$work/token"' EXIT

# api METHOD ADDRESS [FILE]: prints what is answered.
api() {
  local more=()
  if [[ -n ${3:-} ]]; then more=(--header 'Content-Type: application/json' --data-binary "@$3"); fi
  curl --fail --silent --show-error --max-time 60 --retry 2 --config "$work/token" --request "$1" \
    --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' ${more[@]+"${more[@]}"} "$2"
}

skip() {
  printf '::notice title=sevlint::%s\n' "The comment on the pull request could not be written: the token may not do it. The job summary has the same text."
  exit 0
}

printf '{"query":"{viewer{login}}"}' >"$work/query"
author=$(api POST "$GITHUB_GRAPHQL_URL" "$work/query" 2>/dev/null | jq --raw-output '.data.viewer.login // empty') || author=''
author=${author:-github-actions[bot]}

found=''
for page in {1..50}; do
  api GET "$comments/$SEVLINT_NUMBER/comments?per_page=100&page=$page" >"$work/comments" 2>/dev/null || skip
  found=$(jq --raw-output --arg marker "$marker" --arg author "$author" \
    'map(select(.user.login == $author and (.body // "" | startswith($marker)))) | first | .id // empty' "$work/comments")
  if [[ -n $found || $(jq length "$work/comments") -lt 100 ]]; then break; fi
done

if [[ -n $SEVLINT_BODY ]]; then
  text=$SEVLINT_BODY
elif [[ -n $found ]]; then
  text="$work/settled.md"
  echo 'This pull request no longer changes the SEV table or the configuration.' >"$text"
else
  exit 0
fi
# A comment holds 65,536 characters.
jq --null-input --arg marker "$marker" --rawfile text "$text" \
  '{body: ($marker + "\n" + if ($text | length) > 60000 then $text[:60000] + "\n\n… The job summary has the rest." else $text end)}' >"$work/body"
if [[ -n $found ]]; then
  api PATCH "$comments/comments/$found" "$work/body" >/dev/null 2>&1 || skip
else
  api POST "$comments/$SEVLINT_NUMBER/comments" "$work/body" >/dev/null 2>&1 || skip
fi
