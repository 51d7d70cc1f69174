#!/usr/bin/env bash
# The demo: platform, neighbours, virtual devices, thirty applications, and the window.
#   run.sh            opens the counter's window; without a display it takes pictures of the desks
#   run.sh pictures   writes the pictures into docs/pictures/
# Nothing tracked is written but by `pictures`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
if [ -z "${YICHUANG_DEVICES_BUS:-}" ]; then
  YICHUANG_DEVICES_BUS=1 exec dbus-run-session -- "$0" "$@"
fi
# shellcheck source=scripts/devices.sh
. "$here/scripts/devices.sh"

mode=${1:-window}
bin=$CARGO_TARGET_DIR/debug
dir=$(mktemp -d)
password=yichuang-demo-2026
trap 'stop_started; rm -rf "$dir"' EXIT
if [ "$mode" = pictures ]; then
  pictures=$here/docs/pictures
else
  pictures=${YICHUANG_PICTURES:-$(dirname "$dir")/yichuang-pictures}
fi

cd "$here"
cargo build --locked --workspace --bins --quiet

wait_for() { # FILE: until it has something in it
  for _ in $(seq 150); do [ -s "$1" ] && return; sleep 0.1; done
  echo "demo: $1 stayed empty" >&2
  return 1
}

virtual_scanner "$dir"
virtual_printer "$dir"
own_keyring "$dir"
"$bin/yichuang-neighbours" >"$dir/neighbours.json" 2>"$dir/neighbours.log" &
started+=($!)
wait_for "$dir/neighbours.json"
certificates=$(jq -r .certificates "$dir/neighbours.json")
reader=$(jq -r .card_reader "$dir/neighbours.json")

store=$dir/platform/platform.db
echo "$password" >"$dir/secret"
"$bin/yichuang-platform" --store "$store" demo --forms "$here/forms" --secret-file "$dir/secret" \
  >"$dir/codes.json"
port=$(free_port)
address=https://127.0.0.1:$port
echo "demo: playing the days before today (about a minute)…"
"$bin/yichuang-demo" seed --dir "$dir" --address "$address" --codes "$dir/codes.json" \
  --password "$password" >"$dir/seed.log"
"$bin/yichuang-platform" --store "$store" serve --listen "127.0.0.1:$port" \
  --neighbours "$certificates" >"$dir/platform.json" 2>"$dir/platform.log" &
started+=($!)
wait_for "$dir/platform.json"

settings() { # STATION: what stands there; virtual devices where there are no real ones
  jq -n --arg uri "$YICHUANG_PRINTER" --arg sane "$SANE_CONFIG_DIR" --arg reader "$reader" \
    --arg demo "演示账号 $2，密码 $password" '{
      printer: {name: "虚拟打印机", driver: {type: "ipp", uri: $uri}},
      scanner: {program: "scanimage", config_dir: $sane},
      scanner_device: "test:0", card_reader: $reader, demo: $demo}' >"$dir/$1/desk.json"
}
settings counter-07 chenjing
settings departments fengjie
settings hall zhengqiang

window() { # STATION: opens its window
  YICHUANG_HOME=$dir/$1 "$bin/yichuang-desktop" 2>"$dir/$1.log" &
  started+=($!)
  opened=$!
}

# Signs in by keyboard, waits for the desk, and keeps a picture of it.
portrait() { # STATION ACCOUNT NAME KEY…
  local station=$1 account=$2 name=$3
  shift 3
  window "$station"
  sleep 8
  xdotool type --delay 60 "$account"
  xdotool key --delay 60 Return
  xdotool type --delay 60 "$password"
  xdotool key --delay 60 Return
  sleep 6
  xdotool key Escape
  sleep 1
  for key in "$@"; do xdotool key "$key"; sleep 2; done
  import -window root "$pictures/$name.png"
  kill "$opened"
  wait "$opened" 2>/dev/null || true
}

if [ "$mode" = window ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "demo: accounts chenjing (窗口), fengjie, caolei (疾控), zhengqiang (值班); password $password"
  window counter-07
  wait "$opened"
  exit
fi

mkdir -p "$pictures"
for display in $(seq 90 140); do [ -e "/tmp/.X11-unix/X$display" ] || break; done
Xvfb ":$display" -screen 0 1366x768x24 >"$dir/xvfb.log" 2>&1 &
started+=($!)
export DISPLAY=:$display
for _ in $(seq 50); do [ -e "/tmp/.X11-unix/X$display" ] && break; sleep 0.1; done
portrait counter-07 chenjing intake F9
portrait departments fengjie review
portrait hall zhengqiang duty
echo "demo: pictures in $pictures"
