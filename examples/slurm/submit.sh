#!/usr/bin/env bash
# Annotates a dataset in parts, one per task of an array job, and merges them when all are done.
#
#   ./submit.sh SOURCE OUT PARTS [options of inspire annotate ...]
#
# Run it again with the same words after a failure, when no job of before is in the queue: finished parts are kept,
# begun ones are gone on with. Set INSPIRE to the command line to use (default: npx --yes inspire-vla), MERGE_OPTIONS to
# options of inspire merge, SBATCH_PARTITION, SBATCH_ACCOUNT and the like as sbatch knows them.
set -euo pipefail

if (($# < 3)) || ! [[ $3 =~ ^[1-9][0-9]*$ ]]; then
  echo "usage: $0 SOURCE OUT PARTS [options of inspire annotate ...]" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$1
out=$(realpath -m "$2")
parts=$3
shift 3
# A job starts where it was submitted, but a path should not depend on that.
if [[ -e $source ]]; then source=$(realpath "$source"); fi

folder=$out.parts
mkdir -p "$folder/logs"

# Two arrays at once would do the same parts.
queue=$(squeue --noheader --format=%F | sort -u)
if [[ -e $folder/jobs ]] && busy=$(grep -wFf "$folder/jobs" <<<"$queue"); then
  echo "jobs for $out are still in the queue: wait for them, or scancel ${busy//$'\n'/ }" >&2
  exit 1
fi

array=$(sbatch --parsable --array="0-$((parts - 1))" --output="$folder/logs/annotate-%a.log" \
  "$here/annotate.sbatch" "$source" "$folder" "$@")
array=${array%%;*}
echo "$array" >>"$folder/jobs"
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes \
  --output="$folder/logs/merge.log" "$here/merge.sbatch" "$folder" "$parts" "$out")
merge=${merge%%;*}
echo "$merge" >>"$folder/jobs"

echo "array job $array, then job $merge; logs in $folder/logs"
