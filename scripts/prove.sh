#!/bin/sh
# The main job: prove the odd point of recentring + ReLU for ten points, check the certificate, show what it says.
set -eu
. "$(dirname -- "$0")/environment.sh"
prepare ""
bnproofs certify --layer rc+relu --batch 10 --out odd-point-10.json >/dev/null
bnproofs check odd-point-10.json
bnproofs show odd-point-10.json
