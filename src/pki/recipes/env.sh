# shellcheck shell=sh
# Makes programs started from this shell trust ca.pem. To be sourced from the unzipped folder, not run:
#
#   . trust/env.sh
#
# It lasts as long as the shell and changes nothing else. Two kinds of variables:
#
#   adds to what a program trusts      NODE_EXTRA_CA_CERTS   Node.js                                -> ca.pem
#   replaces what a program trusts     SSL_CERT_FILE         OpenSSL, Python, Ruby, curl, Go, uv    -> trust/ca-bundle.pem
#                                      REQUESTS_CA_BUNDLE    requests and pip (Python)              -> the same
#                                      CURL_CA_BUNDLE        curl                                   -> the same
#                                      GIT_SSL_CAINFO        git                                    -> the same
#
# The replacing ones get a bundle made here, the system's roots and ca.pem after them, so that other sites keep working.

certwright_env() {
  # bash and zsh know where this file is; other shells stand in the unzipped folder.
  if [ -n "${BASH_VERSION:-}" ]; then
    # shellcheck disable=SC3028,SC3054
    certwright_dir=$(dirname -- "${BASH_SOURCE:-trust/env.sh}")
  elif [ -n "${ZSH_VERSION:-}" ]; then
    certwright_dir=$(dirname -- "$(eval 'printf %s "${(%):-%x}"')")
  else
    certwright_dir=trust
  fi
  certwright_dir=$(CDPATH='' cd -- "$certwright_dir" 2>/dev/null && pwd)
  certwright_ca=${certwright_dir%/*}/ca.pem
  if [ -z "$certwright_dir" ] || [ ! -r "$certwright_ca" ]; then
    echo 'No ca.pem found: go to the unzipped folder, then  . trust/env.sh' >&2
    return 1
  fi

  # What was chosen before, by an employer for one, stays in: here and in the bundle below.
  certwright_file=$certwright_dir/node-extra-ca.pem
  case ${NODE_EXTRA_CA_CERTS:-} in
    '' | "$certwright_ca") certwright_file=$certwright_ca ;;
    "$certwright_file") ;; # sourced once before
    *)
      { cat "$NODE_EXTRA_CA_CERTS" && echo && cat "$certwright_ca"; } 2>/dev/null >"$certwright_file" ||
        certwright_file=$certwright_ca
      ;;
  esac
  export NODE_EXTRA_CA_CERTS="$certwright_file"
  echo "adds:     NODE_EXTRA_CA_CERTS=$certwright_file"

  certwright_bundle=$certwright_dir/ca-bundle.pem
  certwright_roots=''
  for certwright_file in "${SSL_CERT_FILE:-}" "${REQUESTS_CA_BUNDLE:-}" "${CURL_CA_BUNDLE:-}" "${GIT_SSL_CAINFO:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \
    /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem \
    "$(python3 -m certifi 2>/dev/null)"; do
    [ "$certwright_file" = "$certwright_bundle" ] && continue
    if [ -z "$certwright_roots" ] && [ -r "$certwright_file" ]; then certwright_roots=$certwright_file; fi
  done
  if [ -z "$certwright_roots" ]; then
    echo 'No bundle of system roots found: the replacing variables are left alone, or they would shut out every other site.'
    return 1
  fi
  # The blank line: a bundle may end without a line break.
  if { cat "$certwright_roots" && echo && cat "$certwright_ca"; } 2>/dev/null >"$certwright_bundle"; then
    export SSL_CERT_FILE="$certwright_bundle" REQUESTS_CA_BUNDLE="$certwright_bundle"
    export CURL_CA_BUNDLE="$certwright_bundle" GIT_SSL_CAINFO="$certwright_bundle"
    echo "replaces: SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE GIT_SSL_CAINFO=$certwright_bundle"
    echo "          (made of $certwright_roots and ca.pem)"
  else
    echo "Cannot write $certwright_bundle: the replacing variables are left alone." >&2
    return 1
  fi
}

certwright_forget() {
  unset certwright_dir certwright_ca certwright_bundle certwright_roots certwright_file
  unset -f certwright_env certwright_forget
}
if certwright_env; then
  certwright_forget
else
  certwright_forget
  false
fi
