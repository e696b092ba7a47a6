# The real program in a real window on a screen that nobody sees. Sourced by run.

# The same renderer on every machine, with a graphics card or without.
use_software_drivers() {
    local driver
    for driver in /usr/share/vulkan/icd.d/lvp_icd*.json; do
        if [ -e "$driver" ]; then
            export VK_DRIVER_FILES=$driver VK_ICD_FILENAMES=$driver
        fi
    done
    export LIBGL_ALWAYS_SOFTWARE=1
    unset WAYLAND_DISPLAY WAYLAND_SOCKET
}

shots() {
    mkdir -p "$CARGO_TARGET_DIR/ci"
    echo "$CARGO_TARGET_DIR/ci"
}

# on_screen FUNCTION ARGUMENTS...: runs it with DISPLAY set to a screen of its own, and takes the screen away after.
on_screen() (
    set -e
    folder=$(shots)
    Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$folder/display" 2>"$folder/xvfb.log" &
    screen=$!
    program=
    trap 'end_process "$program"; end_process "$screen"' EXIT
    for _ in $(seq 100); do
        [ -s "$folder/display" ] && break
        kill -0 "$screen" || { cat "$folder/xvfb.log" >&2; exit 1; }
        sleep 0.1
    done
    export DISPLAY=":$(head -n 1 "$folder/display")"
    # Settings of whoever runs this stay as they are.
    export XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data"
    "$@"
)

end_process() {
    if [ -n "$1" ] && kill -0 "$1" 2>/dev/null; then
        kill "$1" 2>/dev/null || true
        wait "$1" 2>/dev/null || true
    fi
}

# show_window PROGRAM PATH: starts it, waits for its window, and looks at what the screen shows.
show_window() {
    on_screen watch_window "$@"
}

watch_window() {
    local picture log window='' told=''
    picture="$(shots)/window.png"
    log="$(shots)/program.log"
    rm -f "$picture"
    "$@" >"$log" 2>&1 &
    program=$!
    for _ in $(seq 120); do
        kill -0 "$program" 2>/dev/null || { echo "the program ended by itself:" >&2; cat "$log" >&2; return 1; }
        window=$(xdotool search --onlyvisible --name Parallax 2>/dev/null | head -n 1) && [ -n "$window" ] && break
        sleep 0.5
    done
    [ -n "$window" ] || { echo "no window after a minute" >&2; cat "$log" >&2; return 1; }
    echo "window $window: $(xdotool getwindowname "$window")"
    # The first frames may still be empty: software drivers take their time.
    for _ in $(seq 60); do
        sleep 1
        import -silent -window root "$picture"
        told=$(look_at "$picture") && break
    done
    look_at "$picture" || return 1
    kill -0 "$program" 2>/dev/null || { echo "the program ended while it was looked at:" >&2; cat "$log" >&2; return 1; }
    if grep -q 'panicked' "$log"; then
        cat "$log" >&2
        return 1
    fi
}

# take_own_picture PROGRAM PATH: the picture that --screenshot saves, of each view.
take_own_picture() {
    local program=$1 view picture
    shift
    for view in browse frequency compare; do
        picture="$(shots)/$view.png"
        rm -f "$picture"
        on_screen timeout 120 "$program" "$@" --view "$view" --screenshot "$picture" || return 1
        look_at "$picture" || return 1
    done
}

# look_at PICTURE: fails when it is empty or nearly of one colour; says what was seen.
look_at() {
    local colours share size
    [ -s "$1" ] || { echo "$1: nothing was saved" >&2; return 1; }
    size=$(identify -format '%wx%h' "$1")
    colours=$(identify -format '%k' "$1")
    # How much of the picture the commonest colour covers, in percent.
    share=$(convert "$1" -alpha off -depth 8 -format '%c' histogram:info:- \
        | awk '{ n = $1 + 0; all += n; if (n > most) most = n } END { printf "%d", all ? 100 * most / all : 100 }')
    echo "$1: $size, $colours colours, the commonest covers $share %"
    if [ "$colours" -lt 100 ] || [ "$share" -gt 95 ]; then
        echo "$1: that is an empty or uniform screen" >&2
        return 1
    fi
}
