# What `up` and `demo` share: how they refuse, how they find Java and how they start it. Sourced, not
# run. Works with bash 3.2, so that the one of macOS will do.

fail() { # exit code, lines
    local code=$1 line
    shift
    for line in "$@"; do printf '%s\n' "$line" >&2; done
    exit "$code"
}

# The others stand on the seven ports behind the gateway's.
check_port() { # port
    case $1 in
        '' | *[!0-9]* | ??????*) fail 2 "--port takes a number from 1 to 65528, not '$1'." ;;
    esac
    if [ "$1" -lt 1 ] || [ "$1" -gt 65528 ]; then
        fail 2 "--port takes a number from 1 to 65528, not '$1'."
    fi
}

# Prints the major version, such as 17; nothing if it is no Java.
java_version() { # java
    "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\)\(\.\([0-9]*\)\)\{0,1\}.*/\1 \3/p' | head -n 1 |
        while read -r major minor; do
            if [ "$major" = 1 ]; then echo "$minor"; else echo "$major"; fi
        done
}

# Exports JAVA_HOME; sets `version`, such as 17, and `origin`, which says where it came from.
find_java() {
    local java_home on_path
    if [ -n "${JAVA_HOME:-}" ]; then
        java_home=$JAVA_HOME
        origin="JAVA_HOME=$JAVA_HOME"
        [ -x "$java_home/bin/java" ] ||
            fail 1 "$origin holds no JDK (there is no bin/java in it)." \
                "Point JAVA_HOME at a JDK 17 or newer, or unset it to use the one on the PATH."
    else
        on_path=$(command -v java) ||
            fail 1 "No Java found: JAVA_HOME is not set and there is no java on the PATH." \
                "Install a JDK 17 or newer, or point JAVA_HOME at one."
        origin="java on the PATH ($on_path)"
        java_home=$("$on_path" -XshowSettings:properties -version 2>&1 |
            sed -n 's/^ *java\.home = //p' | head -n 1)
    fi
    version=$(java_version "$java_home/bin/java")
    [ -n "$version" ] || fail 1 "Cannot tell the version of $origin." \
        "Point JAVA_HOME at a JDK 17 or newer."
    [ "$version" -ge 17 ] || fail 1 "$origin is Java $version; Nextup needs a JDK 17 or newer." \
        "Point JAVA_HOME at one."
    JAVA_HOME=$java_home
    export JAVA_HOME
}

# Sets `colour` to the programs' flag for it, or to nothing.
choose_colour() {
    colour=
    [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ] && colour=--colour
}

# Becomes Java; our process id is then its.
exec_java() { # arguments of java
    # A shell that runs us in the background has Ctrl-C ignored; Java would inherit that.
    local default_signals=
    if env --default-signal=INT,TERM true 2>/dev/null; then
        default_signals="env --default-signal=INT,TERM"
    elif command -v perl >/dev/null; then
        default_signals="perl -e \$SIG{INT}=\$SIG{TERM}='DEFAULT';exec{\$ARGV[0]}@ARGV"
    fi
    # Unquoted on purpose: words without spaces in them.
    # shellcheck disable=SC2086
    exec $default_signals "$JAVA_HOME/bin/java" "$@"
}
