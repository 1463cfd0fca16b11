#!/usr/bin/env bash
# Finds a sevlint to run: the one that is named, else the release of this action with its checksum, else one to be built.
#
# Outputs: `work`, a folder for what this use of the action writes; `binary`; and, where it has to be built, `folder` and the
# `key` of the cache.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

output work "$(mktemp -d "$work/use.XXXXXX")"
if [[ -n $SEVLINT_BINARY ]]; then
  found=$(command -v -- "$SEVLINT_BINARY") || fail "There is no program \`$SEVLINT_BINARY\`; correct the input \`binary\`."
  output binary "$found"
  exit
fi

suffix=
case "${RUNNER_OS:-}-${RUNNER_ARCH:-}" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc suffix=.exe ;;
  *) target= ;;
esac

# tag_of REF: the release that REF is, as a tag or as the commit of one.
tag_of() {
  case $1 in
    v[0-9]*.*) printf '%s' "$1" ;;
    *)
      [[ $1 =~ ^[0-9a-f]{40}$ ]] || return 1
      local version commit
      version=$(awk -F '"' '/^version = "/ { print $2; exit }' "$GITHUB_ACTION_PATH/Cargo.toml")
      # Of an annotated tag the last line is the commit.
      commit=$(git ls-remote "$home" "refs/tags/v$version" "refs/tags/v$version^{}" 2>/dev/null | tail -n 1 | cut -f 1)
      [[ $commit == "$1" ]] || return 1
      printf 'v%s' "$version"
      ;;
  esac
}

# release FOLDER: fetches the archive of this action's release and its checksum. There may be none.
release() {
  [[ -n $target && -n $SEVLINT_REPOSITORY ]] || return 1
  local home="${GITHUB_SERVER_URL:?}/$SEVLINT_REPOSITORY"
  local tag
  tag=$(tag_of "$SEVLINT_REF") || return 1
  local name="sevlint-$target.tar.gz"
  local from="$home/releases/download/$tag"
  local get=(curl --fail --silent --show-error --location --proto '=https,http' --retry 2 --max-time 120)
  "${get[@]}" --output "$1/$name" "$from/$name" 2>/dev/null || return 1
  "${get[@]}" --output "$1/$name.sha256" "$from/$name.sha256" 2>/dev/null || return 1
  local wanted got
  read -r wanted _ <"$1/$name.sha256"
  if command -v sha256sum >/dev/null; then
    got=$(sha256sum "$1/$name")
  else
    got=$(shasum -a 256 "$1/$name")
  fi
  # A release that is not what it says it is must not be mended by building something else.
  [[ ${got%% *} == "$wanted" ]] || fail "The checksum of $name is not the one of release $tag. Nothing was run."
  tar -xzf "$1/$name" -C "$1"
}

folder="$work/release"
mkdir -p "$folder"
if release "$folder"; then
  output binary "$folder/sevlint$suffix"
  exit
fi

# The tree of the action names what is built; where it is no repository, its files do.
source=$(git -C "$GITHUB_ACTION_PATH" rev-parse --quiet --verify 'HEAD^{tree}' 2>/dev/null) ||
  source=$(cd "$GITHUB_ACTION_PATH" && find Cargo.toml Cargo.lock src -type f -print0 | sort -z | xargs -0 cat | git hash-object --stdin)
output folder "$work/built"
output key "sevlint-${RUNNER_OS:-any}-${RUNNER_ARCH:-any}-$source"
output binary "$work/built/bin/sevlint$suffix"
