# What `encrypt` and `drain` share. Sourced, not run, after java.sh. Works with bash 3.2, so that the
# one of macOS will do.

web_push_version=3.6.7

# The broker they start is as fast as one that is not made to start quickly.
export NEXTUP_FULL_SPEED=true

number() { # option, value, more
    [ $# -ge 2 ] || fail 2 "$1 needs a value. See --help."
    case $2 in
        '' | *[!0-9]* | 0*) fail 2 "$1 takes a number, not '$2'." ;;
    esac
}

# Sets `class_path`, `peers` and `node_peer`.
find_push_bench() {
    local module=$here/push
    [ -e "$module/target/class-path" ] && [ -e "$module/target/classes/META-INF/BenchmarkList" ] ||
        fail 1 "The bench is not built yet." \
            "Run ./mvnw -Dquick -DskipTests -pl deploy/bench/push -am package first."
    class_path=$module/target/classes:$(cat "$module/target/class-path")
    peers=$module/target/peers
    node_peer=$module/src/main/node/peer.mjs
    mkdir -p "$peers" || exit 1
}

# The library web-push for Node, at the version that the goals are measured against.
install_node_peer() {
    if [ -d "$peers/node_modules/web-push" ]; then return; fi
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then return; fi
    echo "installing web-push $web_push_version for Node below target"
    npm install --prefix "$peers" --no-save --no-audit --no-fund --silent \
        "web-push@$web_push_version" || echo "npm failed: Node is left out" >&2
}

compile_openssl_peer() {
    if [ -x "$peers/p256" ] || ! command -v cc >/dev/null; then return; fi
    cc -O2 -o "$peers/p256" "$here/push/src/main/c/p256.c" -lcrypto 2>"$peers/cc.log" ||
        echo "no OpenSSL 3 to compile with: it is left out" >&2
}
