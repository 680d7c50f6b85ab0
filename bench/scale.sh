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
printf 'daemon_rss_kib %d\n' "$(sed -n 's/VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$pid/status")"
printf 'daemon_peak_rss_kib %d\n' "$(sed -n 's/VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$pid/status")"
first=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')
last=$(kubectl get pods -o jsonpath='{.items[2499].metadata.name}')
# The time that the daemon itself needs for the walk, without rendering, HTTP and the terminal.
export EKSNET_TIMING=1
timed_us() {
  "$eksnet" trace --name bench "pod/$first" "$1" 2>&1 >/dev/null | sed -n 's/.*dur=\([0-9.]*\).*/\1/p' | awk '{ printf "%d\n", $1 * 1000 }'
}
printf 'first_trace_us %d\n' "$(timed_us "pod/$last:8080")"
for i in $(seq 200); do timed_us "pod/$last:8080"; done | sort -n | awk '{ us[NR] = $1 } END { printf "pod_trace_median_us %d\npod_trace_max_us %d\n", us[int(NR / 2)], us[NR] }'
for i in $(seq 50); do timed_us "svc/web:80"; done | sort -n | awk '{ us[NR] = $1 } END { printf "service_trace_median_us %d\nservice_trace_max_us %d\n", us[int(NR / 2)], us[NR] }'
