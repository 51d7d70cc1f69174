#!/usr/bin/env bash
# papers.sh DIR OUT: one paper of each kind as the desks of the demo in DIR made it, as a picture;
# then makes all pictures in OUT small.
set -euo pipefail
dir=$1
out=$2

# Kind of paper, and how its files are called. The first by name is always the same one.
papers=(
  "application_form 申请书" "guidance_notice 一次性告知单" "receipt 收件凭证"
  "acceptance_notice 受理通知书" "correction_notice 补正告知书" "decline_notice 不予受理通知书"
  "decision 准予决定书" "rejection 不予许可决定书" "registration_notice 登记通知书" "licence 证照"
  "delivery_receipt 送达回证" "handover_list 物料交接清单" "shift_report 交接班表"
)
for row in "${papers[@]}"; do
  read -r kind title <<<"$row"
  file=$(find "$dir" -path '*/printed/*' -name "$title*.pdf" | LC_ALL=C sort | head -n 1)
  [ -n "$file" ] || { echo "papers: no $title was printed" >&2; exit 1; }
  pdftoppm -r 100 -gray -png -singlefile "$file" "$out/paper-$kind"
done

# Few colours and no times in the files, so that a second run writes the same bytes.
find "$out" -name '*.png' -print0 | xargs -0 -P 2 -I {} \
  convert {} +dither -colors 128 -strip -define png:exclude-chunks=date,time \
  -define png:compression-level=9 PNG8:{}

# The index speaks of every picture, and of no other.
index=$(dirname "$0")/../docs/pictures/README.md
diff <(grep -o '([a-z_-]*\.png)' "$index" | tr -d '()' | LC_ALL=C sort -u) \
  <(cd "$out" && ls -- *.png | LC_ALL=C sort) || {
  echo "papers: docs/pictures/README.md and the pictures differ" >&2
  exit 1
}
