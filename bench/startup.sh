#!/bin/sh
# Start-up: `--help` ten times, and `up` of the default network to everything ready five times.
. "$(dirname -- "$0")/common.sh"

for i in 1 2 3 4 5 6 7 8 9 10; do
  began=$(now_ms)
  "$eksnet" --help >/dev/null
  printf 'help_ms %d\n' $(($(now_ms) - began))
done
for i in 1 2 3 4 5; do
  began=$(now_ms)
  "$eksnet" up --name bench >/dev/null || exit
  printf 'up_ms %d\n' $(($(now_ms) - began))
  "$eksnet" down --delete --name bench >/dev/null
done
