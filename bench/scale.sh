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
# The time that the daemon itself needs for the walk (its Server-Timing header), asked by one client
# over one connection until the JVM is warm; without rendering, HTTP and the terminal.
control=$(sed -n 's/^control.port=//p' "$state/eksnet/bench/endpoints.properties")
token=$(sed -n 's/^control.token=//p' "$state/eksnet/bench/secrets.properties")
traces() {
  name=$1 to=$2 count=$3
  url="http://127.0.0.1:$control/v1/trace?format=json&namespace=default&from=pod/$first&to=$to"
  i=0
  while [ "$i" -lt "$count" ]; do
    echo "url = \"$url\""
    i=$((i + 1))
  done >"$state/urls"
  curl -sg -K "$state/urls" -H "Authorization: Bearer $token" -D - -o /dev/null 2>/dev/null |
    sed -n 's/.*dur=\([0-9.]*\).*/\1/p' | tail -n $((count / 4)) | sort -n |
    awk -v name="$name" '{ us[NR] = $1 * 1000 } END { printf "%s_trace_median_us %d\n%s_trace_p99_us %d\n", name, us[int(NR / 2)], name, us[int(NR * 0.99)] }'
}
traces pod "pod/$last:8080" 4000
traces service svc/web:80 200
