#!/bin/sh
# Sees to it that the storage tests have an S3 server, OpenStack Swift; says aloud when they will have to do without.
set -eu

packages="swift-proxy swift-account swift-container swift-object memcached"
programs="swift-proxy-server swift-account-server swift-container-server swift-object-server swift-ring-builder memcached"

complete() {
    for one in $programs; do
        command -v "$one" >/dev/null || return 1
    done
}

complete && exit 0
[ -n "${VENDORPROOF_TEST_S3_URL:-}" ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing OpenStack Swift for the storage tests ..." >&2
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    # Debian starts what it installs. While this file is there it does not: the tests start their own.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        trap 'exit 1' HUP INT TERM
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    # shellcheck disable=SC2086 # a list of names
    apt-get update -qq && apt-get install -qq -y --no-install-recommends $packages >/dev/null 2>&1 || true
fi

complete && exit 0
echo "NO S3 SERVER: OpenStack Swift is not here and could not be installed; the storage tests run on disk only." >&2
echo "On Debian: sudo apt-get install $packages" >&2
echo "Or name a server: VENDORPROOF_TEST_S3_URL=s3://bucket?endpoint=http://host:port (credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)" >&2
