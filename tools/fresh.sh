#!/bin/sh
# fresh.sh [FOLDER] - the README's two commands on a Debian that has nothing.
#
# By hand and before a release, as root: makes a Debian 12 root with git, make
# and apt in FOLDER (default: build/fresh), clones what is committed into it
# and runs `make run' (for ten seconds) and `make test' there.  Packages come
# from where this machine's apt gets its own, and npm trusts there whom it
# trusts here.
# Needs debootstrap and some 4 GB of disk.
set -eu
cd "$(dirname "$0")/.."
root=$(realpath -m "${1:-build/fresh}")

mirror=$(apt-get indextargets --format '$(REPO_URI)' \
    'Created-By: Packages' 'Codename: bookworm' | head -n 1)
[ -n "$mirror" ] || { echo "apt knows no bookworm archive here" >&2; exit 1; }

leave()
{
	umount "$root/proc" "$root/dev/shm" "$root/dev/pts" 2>/dev/null || true
}
trap leave EXIT

if [ ! -e "$root/etc/debian_version" ]; then
	debootstrap --variant=minbase --include=git,make,ca-certificates \
	    bookworm "$root" "$mirror"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
apt-config dump | grep -i '^Acquire::http' >"$root/etc/apt/apt.conf.d/90host" ||
    true
[ -z "${NODE_EXTRA_CA_CERTS:-}" ] ||
    cp "$NODE_EXTRA_CA_CERTS" "$root/root/certificates.pem"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts "$root/dev/pts"

rm -rf "$root/root/gongkai"
git clone -q --no-hardlinks . "$root/root/gongkai"
inside()
{
	echo "== $*"
	chroot "$root" /usr/bin/env -i HOME=/root \
	    PATH=/usr/sbin:/usr/bin:/sbin:/bin \
	    NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:+/root/certificates.pem}" \
	    sh -c "cd /root/gongkai && $*"
}
inside make run RUN_SECONDS=10
inside make test
