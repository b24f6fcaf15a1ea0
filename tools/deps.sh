#!/bin/sh
# deps.sh PACKAGE... - install the Debian packages that are missing.
#
# Does nothing when all are there, which takes a fraction of a second.  Needs
# root or sudo only when something is to be installed.
set -eu

if ! command -v dpkg-query >/dev/null; then
	echo "This is not Debian: please see to these packages yourself: $*"
	exit 0
fi

have=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "$@" \
    2>/dev/null || true)"
missing=
for package; do
	case $have in
	*" installed:$package "*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

echo "Installing Debian packages:$missing"
as_root=
if [ "$(id -u)" != 0 ]; then
	as_root=sudo
	if ! command -v sudo >/dev/null; then
		echo "Not root and no sudo here. Please run as root:" >&2
		echo "  apt-get install$missing" >&2
		exit 1
	fi
fi
# Old lists may name packages that are gone; without a network the lists that
# are there may do.
$as_root apt-get update -qq || true
# shellcheck disable=SC2086 # one word a package
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing
