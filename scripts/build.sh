# Builds what ../eksnet starts. Sourced by ../eksnet when a build is due; POSIX sh.
# Expects $root (the checkout), $target, $built, $client_flags and JAVA_HOME.
# shellcheck disable=SC2154 # those

log=$root/target/build.log
lock=$root/target/build.lock
lock_wait_s=1800

# Builds unless another eksnet did so while we waited for it. Returns 2 if something is missing on
# this machine, 70 if the build failed.
build() {
  mkdir -p "$root/target" 2>/dev/null
  if [ ! -w "$root/target" ]; then
    echo "eksnet: $root is not built yet and may not be written to; let its owner run ./eksnet version once" >&2
    return 2
  fi
  if ! maven=$(find_maven); then
    echo "eksnet: needs Maven 3.8 or newer to build itself and found no 'mvn' on the PATH; get it from your package manager (maven) or with 'sdk install maven'" >&2
    return 2
  fi
  take_lock || return 70
  trap 'release_lock' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  status=0
  if [ -n "$(changed_sources)" ]; then
    compile || status=$?
  fi
  if [ "$status" = 0 ]; then
    make_caches
  fi
  release_lock
  trap - EXIT INT TERM
  return "$status"
}

find_maven() {
  if [ -x "$root/mvnw" ]; then
    echo "$root/mvnw"
  else
    command -v mvn
  fi
}

# The stamp carries the time at which the build began: what is saved during the build is newer.
compile() {
  if [ -e "$built" ]; then
    echo "eksnet: sources changed, building (about a minute; log: $log)" >&2
  else
    echo "eksnet: building, once (the first time a few minutes, with downloads; log: $log)" >&2
  fi
  began=$root/target/build.began
  echo "$JAVA_HOME" >"$began"
  spare_running_jars
  if ! (
    cd "$root" &&
      "$maven" -B -ntp -Dstyle.color=never -pl app -am package -Dmaven.test.skip=true </dev/null
  ) >"$log" 2>&1; then
    # without Maven's advice on how to read its errors
    sed '/-> \[Help 1\]/,$d' "$log" | tail -n 30 >&2
    echo "eksnet: the build failed; above is the end of $log" >&2
    return 70
  fi
  mv -f "$began" "$built"
}

# Maven writes our jars in place, and a daemon may be running from them, loading classes when it first
# needs them. So it is left the files that it has open, and Maven gets copies to overwrite.
spare_running_jars() {
  set -- "$target/eksnet.jar"
  for module in "$root"/*/pom.xml; do
    module=${module%/pom.xml}
    set -- "$@" "$target/lib/${module##*/}"-[0-9]*.jar
  done
  for jar in "$@"; do
    if [ -e "$jar" ]; then
      cp -p "$jar" "$jar.copy" && mv -f "$jar.copy" "$jar"
    fi
  done
}

# Two files make a start short, and without them all works as well, only slower: class files of
# today's format, and what the JVM learned in a training run. So a failure here goes to the log only.
make_caches() {
  {
    modernise_picocli
    # shellcheck disable=SC2086 # flags are words
    train cli $client_flags
    # the flags of UpCommand.DAEMON_FLAGS
    train daemon -Xmx900m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED
  } >>"$log" 2>&1 || true
}

# train NAME FLAGS...: one run of StartUpTraining NAME leaves target/NAME.aot.
train() {
  name=$1
  shift
  "$JAVA_HOME/bin/java" "$@" "-XX:AOTCacheOutput=$target/$name.aot.new" \
    -cp "$target/eksnet.jar" io.eksnet.app.StartUpTraining "$name" </dev/null
  if [ -e "$target/$name.aot.new" ]; then
    mv -f "$target/$name.aot.new" "$target/$name.aot"
  else
    # an old cache would only be tried in vain
    rm -f "$target/$name.aot" "$target/$name.aot.config"
    : >"$target/$name.aot"
  fi
}

# The cache takes no classes from before Java 6, and picocli's are.
modernise_picocli() {
  for jar in "$target"/lib/picocli-*.jar; do
    # shellcheck disable=SC3013 # every sh has -ot, and POSIX since 2024
    if [ -e "$jar" ] && ! [ "$jar" -ot "$jar.modern" ]; then
      "$JAVA_HOME/bin/java" "$root/scripts/ModernClassFiles.java" "$jar" "$jar.new" &&
        mv -f "$jar.new" "$jar" &&
        : >"$jar.modern"
    fi
  done
}

# A folder is made by one process only. It holds the pid of its maker, so that one that a killed
# build left behind is recognised; a second lock makes sure that only one process clears it away.
take_lock() {
  waited_s=0
  nameless_s=0
  until mkdir "$lock" 2>/dev/null; do
    holder=$(cat "$lock/pid" 2>/dev/null) || holder=
    if [ -z "$holder" ]; then
      nameless_s=$((nameless_s + 1))
    else
      nameless_s=0
    fi
    if [ "$nameless_s" -gt 5 ] || { [ -n "$holder" ] && ! alive "$holder"; }; then
      clear_lock "$holder"
      nameless_s=0
    elif [ "$waited_s" -ge "$lock_wait_s" ]; then
      echo "eksnet: gave up waiting for the build of process ${holder:-?}; if none is running, remove $lock" >&2
      return 70
    else
      [ "$waited_s" -gt 0 ] || echo "eksnet: another eksnet is building, waiting for it" >&2
      sleep 1
      waited_s=$((waited_s + 1))
    fi
  done
  echo $$ >"$lock/pid"
}

alive() {
  # kill -0 also fails for a process of another user, ps does not
  kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1
}

clear_lock() {
  if mkdir "$lock.clearing" 2>/dev/null; then
    [ "$(cat "$lock/pid" 2>/dev/null)" != "$1" ] || rm -rf "$lock"
    rmdir "$lock.clearing"
  else
    sleep 1
  fi
}

release_lock() {
  [ "$(cat "$lock/pid" 2>/dev/null)" != "$$" ] || rm -rf "$lock"
}
