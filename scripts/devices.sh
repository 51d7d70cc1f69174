#!/usr/bin/env bash
# Virtual devices for the demo and the tests of the real windows; sourced by scripts/run.sh, or run:
#   devices.sh DIR COMMAND…   runs COMMAND with a scanner, a printer and a keyring of its own
# COMMAND finds SANE_CONFIG_DIR, YICHUANG_PRINTER (an IPP address) and DIR/spool, where every printed
# paper stays. Real protocols throughout: SANE's test backend, ippeveprinter, gnome-keyring.

# An A4 colour scanner with a feeder of ten pages; what it scans are blank sheets.
virtual_scanner() {
  local dir=$1/sane
  mkdir -p "$dir"
  echo test >"$dir/dll.conf"
  sed -e 's/^geometry_max .*/geometry_max 300.0/' -e 's/^br_x .*/br_x 210.0/' -e 's/^br_y .*/br_y 297.0/' \
    -e 's/^mode Gray/mode Color/' -e 's/^resolution 50.0/resolution 300.0/' \
    -e 's/^test-picture .*/test-picture "Solid white"/' \
    /etc/sane.d/test.conf >"$dir/test.conf"
  export SANE_CONFIG_DIR=$dir
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
  done
  echo "devices: no free port" >&2
  return 1
}

# A printer that keeps every job. It wants a D-Bus system bus to exist; the session's one will do.
virtual_printer() {
  local port
  port=$(free_port)
  mkdir -p "$1/spool"
  DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS ippeveprinter -k -c /bin/true -d "$1/spool" \
    -f application/pdf,image/pwg-raster,image/jpeg -p "$port" -n localhost -r off "Yichuang demo" \
    >"$1/printer.log" 2>&1 &
  started+=($!)
  for _ in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      export YICHUANG_PRINTER=ipp://localhost:$port/ipp/print
      return
    fi
    sleep 0.1
  done
  echo "devices: the virtual printer did not start ($1/printer.log)" >&2
  return 1
}

# A keyring with files of its own, on the session bus that the caller stands on.
own_keyring() {
  mkdir -p "$1/keyring" "$1/keyring-run"
  chmod 700 "$1/keyring-run"
  printf demo | XDG_DATA_HOME=$1/keyring gnome-keyring-daemon --foreground --unlock \
    --components=secrets --control-directory="$1/keyring-run" >"$1/keyring.log" 2>&1 &
  started+=($!)
  for _ in $(seq 100); do
    if dbus-send --session --dest=org.freedesktop.DBus --print-reply / \
      org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1; then
      return
    fi
    sleep 0.1
  done
  echo "devices: the keyring did not start ($1/keyring.log)" >&2
  return 1
}

# Ends what was started here, and only that.
started=()
stop_started() {
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  [ $# -ge 2 ] || { sed -n '3,6s/^# //p' "$0" >&2; exit 2; }
  if [ -z "${YICHUANG_DEVICES_BUS:-}" ]; then
    YICHUANG_DEVICES_BUS=1 exec dbus-run-session -- "$0" "$@"
  fi
  dir=$(realpath -m "$1")
  shift
  mkdir -p "$dir"
  trap stop_started EXIT
  own_keyring "$dir"
  virtual_scanner "$dir"
  virtual_printer "$dir"
  "$@"
fi
