#!/bin/sh
# A node group from 0 to 200 nodes, from `aws eks update-nodegroup-config` until kubectl sees all of
# them Ready; and back to 0.
. "$(dirname -- "$0")/common.sh"

"$eksnet" up --name bench -f "$root/examples/guide/cluster.yaml" >/dev/null || exit
eval "$("$eksnet" env --name bench)"
like=$(aws eks describe-nodegroup --cluster-name my-cluster --nodegroup-name workers \
  --query 'nodegroup.[nodeRole,subnets[]][]' --output text)
role=${like%%[[:space:]]*}
subnets=${like#*[[:space:]]}
# shellcheck disable=SC2086 # one word a subnet
aws eks create-nodegroup --cluster-name my-cluster --nodegroup-name fleet --node-role "$role" \
  --subnets $subnets --instance-types m5.large \
  --scaling-config minSize=0,maxSize=200,desiredSize=0 >/dev/null || exit
aws eks wait nodegroup-active --cluster-name my-cluster --nodegroup-name fleet

ready() {
  kubectl get nodes -l eks.amazonaws.com/nodegroup=fleet --no-headers 2>/dev/null | grep -c ' Ready'
}
scaled() {
  name=$1 count=$2
  began=$(now_ms)
  aws eks update-nodegroup-config --cluster-name my-cluster --nodegroup-name fleet \
    --scaling-config "desiredSize=$count" >/dev/null || exit
  until [ "$(ready)" = "$count" ]; do
    [ $(($(now_ms) - began)) -lt 120000 ] || { echo "not there after 120 s" >&2; break; }
  done
  printf '%s_ms %d\n' "$name" $(($(now_ms) - began))
}
scaled nodes_0_to_200 200
scaled nodes_200_to_0 0
