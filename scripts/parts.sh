#!/usr/bin/env bash
# Runs make targets one after the other and prints the minutes each took; stops at the first failure.
set -uo pipefail
cd "$(dirname "$0")/.."

table=""
status=0
for part in "$@"; do
  printf '\n=== %s\n' "$part"
  start=$SECONDS
  "${MAKE:-make}" --no-print-directory "$part" || status=$?
  took=$((SECONDS - start))
  table+=$(printf '%-12s %3d:%02d %s' "$part" $((took / 60)) $((took % 60)) "$([ $status -eq 0 ] && echo ok || echo FAILED)")$'\n'
  [ $status -eq 0 ] || break
done
printf '\nminutes per part\n%s' "$table"
exit $status
