# Sourced by the benchmarks: a state folder of their own, a clock in milliseconds.
root=$(cd -P -- "$(dirname -- "$0")/.." && pwd)
eksnet="$root/eksnet"
state=$(mktemp -d)
export XDG_STATE_HOME="$state"
trap '"$eksnet" down --delete --name bench >/dev/null 2>&1; rm -rf "$state"' EXIT
"$eksnet" version >/dev/null || exit

now_ms() { date +%s%3N; }
