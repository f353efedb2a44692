#!/bin/sh
# Makes this computer trust the certificate in ../ca.pem, or stops it from doing so.
# shellcheck disable=SC2016 # scripts for another shell stand in single quotes on purpose
usage() {
  cat <<'TEXT'
  sh trust/install.sh               trust it; asks for your password once, for the system store alone
  sh trust/install.sh --check       say which stores trust it; the exit code is 0 when all of them do
  sh trust/install.sh --uninstall   take out what this script put in, nothing else
  ... --only system                 only that one: system (on macOS the login keychain), chromium or firefox;
                                    may be given more than once
Run it as yourself, not with sudo. It downloads nothing and may be run any number of times.
TEXT
}
set -u

NAME='@NAME@'               # nickname in browsers; ends with the start of the SHA-256 fingerprint
FILE='@FILE@'               # file name in the system store
SHA256='@SHA256@'           # of the certificate this script is for
SHA1='@SHA1@'               # the same, for the macOS keychain
SELF_SIGNED='@SELF_SIGNED@' # yes: a server's certificate without an authority

VERB=install ONLY='' FAILED=0 CHANGED=no NEEDS_CERTUTIL=no
while [ $# -gt 0 ]; do
  case $1 in
    --check) VERB=check ;;
    --uninstall) VERB=uninstall ;;
    --only) case ${2:-} in system | chromium | firefox) ONLY="$ONLY $2" && shift ;; *) usage >&2 && exit 2 ;; esac ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done

# Debian keeps update-ca-certificates out of a user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
UNAME=$(uname -s)

have() { command -v "$1" >/dev/null 2>&1; }
wants() { case "$ONLY " in ' ' | *" $1 "*) return 0 ;; *) return 1 ;; esac }
report() { printf '  %-12s %s\n' "$1" "$2"; }
undone() { report "$1" "$2"; FAILED=1; }
stop() { printf '%s\n' "$1" >&2 && exit 1; }

# --- The certificate ---------------------------------------------------------------------------------------------

