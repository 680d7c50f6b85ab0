#!/bin/sh
# EC2 calls, signatures checked, and the same calls to moto_server in the same run where there is
# one. python3 with botocore sends them.
#
#   bench/ec2.sh [COUNT...]     how many interfaces, default 1000 and 10000
. "$(dirname -- "$0")/common.sh"

[ $# -gt 0 ] || set -- 1000 10000
for count; do
  "$eksnet" up --name bench -f "$root/bench/many-interfaces.yaml" >/dev/null || exit
  (
    eval "$("$eksnet" env --name bench)"
    python3 "$root/bench/ec2.py" eksnet "$count"
  ) || exit
  "$eksnet" down --delete --name bench >/dev/null
  if command -v moto_server >/dev/null; then
    moto_server -H 127.0.0.1 -p 7499 >/dev/null 2>&1 &
    moto=$!
    until curl -s -o /dev/null http://127.0.0.1:7499/moto-api/; do sleep 0.2; done
    AWS_ENDPOINT_URL=http://127.0.0.1:7499 AWS_REGION=us-west-2 AWS_ACCESS_KEY_ID=x \
      AWS_SECRET_ACCESS_KEY=x python3 "$root/bench/ec2.py" moto "$count"
    kill "$moto"
    wait "$moto" 2>/dev/null
  else
    echo 'moto_server is not on the PATH: not measured beside it' >&2
  fi
done
