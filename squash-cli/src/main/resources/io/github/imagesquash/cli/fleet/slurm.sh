#!/bin/sh
# An array of {{shards}} workers on a plan of {{images}} images; submit it with sbatch. Each worker needs about {{disk}} MiB in the
# directory for temporary files, which TMPDIR names.
#SBATCH --job-name=squash-fleet
#SBATCH --array=1-{{shards}}
#SBATCH --cpus-per-task=2
#SBATCH --mem={{memory}}M
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=squash-fleet-%a.jsonl
#SBATCH --error=squash-fleet-%a.log
export SQUASH_JAVA_OPTS="${SQUASH_JAVA_OPTS:--Xmx{{heap}}m}"
attempt=1
while :; do
    squash fleet run {{plan}} --shard auto --workers {{workers}} --cache {{cache}} --temp-dir "${TMPDIR:-/tmp}" --json
    code=$?
    # Done (0), wrong usage (2) and refused images (8) stay so.
    case $code in
        0 | 2 | 8) exit $code ;;
    esac
    [ $attempt -lt 4 ] || exit $code
    attempt=$((attempt + 1))
done
