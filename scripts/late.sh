#!/bin/sh
# Runs a test program as if it started at 23:30 of the zone in TZ; time goes on from there, and is the
# same for the programs that it starts.
# Without the faketime program, whose memory shared with its children is gone while threads still ask
# for the time: the tests pass, and the process crashes as it ends.
library=$(find /usr/lib -name libfaketimeMT.so.1 -print -quit)
[ -n "$library" ] || { echo "late: libfaketime is not installed" >&2; exit 1; }
offset=$(($(date -d '2026-11-22 23:30:00' +%s) - $(date +%s)))
LD_PRELOAD=$library FAKETIME=$(printf '%+ds' "$offset") FAKETIME_DONT_FAKE_MONOTONIC=1 exec "$@"
