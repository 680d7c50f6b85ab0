# Finds a JDK that is new enough. Sourced by ../eksnet and ../check; POSIX sh.

needed_java=25

# jdk_major HOME: sets $major to the major version of the JDK in HOME, 0 if there is none.
jdk_major() {
  major=0
  if [ -r "$1/release" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        JAVA_VERSION=*)
          line=${line#JAVA_VERSION=}
          line=${line#\"}
          major=${line%%[!0-9]*}
          ;;
      esac
    done <"$1/release"
  fi
  [ -n "$major" ] || major=0
}

# Of the JDKs that are new enough, the one nearest to the version that eksnet is built for.
consider_jdks() {
  for candidate in "$@"; do
    jdk_major "$candidate"
    if [ "$major" -ge "$needed_java" ]; then
      if [ -z "$jdk" ] || [ "$major" -le "$jdk_major" ]; then
        jdk=$candidate
        jdk_major=$major
      fi
    elif [ "$major" -gt "$newest_other" ]; then
      newest_other=$major
    fi
  done
}

# jdk_of_path: sets $candidate to the JDK whose javac the PATH leads to, through any symlinks.
jdk_of_path() {
  candidate=
  file=$(command -v javac 2>/dev/null) || return 0
  hops=0
  while [ -h "$file" ] && [ "$hops" -lt 40 ]; do
    hops=$((hops + 1))
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
  candidate=$(cd -P -- "${file%/*}/.." 2>/dev/null && pwd) || candidate=
}

# find_jdk [HOME ...]: exports JAVA_HOME. In this order: JAVA_HOME, the given folders, the PATH, the
# folders where systems and version managers put JDKs. EKSNET_JDK_PATH, a folder of JDKs, replaces
# the last two. Says in one line what is missing and returns 1 if there is none.
find_jdk() {
  newest_other=0
  jdk=
  for chosen in "${JAVA_HOME:-}" "$@"; do
    [ -z "$chosen" ] || consider_jdks "$chosen"
    [ -z "$jdk" ] || break
  done
  if [ -z "$jdk" ] && [ -n "${EKSNET_JDK_PATH:-}" ]; then
    consider_jdks "$EKSNET_JDK_PATH"/*
  elif [ -z "$jdk" ]; then
    jdk_of_path
    consider_jdks "$candidate"
    [ -n "$jdk" ] || search_jdks
  fi
  if [ -z "$jdk" ]; then
    instead=
    [ "$newest_other" = 0 ] || instead=", only JDK $newest_other"
    echo "${0##*/}: needs a JDK $needed_java or newer and found none$instead. Get one from your package manager (openjdk-$needed_java-jdk, temurin-$needed_java-jdk), with 'sdk install java $needed_java-tem', with 'brew install openjdk' or from https://adoptium.net; if it is there already, set JAVA_HOME." >&2
    return 1
  fi
  JAVA_HOME=$jdk
  export JAVA_HOME
}

search_jdks() {
  consider_jdks \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /usr/local/lib/jvm/* \
    /opt/*jdk* /opt/*java* /opt/java/* /opt/jvm/* /opt/*/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  if [ -n "${HOME:-}" ]; then
    consider_jdks \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* "$HOME"/*jdk* \
      "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jabba/jdk/* \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
  fi
  if [ -z "$jdk" ] && [ -x /usr/libexec/java_home ]; then
    consider_jdks "$(/usr/libexec/java_home -v "$needed_java+" 2>/dev/null)"
  fi
}
