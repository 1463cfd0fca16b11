#!/usr/bin/env bash
# Builds sevlint from the source of this action.
set -euo pipefail
# shellcheck source=action/common.sh
source "$GITHUB_ACTION_PATH/action/common.sh"

command -v cargo >/dev/null || fail "There is no release of this version for ${RUNNER_OS:-this system}, and no cargo to build it with. Use a tag with a release, install Rust, or name a program in the input \`binary\`."
# The action's folder may be shared, and is nobody's to write to.
CARGO_TARGET_DIR="$work/target" cargo install --quiet --locked --path "$GITHUB_ACTION_PATH" --root "$SEVLINT_FOLDER"
