#!/bin/sh
# What one decision over a policy of 100 statements takes, warm, in the JVM alone.
. "$(dirname -- "$0")/common.sh"
. "$root/scripts/jdk.sh"
find_jdk || exit
mvn -q -B -f "$root/pom.xml" -pl core -am test-compile >/dev/null || exit
"$JAVA_HOME/bin/java" -cp "$root/core/target/classes:$root/core/target/test-classes:$(echo "$root"/app/target/lib/pcollections-*.jar)" \
  io.eksnet.iam.DecisionTime
