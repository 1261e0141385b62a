#!/bin/sh
# Installs squash from a release, without root: unpacks the bundle for this machine and links its command, manual pages and
# completions. See usage below.
set -u

oldest_glibc=2.17

say() {
    printf '%s\n' "$1"
}

fail() {
    printf 'install.sh: %s\n' "$1" >&2
    exit 1
}

usage() {
    cat << END
Usage: install.sh [--prefix DIR] [RELEASE]
       install.sh [--prefix DIR] --uninstall

RELEASE is the directory or the URL where SHA256SUMS and the bundles are
(default: the directory of this script).

  --prefix DIR   install below DIR (default: /usr/local if it can be written
                 to, else ~/.local)
  --uninstall    remove what was installed below DIR
  -h, --help     print this help
END
}

wrong_usage() {
    printf 'install.sh: %s; see install.sh --help\n' "$1" >&2
    exit 2
}

# Sets $prefix, $release and $action.
read_arguments() {
    prefix='' release='' action=install
    while [ $# -gt 0 ]; do
        case $1 in
            --prefix)
                [ $# -gt 1 ] || wrong_usage "--prefix needs a directory"
                prefix=$2
                shift
                ;;
            --prefix=*) prefix=${1#*=} ;;
            --uninstall) action=uninstall ;;
            -h | --help)
                usage
                exit 0
                ;;
            -*) wrong_usage "no such option: $1" ;;
            *)
                [ -z "$release" ] || wrong_usage "more than one release: $release and $1"
                release=${1%/}
                ;;
        esac
        shift
    done
    if [ -z "$prefix" ]; then
        [ -n "${HOME:-}" ] || [ -w /usr/local ] || wrong_usage "--prefix is needed, since HOME is not set"
        if [ -w /usr/local ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
    fi
    case $prefix in
        /*) ;;
        *) prefix=$PWD/$prefix ;;
    esac
    prefix=${prefix%/}
    home=$prefix/lib/squash
    # Docker looks for plugins in these directories of the system, and in the user's.
    case $prefix in
        /usr | /usr/local) plugins=$prefix/lib/docker/cli-plugins ;;
        *) plugins=${DOCKER_CONFIG:-${HOME:-$prefix}/.docker}/cli-plugins ;;
    esac
}

# Sets $platform to the bundle's that runs here.
find_platform() {
    case $(uname -s)-$(uname -m) in
        Linux-x86_64 | Linux-amd64) platform=linux-x64 ;;
        Linux-aarch64 | Linux-arm64) platform=linux-arm64 ;;
        Darwin-arm64) platform=macos-arm64 ;;
        *) fail "there is no bundle for $(uname -s) on $(uname -m); build squash from source with a JDK 25, see README.md" ;;
    esac
    case $platform in linux-*) require_glibc ;; esac
}

require_glibc() {
    found=$(getconf GNU_LIBC_VERSION 2> /dev/null) || found='another C library'
    case $found in
        glibc\ *)
            oldest=$(printf '%s\n' "${found#glibc }" "$oldest_glibc" | sort -t . -k 1,1n -k 2,2n | head -n 1)
            [ "$oldest" = "$oldest_glibc" ] && return
            ;;
    esac
    fail "the bundle needs glibc $oldest_glibc or newer, and this system has $found; run squash in a container, or build it from source"
}

# The last line of $1.
last_of() {
    printf '%s\n' "$1" | tail -n 1
}

# Writes file $1 of the release to standard output.
fetch() {
    case $release in
        http://* | https://* | file://*)
            if command -v curl > /dev/null; then
                curl --fail --silent --show-error --location "$release/$1"
            elif command -v wget > /dev/null; then
                wget --quiet --output-document=- "$release/$1"
            else
                fail "needs curl or wget to download; or download the release yourself and name its directory"
            fi
            ;;
        *) cat "$release/$1" ;;
    esac
}

sha256() {
    if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Sets $archive and $sum to the bundle's file and what its sum should be.
find_archive() {
    if [ -z "$release" ]; then
        case $0 in
            */install.sh) release=${0%/*} ;;
            *) wrong_usage "no release; name its directory or URL" ;;
        esac
    fi
    sums=$(fetch SHA256SUMS 2>&1) ||
        fail "cannot read $release/SHA256SUMS: $(last_of "$sums"); name the directory or URL of a release"
    line=$(printf '%s\n' "$sums" | grep -E "^[0-9a-f]{64}  squash-[0-9A-Za-z.+~-]+-$platform\.tar\.gz\$" | head -n 1)
    [ -n "$line" ] || fail "$release has no bundle for $platform; build squash from source with a JDK 25, see README.md"
    sum=${line%% *} archive=${line##* }
}

# Makes $staging, beside where the bundle will be, so that it can be renamed. It goes whatever happens.
make_staging() {
    made='' directory=$prefix/lib
    while [ ! -e "$directory" ]; do
        made="$made$directory
"
        directory=${directory%/*}
    done
    trap restore EXIT
    trap 'exit 1' HUP INT TERM
    staging=''
    if mkdir -p "$prefix/lib" 2> /dev/null; then staging=$(mktemp -d "$prefix/lib/.squash-XXXXXX" 2> /dev/null); fi
    [ -n "$staging" ] || fail "cannot write to $prefix/lib; use --prefix with a directory of yours, or run this as root"
}

# What was installed before comes back, unless the new one is complete; directories that were made for nothing go.
restore() {
    if [ -n "$staging" ]; then
        if [ -d "$staging/old" ] && [ ! -e "$home" ]; then
            mv "$staging/old" "$home" && make_links "$home"
        fi
        rm -rf "$staging"
    fi
    printf '%s' "$made" | while read -r directory; do rmdir "$directory" 2> /dev/null || break; done
}

# Sets $bundle to the unpacked one, which runs here, and $version to what it says.
unpack() {
    file=$release/$archive
    if [ ! -f "$file" ]; then
        file=$staging/archive
        errors=$({ fetch "$archive" > "$file"; } 2>&1) ||
            fail "cannot get $release/$archive: $(last_of "$errors"); try again, or use a --prefix with more room"
    fi
    found=$(sha256 "$file")
    [ "$found" = "$sum" ] ||
        fail "$archive is damaged: SHA-256 expected $sum, found $found; download the release again"
    mkdir "$staging/new"
    errors=$(tar -xzf "$file" -C "$staging/new" 2>&1) ||
        fail "cannot unpack $archive: $(printf '%s\n' "$errors" | grep -m 1 space || last_of "$errors"); use a --prefix with more room"
    bundle=$(echo "$staging"/new/*)
    version=$("$bundle/bin/squash" --version 2>&1) ||
        fail "the bundle does not run here: $(last_of "$version"); run squash in a container, or build it from source"
}

# Writes the links, two lines for each: the link, and the file of bundle $1.
links() {
    printf '%s\n' "$prefix/bin/squash" bin/squash "$plugins/docker-squash" bin/squash
    (cd "$1" && find share/man share/bash-completion share/zsh share/fish -type f | sort) | while read -r file; do
        printf '%s\n' "$prefix/$file" "$file"
    done
}

# Fails if a link would take the place of something else.
require_room() {
    if [ -e "$home" ] && [ ! -f "$home/app/squash.jar" ]; then
        fail "$home is there and is not squash's; move it away, or use another --prefix"
    fi
    links "$1" | while read -r link && read -r file; do
        if [ -e "$link" ] || [ -h "$link" ]; then
            [ "$(readlink "$link")" = "$home/$file" ] ||
                fail "$link is there and is not this script's; move it away, or use another --prefix"
        fi
    done || exit 1
}

make_links() {
    links "$1" | while read -r link && read -r file; do
        mkdir -p "${link%/*}" && ln -sf "$home/$file" "$link" || exit 1
    done
}

remove_links() {
    links "$1" | while read -r link && read -r file; do
        [ "$(readlink "$link")" != "$home/$file" ] || rm "$link" || exit 1
    done
}

install_squash() {
    find_platform
    find_archive
    make_staging
    unpack
    require_room "$bundle"
    if [ -e "$home" ]; then
        remove_links "$home"
        mv "$home" "$staging/old" || fail "cannot replace $home; run this as who installed it"
    fi
    mv "$bundle" "$home" || fail "cannot write to $home"
    errors=$(make_links "$home" 2>&1) || {
        remove_links "$home"
        mv "$home" "$staging/failed"
        fail "cannot link to $home: $(last_of "$errors"); use another --prefix"
    }
    say "installed ${version% (*} in $home"
    say "linked $prefix/bin/squash, its manual pages and completions, and $plugins/docker-squash"
    case :$PATH: in
        *":$prefix/bin:"*) ;;
        *) say "$prefix/bin is not on your PATH: add it, or call $prefix/bin/squash" ;;
    esac
}

uninstall_squash() {
    [ -f "$home/app/squash.jar" ] || fail "no squash in $prefix; use --prefix with the directory it was installed below"
    [ -w "$prefix/lib" ] || fail "cannot write to $prefix/lib; run this as who installed squash"
    { remove_links "$home" && rm -rf "$home"; } || fail "could not remove all of $home"
    say "removed $home and the links to it"
}

read_arguments "$@"
"${action}_squash"
