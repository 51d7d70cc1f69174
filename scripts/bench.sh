#!/usr/bin/env bash
# Figures of the program, each beside a peer or limit in the same run (docs/bench.md).
#   bench.sh                    all of it, about ten minutes
#   bench.sh --only acts,paper  parts of it: acts, clocks, paper, inbox, window
# The peers in bench/peers/ are a workspace of their own and built only here.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
if [ -z "${YICHUANG_DEVICES_BUS:-}" ]; then
  YICHUANG_DEVICES_BUS=1 exec dbus-run-session -- "$0" "$@"
fi
# shellcheck source=scripts/devices.sh
. "$here/scripts/devices.sh"

cd "$here"
cargo build --locked --workspace --bins --quiet
cargo build --locked --manifest-path bench/peers/Cargo.toml --target-dir "$CARGO_TARGET_DIR/peers" --quiet

# Beside what was built: that is a real disk, which the temporary folder need not be.
dir=$(mktemp -d "$CARGO_TARGET_DIR/bench.XXXXXX")
trap 'stop_started; rm -rf "$dir"' EXIT
own_keyring "$dir"
Xvfb -displayfd 3 -screen 0 1366x768x24 3>"$dir/display" >"$dir/xvfb.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do [ -s "$dir/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$dir/display")
export DISPLAY

mkdir "$dir/run"
"$CARGO_TARGET_DIR/debug/yichuang-bench" run --dir "$dir/run" --forms forms \
  --peers "$CARGO_TARGET_DIR/peers/debug" "$@"
