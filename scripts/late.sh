#!/bin/sh
# Runs a test program as if it started at 23:30 of the zone in TZ; time goes on from there.
# -m: the library for programs of several threads; the other one can crash when they end.
FAKETIME_DONT_FAKE_MONOTONIC=1 exec faketime -m -f '@2026-11-22 23:30:00' "$@"
