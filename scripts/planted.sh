#!/usr/bin/env bash
# Plants the faults of tests/planted/ one at a time in a scratch copy and runs the command of the
# patch's `# run:` line there, which must fail and say what stands in the `# says:` line: each fault
# must be caught by a test, and for its own reason.
#   planted.sh            all patches
#   planted.sh NAME…      these patches (file names without .patch)
#   planted.sh --ci       all patches must apply, the first two are run
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob

run_first=1000
case "${1:-}" in
  --ci) patches=(tests/planted/*.patch); run_first=2 ;;
  "") patches=(tests/planted/*.patch) ;;
  *) patches=("${@/%/.patch}"); patches=("${patches[@]/#/tests/planted/}") ;;
esac
[ ${#patches[@]} -gt 0 ] || { echo "planted: no patches"; exit 0; }

compiled=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/yichuang/target}
scratch=$compiled-planted
copy=$scratch/copy
log=$scratch/log
export CARGO_TARGET_DIR=$scratch/target
mkdir -p "$copy" "$log"

files() { git ls-files -z; if [ -d ui/dist ]; then find ui/dist -type f -print0; fi; }

# First time: the tree with its times and what is already compiled, so that only what a patch
# touches is compiled again. Libraries are links (a compiler never writes into one, it puts a new one
# in its place); programs and tests are left out.
seed() {
  [ -d "$CARGO_TARGET_DIR" ] && return
  rm -rf "$CARGO_TARGET_DIR.new"
  files | tar --null --files-from - -cf - | tar -xf - -C "$copy"
  mkdir -p "$CARGO_TARGET_DIR.new/debug/deps"
  if [ -d "$compiled/debug/deps" ]; then
    find "$compiled/debug/deps" -maxdepth 1 -type f \( -name '*.rlib' -o -name '*.rmeta' -o -name '*.so' \) \
      -exec cp -alt "$CARGO_TARGET_DIR.new/debug/deps" {} +
    find "$compiled/debug/deps" -maxdepth 1 -type f -name '*.d' \
      -exec cp -at "$CARGO_TARGET_DIR.new/debug/deps" {} +
    cp -a "$compiled/debug/build" "$compiled/debug/.fingerprint" "$CARGO_TARGET_DIR.new/debug/"
  fi
  mv "$CARGO_TARGET_DIR.new" "$CARGO_TARGET_DIR"
}

# Makes the copy equal to the tree again; what differed gets a new time, for cargo compares times.
restore() {
  (cd "$copy" && find . -type f -printf '%P\0') | while IFS= read -r -d '' file; do
    [ -f "$file" ] || rm -f "$copy/$file"
  done
  files | while IFS= read -r -d '' file; do
    [ -f "$file" ] || continue
    cmp -s "$file" "$copy/$file" && continue
    mkdir -p "$(dirname "$copy/$file")"
    cp "$file" "$copy/$file"
  done
}

# plant PATCH NUMBER: succeeds when the fault is caught.
plant() {
  local name command says start=$SECONDS
  name=$(basename "$1" .patch)
  command=$(sed -n 's/^# run: *//p' "$1" | head -n 1)
  says=$(sed -n 's/^# says: *//p' "$1" | head -n 1)
  [ -n "$command" ] && [ -n "$says" ] ||
    { echo "planted: $name has no '# run:' or no '# says:' line"; return 1; }
  restore
  if ! patch -d "$copy" -p1 --forward --fuzz=0 --no-backup-if-mismatch <"$1" >"$log/$name" 2>&1; then
    echo "planted: $name no longer applies ($log/$name)"
    return 1
  fi
  if [ "$2" -gt $run_first ]; then echo "planted: $name applies"; return; fi
  if (cd "$copy" && bash -c "$command") >"$log/$name" 2>&1 </dev/null; then
    echo "planted: $name was NOT caught by: $command"
    return 1
  fi
  if grep -q 'could not compile' "$log/$name"; then
    echo "planted: $name does not compile ($log/$name)"
    return 1
  fi
  if ! grep -qE "$says" "$log/$name"; then
    echo "planted: $name failed for another reason than '$says' ($log/$name)"
    return 1
  fi
  echo "planted: $name caught in $((SECONDS - start)) s"
}

seed
failed=0
for index in "${!patches[@]}"; do
  plant "${patches[$index]}" $((index + 1)) || failed=1
done
restore
exit $failed
