#!/bin/sh
# Install what the tests need beside Python, where it is missing and that can be done
# here: a browser with its driver, Java for Spark, PostgreSQL, Node for Mermaid, an
# office that opens slides and spreadsheets, a reader of PDF, fonts of many scripts.
set -eu

missing=''
command -v chromium >/dev/null && command -v chromedriver >/dev/null ||
  missing="$missing chromium chromium-driver"
command -v java >/dev/null || missing="$missing openjdk-17-jre-headless"
command -v npm >/dev/null || missing="$missing nodejs npm"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
ls /usr/lib/libreoffice/program/libsdlo.so >/dev/null 2>&1 ||
  missing="$missing libreoffice-impress"
ls /usr/lib/libreoffice/program/libsclo.so >/dev/null 2>&1 ||
  missing="$missing libreoffice-calc"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
if command -v dpkg >/dev/null; then
  for fonts in fonts-dejavu-core fonts-noto-core fonts-noto-cjk \
    fonts-noto-color-emoji; do
    dpkg -s "$fonts" >/dev/null 2>&1 || missing="$missing $fonts"
  done
fi

[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "Missing, and not to be installed from here:$missing." >&2
  echo 'The tests that need them are left out.' >&2
  exit 0
fi
echo "Installing for the tests:$missing ..."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
apt-get install -y -qq --no-install-recommends $missing >/dev/null
