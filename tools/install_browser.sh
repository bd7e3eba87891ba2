#!/bin/sh
# Install Chromium and its driver where they are missing and that can be done here.
set -eu

if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo 'Chromium and chromedriver are missing, and cannot be installed from here:' >&2
  echo 'the tests that look at the report in a browser are left out.' >&2
  exit 0
fi
echo 'Installing Chromium for the tests of the report ...'
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  chromium chromium-driver fonts-dejavu-core >/dev/null
