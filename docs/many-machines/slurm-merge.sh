#!/bin/sh
#SBATCH --job-name=inverse-care-merge
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=01:00:00
set -eu

work=$1
# By number, not by what lies there: a part too many would be one of another plan.
set -- $(seq -f "$work/part-%g" 1 "$2")
exec "${INVERSE_CARE:-inverse-care}" merge "$@" --out "$work/report" --no-pdf
