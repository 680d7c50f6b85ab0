#!/bin/sh
# 100 nodes and 2,500 pods, from `kubectl apply` to every pod Ready with an address; the daemon's
# memory; and traces asked of the running daemon.
. "$(dirname -- "$0")/common.sh"

began=$(now_ms)
"$eksnet" up --name bench -f "$root/bench/100-nodes.yaml" >/dev/null || exit
printf 'up_100_nodes_ms %d\n' $(($(now_ms) - began))
eval "$("$eksnet" env --name bench)"
pid=$("$eksnet" status --name bench -o json | sed -n 's/.*"pid" *: *\([0-9]*\).*/\1/p')

began=$(now_ms)
kubectl apply -f "$root/bench/2500-pods.yaml" >/dev/null || exit
until [ "$(kubectl get deployment web -o jsonpath='{.status.readyReplicas}')" = 2500 ]; do
  [ $(($(now_ms) - began)) -lt 120000 ] || { echo "not ready after 120 s" >&2; break; }
done
printf 'pods_2500_ready_ms %d\n' $(($(now_ms) - began))
printf 'pods_with_address %d\n' "$(kubectl get pods -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' | grep -c .)"
printf 'daemon_rss_kib %d\n' "$(sed -n 's/VmRSS: *\([0-9]*\) kB/\1/p' "/proc/$pid/status")"
printf 'daemon_peak_rss_kib %d\n' "$(sed -n 's/VmHWM: *\([0-9]*\) kB/\1/p' "/proc/$pid/status")"
first=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')
last=$(kubectl get pods -o jsonpath='{.items[2499].metadata.name}')
"$eksnet" trace --name bench "pod/$first" "pod/$last:8080" -o json | sed -n 's/.*"microseconds" *: *\([0-9]*\).*/first_trace_us \1/p'
for i in $(seq 200); do
  "$eksnet" trace --name bench "pod/$first" "pod/$last:8080" -o json
done | sed -n 's/.*"microseconds" *: *\([0-9]*\).*/\1/p' | sort -n | awk '{ us[NR] = $1 } END { printf "warm_trace_median_us %d\nwarm_trace_max_us %d\n", us[int(NR / 2)], us[NR] }'
