#!/usr/bin/env bash
# Builds what a release has for one target: an archive with its checksum, and a wheel. Into `dist/`.
#
#   .github/release.sh TARGET TAG
set -euo pipefail
cd "$(dirname "$0")/.."
target=$1 tag=$2

version=$(awk -F '"' '/^version = "/ { print $2; exit }' Cargo.toml)
if [[ $tag != "v$version" ]]; then
  echo "The tag is $tag, and Cargo.toml says $version." >&2
  exit 1
fi
if command -v rustup >/dev/null; then rustup target add "$target"; fi
if [[ $target == *-musl ]] && ! command -v musl-gcc >/dev/null; then
  install=()
  [[ $(id -u) -eq 0 ]] || install=(sudo)
  "${install[@]}" apt-get update --quiet
  "${install[@]}" apt-get install --yes --quiet musl-tools
fi

# Laid out for what it does most; the wheel's build is told the same.
CARGO_ENCODED_RUSTFLAGS=$(.github/profile.sh "$target")
export CARGO_ENCODED_RUSTFLAGS

out=${CARGO_TARGET_DIR:-target}/$target/dist
suffix=
if [[ $target == *-windows-* ]]; then suffix=.exe; fi
cargo build --profile dist --locked --target "$target"
"$out/sevlint$suffix" --version

mkdir -p dist
name=sevlint-$target.tar.gz
folder=$(mktemp -d)
cp "$out/sevlint$suffix" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$folder/"
tar -czf "dist/$name" -C "$folder" .
cd dist
if command -v sha256sum >/dev/null; then
  sha256sum "$name" >"$name.sha256"
else
  shasum -a 256 "$name" >"$name.sha256"
fi
cd ..

# A wheel is the same program where people have Python. One for glibc and one for musl, by the target.
python=$(command -v python3 || command -v python)
"$python" -m venv "$folder/venv"
bin=$folder/venv/bin
if [[ -n $suffix ]]; then bin=$folder/venv/Scripts; fi
"$bin/pip" install --quiet "maturin==1.16.0"
"$bin/maturin" build --profile dist --locked --target "$target" --out dist
