#!/bin/sh
# The figures of docs/figures again: those of what is proved, the heat maps and the animation of fifty digits. With
# --all also the figures of longer runs: sixteen networks layer by layer, and batch norm with an odd start (minutes).
# The data of figures of runs is large, and is left out here; 'bnproofs plot' writes it beside each figure.
set -eu
. "$(dirname -- "$0")/environment.sh"
prepare "data,figures"
out=${BNPROOFS_FIGURES:-docs/figures}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for name in cobweb fixed-points spectrum portrait decomposition; do
    bnproofs figure $name --out "$out/$name.svg"
done

network() {
    bnproofs simulate --layer rc+relu --batch 50 --width 1000 --input digits --seed 1 --quiet "$@"
}
network --depth 400 --grams 0,1,10,50,80,400 --out "$work/hero.npz"
bnproofs plot "$work/hero.npz" --figure grams --out "$work/hero.png" --quiet
network --depth 160 --grams "$(seq -s, 0 160)" --out "$work/collapse.npz"
bnproofs plot "$work/collapse.npz" --figure animation --out "$work/collapse.gif" --quiet
cp "$work/hero.png" "$work/collapse.gif" "$out"
echo "wrote $out/hero.png"
echo "wrote $out/collapse.gif"

if [ "${1:-}" = --all ]; then
    network --depth 400 --replicas 16 --out "$work/digits.npz"
    bnproofs plot "$work/digits.npz" --out "$work/digits.png" --quiet
    python scripts/odd_start.py --figure "$work/odd-start.png"
    cp "$work/digits.png" "$work/odd-start.png" "$out"
fi