case $0 in */*) HERE=${0%/*} ;; *) HERE=. ;; esac
CA=$(CDPATH='' cd -- "$HERE/.." && pwd)/ca.pem
[ -r "$CA" ] || stop "Cannot read $CA: run this script from the unzipped folder, as  sh trust/install.sh"
# Read once: what is checked here is what is installed. A second certificate in the file would slip in unchecked.
[ "$(grep -c -e '-----BEGIN' "$CA")" = 1 ] || stop "$CA holds more or less than one certificate. Nothing was changed."
BODY=$(sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/{/-----/!p;}' "$CA" | tr -d ' \t\r\n')
PEM="-----BEGIN CERTIFICATE-----
$(printf '%s\n' "$BODY" | fold -w 64)
-----END CERTIFICATE-----"
if have sha256sum && have base64; then
  ACTUAL=$(printf '%s' "$BODY" | base64 -d 2>/dev/null | sha256sum)
else
  ACTUAL=$(printf '%s' "$BODY" | openssl base64 -d -A 2>/dev/null | openssl dgst -sha256 -r 2>/dev/null)
fi
[ "${ACTUAL%% *}" = "$SHA256" ] || stop "$CA is not the certificate this script was made for. Nothing was changed."

# PEM text on stdin: does the certificate stand in it?
holds() { tr -d '\r\n' | grep -Fq -e "-----BEGIN CERTIFICATE-----$BODY-----END CERTIFICATE-----"; }

# --- Whose browsers, and who is root -----------------------------------------------------------------------------

USER_NAME='' # set: under sudo, browsers are still done for the person who called it
if [ "$(id -u)" = 0 ] && [ "${SUDO_USER:-root}" != root ]; then
  case $SUDO_USER in *[!A-Za-z0-9._-]*) stop "Odd user name: $SUDO_USER" ;; esac
  USER_NAME=$SUDO_USER
  eval "HOME=~$USER_NAME"
  unset XDG_DATA_HOME XDG_CONFIG_HOME
fi
HOME=${HOME:-/}
as_user() { if [ -n "$USER_NAME" ]; then sudo -u "$USER_NAME" -H "$@"; else "$@"; fi; }

# Runs the script $1 as root with $2 as its $0 and $3 as its $1. Stdin reaches it, for sudo asks on the terminal itself.
THEN_REFRESH='log=$($1 2>&1) || printf "%s\n" "$log" >&2' # update-ca-certificates warns even when all is well
as_root() {
  [ "$(id -u)" = 0 ] && { sh -c "$@"; return; }
  for sudo in sudo doas; do
    have $sudo || continue
    report '' "The system store belongs to root: $sudo may ask for your password."
    $sudo sh -c "$@"
    return
  done
  report '' 'The system store belongs to root, and neither sudo nor doas is here.'
}

# --- System store ------------------------------------------------------------------------------------------------

# $1/$FILE.$2 is the ANCHOR to write; programs read the bundle $3, which $4 makes; Debian wants --fresh after a removal.
store_is() { ANCHOR=$1/$FILE.$2 BUNDLE=$3 REFRESH=$4 FRESH=''; }
find_system_store() {
  ANCHOR=''
  if [ -d /etc/pki/ca-trust/source/anchors ] && have update-ca-trust; then # Fedora, RHEL
    store_is /etc/pki/ca-trust/source/anchors pem /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem 'update-ca-trust extract'
  elif [ -d /etc/ca-certificates/trust-source/anchors ] && have trust; then # Arch
    store_is /etc/ca-certificates/trust-source/anchors crt /etc/ssl/certs/ca-certificates.crt 'trust extract-compat'
  elif [ -d /etc/pki/trust/anchors ] && have update-ca-certificates; then # openSUSE, SLES
    store_is /etc/pki/trust/anchors pem /var/lib/ca-certificates/ca-bundle.pem 'update-ca-certificates'
  elif have update-ca-certificates; then # Debian, Ubuntu, Alpine
    store_is /usr/local/share/ca-certificates crt /etc/ssl/certs/ca-certificates.crt 'update-ca-certificates'
    FRESH=' --fresh'
  fi
}

# Trust is judged by what programs read: a file among the anchors may have been left out.
system_trusts() { if [ -r "$BUNDLE" ]; then holds <"$BUNDLE"; else [ -r "$ANCHOR" ] && holds <"$ANCHOR"; fi; }

system_store() {
  find_system_store
  if [ -z "$ANCHOR" ]; then
    report '-' "system store: none that this script knows (Debian and Alpine: install the package ca-certificates)."
    report '' "The certificate to add by hand is $CA"
    return
  fi
  store="system store  $ANCHOR"
  case $VERB in
    check) if system_trusts; then report trusted "$store"; else undone 'NOT TRUSTED' "$store"; fi ;;
    install)
      if system_trusts; then report already "$store" && return; fi
      printf '%s\n' "$PEM" | as_root 'umask 022; mkdir -p "${0%/*}"; cat >"$0"; '"$THEN_REFRESH" "$ANCHOR" "$REFRESH"
      if system_trusts; then report added "$store" && CHANGED=yes && return; fi
      undone 'NOT DONE' "$store"
      [ $SELF_SIGNED = yes ] && [ -e "$ANCHOR" ] && report '' 'This store leaves out what is not an authority.'
      ;;
    uninstall)
      if [ -e "$ANCHOR" ]; then
        as_root 'rm -f "$0"; '"$THEN_REFRESH" "$ANCHOR" "$REFRESH$FRESH"
        if [ -e "$ANCHOR" ]; then undone 'NOT DONE' "$store" && return; fi
        report removed "$store" && CHANGED=yes
      elif ! system_trusts; then report 'not there' "$store"; fi
      if system_trusts; then undone 'STILL THERE' 'system store  put in by something else than this script'; fi
      ;;
  esac
}

# macOS: the login keychain needs no root; the system asks for the password in a window of its own.
keychain() {
  chain=$HOME/Library/Keychains/login.keychain-db
  store="login keychain  $chain"
  case $VERB in
    check) if keychain_trusts; then report trusted "$store"; else undone 'NOT TRUSTED' "$store"; fi ;;
    install)
      if keychain_trusts; then report already "$store" && return; fi
      if [ "$SELF_SIGNED" = yes ]; then kind=trustAsRoot; else kind=trustRoot; fi
      as_user security add-trusted-cert -r "$kind" -k "$chain" "$CA"
      if keychain_trusts; then report added "$store" && CHANGED=yes; else undone 'NOT DONE' "$store"; fi
      ;;
    uninstall)
      if keychain_has; then
        as_user security remove-trusted-cert "$CA"
        as_user security delete-certificate -Z "$SHA1" "$chain"
        if keychain_has; then undone 'NOT DONE' "$store"; else report removed "$store" && CHANGED=yes; fi
      else report 'not there' "$store"; fi
      ;;
  esac
}
keychain_has() { as_user security find-certificate -a -Z "$chain" 2>/dev/null | grep -iq "SHA-1 hash: *$SHA1"; }
# The exported settings name each trusted certificate by its SHA-1.
keychain_trusts() {
  keychain_has && as_user sh -c 'f=$(mktemp) && security trust-settings-export "$f" >/dev/null 2>&1 &&
    grep -iq "$0" "$f"; code=$?; rm -f "$f"; exit $code' "$SHA1"
}

# --- NSS: the databases of Chromium and Firefox ------------------------------------------------------------------

# "flags|nickname" a line, of the database $1
nss_rows() {
  as_user certutil -L -d "sql:$1" 2>/dev/null |
    sed -n 's/^\(.*[^ ]\)  *\([A-Za-z]*\),[A-Za-z]*,[A-Za-z]* *$/\2|\1/p'
}
# A database lists all certificates of one subject when asked for any of them, hence "holds" and not "is": which of two
# nicknames that others gave is ours cannot be told.
nss_holds() { as_user certutil -L -d "sql:$1" -n "$2" -a 2>/dev/null | holds; }

# STATE of the database $1: ours (as this script leaves it), spoilt (our nickname, and not that), other (trusted under
# a nickname that somebody else gave it), absent.
nss_state() {
  STATE=absent other=no count=0
  while IFS='|' read -r flags nick; do
    if [ "$nick" = "$NAME" ]; then
      count=$((count + 1)) STATE=spoilt
      case $SELF_SIGNED$flags in
        no*C* | yes*C*P* | yes*P*C*) [ $count = 1 ] && nss_holds "$1" "$nick" && STATE=ours ;;
      esac
    else
      case $flags in *C* | *P*) nss_holds "$1" "$nick" && other=yes ;; esac
    fi
  done <<ROWS
$(nss_rows "$1")
ROWS
  if [ $STATE$other = absentyes ]; then STATE=other; fi
}

nss_remove() {
  while [ "$count" -gt 0 ]; do
    as_user certutil -D -d "sql:$1" -n "$NAME" 2>/dev/null
    count=$((count - 1))
  done
}

# C: an authority for servers. A certificate without an authority needs P besides for Chromium, and C for Firefox.
if [ "$SELF_SIGNED" = yes ]; then FLAGS=CP,, ; else FLAGS=C,, ; fi

database() {
  store="$2  $1"
  nss_state "$1"
  case $VERB.$STATE in
    check.ours | check.other) report trusted "$store" ;;
    check.*) undone 'NOT TRUSTED' "$store" ;;
    install.ours | install.other) report already "$store" ;;
    install.*)
      before=$STATE
      nss_remove "$1"
      problem=$(printf '%s\n' "$PEM" | as_user certutil -A -a -d "sql:$1" -t "$FLAGS" -n "$NAME" 2>&1)
      nss_state "$1"
      if [ $STATE = ours ]; then
        if [ "$before" = spoilt ]; then report replaced "$store"; else report added "$store"; fi
        CHANGED=yes
      else
        nss_remove "$1"
        undone 'NOT DONE' "$store"
        report '' "$problem"
        report '' 'Browsers keep no root with an Ed25519, Ed448 or ML-DSA key. A primary password has to be typed.'
      fi
      ;;
    uninstall.ours | uninstall.spoilt)
      nss_remove "$1"
      nss_state "$1"
      if [ $STATE = absent ]; then report removed "$store" && CHANGED=yes; else undone 'STILL THERE' "$store"; fi
      ;;
    uninstall.other) undone 'STILL THERE' "$store  put in by something else than this script" ;;
    uninstall.*) report 'not there' "$store" ;;
  esac
}

# Chromium takes ~/.pki/nssdb when that folder exists, else the XDG one, which it makes; so does this script.
chromium() {
  old=$HOME/.pki/nssdb new=${XDG_DATA_HOME:-$HOME/.local/share}/pki/nssdb
  if [ -d "$old" ]; then main=$old; else main=$new; fi
  if ! have certutil; then
    [ -e "$main/cert9.db" ] && NEEDS_CERTUTIL=yes
    for browser in chromium chromium-browser google-chrome brave-browser microsoft-edge vivaldi; do
      have "$browser" && NEEDS_CERTUTIL=yes
    done
    return
  fi
  if [ ! -e "$main/cert9.db" ]; then
    case $VERB in
      check) undone 'NOT TRUSTED' "Chromium  $main" ;;
      uninstall) report 'not there' "Chromium  $main" ;;
      install) as_user mkdir -p -m 700 "$main" && as_user certutil -N -d "sql:$main" --empty-password ;;
    esac
  fi
  for dir in "$old" "$new" "$HOME"/snap/*/current/.pki/nssdb "$HOME"/snap/*/current/.local/share/pki/nssdb \
    "$HOME"/.var/app/*/.pki/nssdb "$HOME"/.var/app/*/data/pki/nssdb; do
    if [ -e "$dir/cert9.db" ]; then database "$dir" Chromium; fi
  done
}

firefox() {
  profiles=0
  for dir in "$HOME"/.mozilla/firefox/* "${XDG_CONFIG_HOME:-$HOME/.config}"/mozilla/firefox/* \
    "$HOME"/snap/firefox/common/.mozilla/firefox/* "$HOME"/.var/app/org.mozilla.firefox/.mozilla/firefox/* \
    "$HOME"/.var/app/org.mozilla.firefox/config/mozilla/firefox/* \
    "$HOME/Library/Application Support/Firefox/Profiles"/*; do
    [ -e "$dir/cert9.db" ] || continue
    profiles=$((profiles + 1))
    if have certutil; then database "$dir" Firefox; elif [ "$UNAME" != Darwin ]; then NEEDS_CERTUTIL=yes; fi
  done
  if [ "$UNAME" = Darwin ]; then report '-' 'Firefox: from version 120 on it follows the keychain'
  elif [ $profiles = 0 ]; then report '-' 'Firefox: no profile here; start Firefox once, then run this again'; fi
}

certutil_hint() {
  for pair in apt-get:'apt install libnss3-tools' dnf:'dnf install nss-tools' pacman:'pacman -S nss' \
    zypper:'zypper install mozilla-nss-tools' apk:'apk add nss-tools'; do
    have "${pair%%:*}" || continue
    undone 'NOT DONE' "browsers: certutil is missing. Run  sudo ${pair#*:}  and then this again"
    return
  done
  undone 'NOT DONE' 'browsers: certutil is missing; it is part of the NSS tools'
}

# --- Go ----------------------------------------------------------------------------------------------------------

printf '%s\n' "$NAME"
if wants system; then if [ "$UNAME" = Darwin ]; then keychain; else system_store; fi; fi
if wants chromium && [ "$UNAME" != Darwin ]; then chromium; fi
if wants firefox; then firefox; fi
if [ $NEEDS_CERTUTIL = yes ]; then certutil_hint; fi
if [ $CHANGED = yes ]; then printf 'Restart programs and browsers that are open.\n'; fi
if grep -qi microsoft /proc/version 2>/dev/null; then
  printf 'Windows keeps stores of its own. For the browsers there:\n'
  printf '  powershell.exe -ExecutionPolicy Bypass -File "$(wslpath -w trust/install.ps1)"\n'
fi
exit $FAILED
