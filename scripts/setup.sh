#!/usr/bin/env bash
# Installs what is missing on a Debian machine: packages, the UI's locked npm packages and,
# with `setup.sh check`, cargo-deny. Does nothing when everything is there.
set -euo pipefail
cd "$(dirname "$0")/.."

CARGO_DENY=0.20.2

# The one list of Debian packages: to build, to run the demo, to test.
packages=(
  build-essential pkg-config libssl-dev        # compiler, SQLCipher's libcrypto
  libwebkit2gtk-4.1-dev libgtk-3-dev           # the window
  webkit2gtk-driver xvfb xauth                 # WebDriver and a display without a screen
  xdotool imagemagick                          # keys from outside the window, pictures of it
  ibus ibus-gtk3 ibus-libpinyin                # a real input method behind the keys of the tests
  dbus dbus-x11 gnome-keyring                  # keyring
  sane-utils libsane1                          # scanning, with the virtual scanner
  cups-ipp-utils                               # the virtual printer
  poppler-utils                                # PDF pages to images, text of papers in tests
  zbar-tools                                   # the scanner gun of the tests reads the printed code
  fonts-noto-cjk                               # Chinese on the screen
  faketime                                     # tests late in the evening of another zone
  strace                                       # make bench counts the syncs of the disk
  curl jq patch
)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
}

install_packages() {
  local missing=()
  for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
  done
  node_is_new_enough || missing+=(nodejs npm)
  [ ${#missing[@]} -eq 0 ] && return
  echo "setup: installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
  node_is_new_enough || { echo "setup: Node.js 20.19 or newer is needed, found $(node --version)" >&2; exit 1; }
}

# npm ci only when the lock file has changed since the last time.
install_ui() {
  [ -f ui/package-lock.json ] || return 0
  local stamp=ui/node_modules/.package-lock.sum sum
  sum=$(sha256sum ui/package.json ui/package-lock.json)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return
  echo "setup: npm ci"
  (cd ui && npm ci --no-fund --no-audit)
  printf '%s\n' "$sum" >"$stamp"
}

# Built without optimisation: it reads manifests once per check, and compiles in a third of the time.
install_deny() {
  [ "$(cargo deny --version 2>/dev/null)" = "cargo-deny $CARGO_DENY" ] && return
  echo "setup: cargo install cargo-deny $CARGO_DENY"
  cargo install cargo-deny --version "$CARGO_DENY" --locked --debug
}

command -v cargo >/dev/null || { echo "setup: Rust is missing (rustup.rs), version $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or newer" >&2; exit 1; }
install_packages
install_ui
if [ "${1:-}" = check ]; then install_deny; fi
