#!/bin/sh
# A node group of 200 nodes and 1,000 targets, through the AWS APIs. python3 with botocore asks.
. "$(dirname -- "$0")/common.sh"

"$eksnet" up --name bench -f "$root/bench/node-groups.yaml" >/dev/null || exit
eval "$("$eksnet" env --name bench)"
python3 "$root/bench/eks.py"
