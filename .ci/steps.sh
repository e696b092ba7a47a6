# Steps with names and times, packages, and the closing words. Sourced by run.

skipped=()
steps_done=0
started=$SECONDS
missing=()

# step NAME COMMAND...: runs it, tells how long it took; a failure is named and ends the run.
step() {
    local name=$1 from=$SECONDS status=0
    shift
    printf '\n== %s\n' "$name"
    # A subshell would lose what install_packages finds out, and `if` would switch off `set -e` within.
    "$@" || status=$?
    if [ "$status" -ne 0 ]; then
        printf '\n== FAILED: %s (exit code %s, after %s s)\n   %s\n' "$name" "$status" "$((SECONDS - from))" "$*" >&2
        exit 1
    fi
    steps_done=$((steps_done + 1))
    printf '== %s: %s s\n' "$name" "$((SECONDS - from))"
}

skip() {
    skipped+=("$1")
    printf '\n== SKIPPED %s\n' "$1"
}

summary() {
    printf '\n== %s steps passed in %s min %s s\n' "$steps_done" "$(((SECONDS - started) / 60))" "$(((SECONDS - started) % 60))"
    local one
    for one in "${skipped[@]+"${skipped[@]}"}"; do
        printf '== skipped: %s\n' "$one"
    done
}

# Installs those of the named packages that are not there; leaves in `missing` what could not be.
install_packages() {
    local package
    missing=()
    if ! command -v dpkg-query >/dev/null; then
        check_tools "no dpkg here"
        return
    fi
    for package in "$@"; do
        if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            missing+=("$package")
        fi
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        echo "all there"
    elif [ "$(id -u)" -ne 0 ]; then
        echo "not root, so not installed: ${missing[*]}"
    else
        echo "installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq || return 1
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || return 1
        missing=()
    fi
}

# On other systems the tools themselves tell whether the window can be tried.
check_tools() {
    local tool
    for tool in Xvfb xdotool import convert; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    echo "$1; ${missing[*]:-nothing} missing"
}

can_draw() {
    [ "${#missing[@]}" -eq 0 ]
}

host_target() {
    rustc -vV | sed -n 's/^host: //p'
}

# Runs tests and fails when the filter let none through.
some_tests() {
    local log count
    log=$(mktemp)
    if ! "$@" 2>&1 | tee "$log"; then
        rm -f "$log"
        return 1
    fi
    count=$(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }')
    rm -f "$log"
    if [ "$count" -eq 0 ]; then
        echo "no test was run by: $*" >&2
        return 1
    fi
}
