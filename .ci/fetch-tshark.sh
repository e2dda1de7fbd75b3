#!/bin/sh
# Fetches the tshark of another Debian release, with all that it needs, into a folder of its own, and prints its version:
#
#     sh .ci/fetch-tshark.sh trixie
#
# Nothing is installed. The tests find it in node_modules/.cache/tshark, which `npm ci` empties.
set -eu
release=$1
target=$(realpath -m "$(dirname "$0")/../node_modules/.cache/tshark/$release")
program=$target/tshark
[ -x "$program" ] && exec "$program" --version

site=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk '$2 !~ /security/ { print $1; exit }')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial" "$target"
: >"$work/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $release main" >"$work/release.list"
fetch() {
	apt-get -qq -o "Dir::Etc::sourcelist=$work/release.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$work/lists" \
		-o "Dir::State::status=$work/status" -o "Dir::Cache=$work" -o Debug::NoLocking=1 -o "APT::Sandbox::User=$(id -un)" \
		-o APT::Install-Recommends=0 "$@"
}
fetch update
fetch install --download-only --yes tshark libc6
for package in "$work"/archives/*.deb; do dpkg-deb -x "$package" "$target"; done

# It runs with its own C library, which may be newer than this machine's.
libraries=$(dirname "$(find "$target/usr/lib" -name libwireshark.so.* | head -1)")
loader=$(find "$target/usr/lib" "$target/usr/lib64" -name 'ld-linux-*.so.*' | head -1)
cat >"$program" <<SCRIPT
#!/bin/sh
export WIRESHARK_DATA_DIR="$target/usr/share/wireshark"
exec "$loader" --library-path "$libraries" "$target/usr/bin/tshark" "\$@"
SCRIPT
chmod +x "$program"
exec "$program" --version
