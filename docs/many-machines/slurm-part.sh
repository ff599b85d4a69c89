#!/bin/sh
#SBATCH --job-name=inverse-care-part
#SBATCH --cpus-per-task=1
#SBATCH --mem=1500M
#SBATCH --time=02:00:00
#SBATCH --requeue
set -eu

exec "${INVERSE_CARE:-inverse-care}" shard --plan "$SLURM_ARRAY_TASK_ID/$4" --study "$1" --data "$2" \
  --out "$3/part-$SLURM_ARRAY_TASK_ID" --threads "$SLURM_CPUS_PER_TASK" --no-cache
