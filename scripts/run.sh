#!/usr/bin/env bash
# The demo: platform, neighbours, devices, thirty applications, and the window.
#   run.sh            opens the counter's window; without a display it takes pictures of every desk
#   run.sh pictures   writes desks and papers into docs/pictures/, at a time that is always the same
# Nothing tracked is written but by `pictures`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
if [ -z "${YICHUANG_DEVICES_BUS:-}" ]; then
  YICHUANG_DEVICES_BUS=1 exec dbus-run-session -- "$0" "$@"
fi
# shellcheck source=scripts/devices.sh
. "$here/scripts/devices.sh"

mode=${1:-window}
[ "$mode" = pictures ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || mode=headless
bin=$CARGO_TARGET_DIR/debug
dir=$(mktemp -d)
password=yichuang-demo-2026
trap 'stop_started; rm -rf "$dir"' EXIT

cd "$here"
cargo build --locked --workspace --bins --quiet

wait_for() { # FILE: until it has something in it
  for _ in $(seq 300); do [ -s "$1" ] && return; sleep 0.05; done
  echo "demo: $1 stayed empty" >&2
  return 1
}

# Programs of ours under the demo's clock: a file that is turned from picture to picture. Only
# libfaketime reads it; the programs know no other clock than the machine's.
clock=()
if [ "$mode" = pictures ]; then
  echo "2026-11-20 10:40:00" >"$dir/clock"
  faketime=$(find /usr/lib -name libfaketimeMT.so.1 -print -quit)
  clock=(env "LD_PRELOAD=$faketime" "FAKETIME_TIMESTAMP_FILE=$dir/clock" FAKETIME_NO_CACHE=1
    FAKETIME_DONT_FAKE_MONOTONIC=1 TZ=CST-8)
fi

# The real devices of a desk with a display, if it has any; virtual ones otherwise.
devices() {
  local queue=""
  scanner=""
  if [ "$mode" = window ]; then
    scanner=$(timeout 8 scanimage -f '%d%n' 2>/dev/null | grep -v '^v4l:' | head -n 1) || true
    queue=$(lpstat -d 2>/dev/null | sed -n 's/.*: //p') || true
  fi
  [ -n "$scanner" ] || virtual_scanner "$dir"
  if [ -n "$queue" ]; then
    YICHUANG_PRINTER=ipp://localhost/printers/$queue
    printer=$queue
  else
    virtual_printer "$dir"
    printer=""
  fi
}

devices
own_keyring "$dir"
"${clock[@]}" "$bin/yichuang-neighbours" >"$dir/neighbours.json" 2>"$dir/neighbours.log" &
started+=($!)
wait_for "$dir/neighbours.json"
certificates=$(jq -r .certificates "$dir/neighbours.json")
reader=$(jq -r .card_reader "$dir/neighbours.json")
rating=$(jq -r .rating_terminal "$dir/neighbours.json")
payment=$(jq -r .payment "$dir/neighbours.json")

store=$dir/platform/platform.db
echo "$password" >"$dir/secret"
"${clock[@]}" "$bin/yichuang-platform" --store "$store" demo --forms "$here/forms" \
  --secret-file "$dir/secret" >"$dir/codes.json"
port=$(free_port)
echo "demo: playing the days before today…"
"${clock[@]}" "$bin/yichuang-demo" seed --dir "$dir" --address "https://127.0.0.1:$port" \
  --codes "$dir/codes.json" --password "$password" >"$dir/seed.log"
"${clock[@]}" "$bin/yichuang-platform" --store "$store" serve --listen "127.0.0.1:$port" \
  --neighbours "$certificates" >"$dir/platform.json" 2>"$dir/platform.log" &
started+=($!)
platform=$!
wait_for "$dir/platform.json"

settings() { # STATION ACCOUNT: what stands there
  jq -n --arg uri "$YICHUANG_PRINTER" --arg printer "$printer" --arg scanner "$scanner" \
    --arg sane "${SANE_CONFIG_DIR:-}" --arg reader "$reader" \
    --arg rating "$rating" --arg payment "$payment" --arg account "$2" --arg password "$password" '{
      printer: {
        name: (if $printer == "" then "虚拟打印机" else $printer end),
        driver: {type: "ipp", uri: $uri}, simulated: ($printer == "")},
      scanner: ({program: "scanimage"} + (if $scanner == "" then
        {config_dir: $sane, options: ["--test-picture=Grid"]} else {} end)),
      scanner_device: (if $scanner == "" then "test:0" else $scanner end),
      card_reader: $reader,
      rating_terminal: $rating,
      payment: $payment,
      demo: ([
        "演示：人员、证照都是虚构的",
        (if $scanner == "" then "扫描仪是虚拟的" else empty end),
        (if $printer == "" then "打印机是虚拟的" else empty end),
        "账号 \($account)，密码 \($password)"] | join("；"))}' >"$dir/$1/desk.json"
}
settings counter-07 chenjing
settings departments fengjie
settings hall zhengqiang

if [ "$mode" = window ]; then
  echo "demo: accounts chenjing (窗口), fengjie, caolei (疾控), zhengqiang (值班); password $password"
  YICHUANG_HOME=$dir/counter-07 "$bin/yichuang-desktop" 2>"$dir/window.log"
  exit
fi

# Without a display: every desk on a virtual one, every paper as the printer got it.
out=$dir/pictures
pictures=${YICHUANG_PICTURES:-$(dirname "$dir")/yichuang-pictures}
[ "$mode" = headless ] || pictures=$here/docs/pictures
for display in $(seq 90 140); do [ -e "/tmp/.X11-unix/X$display" ] || break; done
Xvfb ":$display" -screen 0 1366x768x24 >"$dir/xvfb.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do [ -e "/tmp/.X11-unix/X$display" ] && break; sleep 0.05; done
# No caret that blinks and nothing that moves: a picture shows the same at any instant.
mkdir -p "$dir/config/gtk-3.0"
printf '[Settings]\ngtk-cursor-blink=false\ngtk-enable-animations=false\n' >"$dir/config/gtk-3.0/settings.ini"
DISPLAY=:$display XDG_CONFIG_HOME=$dir/config "${clock[@]}" "$bin/yichuang-demo" pictures \
  --dir "$dir" --out "$out" --control "$(jq -r .control "$dir/neighbours.json")" \
  --platform "$platform" --password "$password" ${clock:+--clock "$dir/clock"} >"$dir/pictures.log"
"$here/scripts/papers.sh" "$dir" "$out"
mkdir -p "$pictures"
rm -f "$pictures"/*.png
mv "$out"/*.png "$pictures"
echo "demo: $(find "$pictures" -name '*.png' | wc -l) pictures in $pictures"
