#!/bin/sh
# Cuts a run into the tasks of a Slurm job array and puts the parts together when all are done:
#
#   sh slurm-submit.sh STUDY DATA WORK PARTS
#
# STUDY, DATA and WORK lie on a file system that all nodes see. Parts that are in WORK already are not made again, so
# after a failure the same line goes on. The report is in WORK/report.
set -eu

study=$1
data=$2
work=$3
parts=$4
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work/log"

array=$(sbatch --parsable --array="1-$parts" --output="$work/log/part-%a.log" \
  "$here/slurm-part.sh" "$study" "$data" "$work" "$parts")
# afterok is no proof: Slurm also starts a job whose dependency it has forgotten. merge looks for itself.
sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes --output="$work/log/merge.log" \
  "$here/slurm-merge.sh" "$work" "$parts"
