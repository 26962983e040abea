# Sourced by the other scripts: a virtual environment with this checkout installed in it.
#   rocq               installs Rocq and its interval library (Debian's packages), if they are missing
#   latex              installs a small TeX and the reader of its pages (Debian's packages), if they are missing
#   browser            installs Chromium (Debian's package), if it is missing
#   prepare EXTRAS     installs the package with the named extras ("" for none) and puts the environment on PATH
# The environment is .venv in the checkout, or the folder that BNPROOFS_VENV names.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root" || exit 1
venv=${BNPROOFS_VENV:-$root/.venv}

fail() {
    echo "bnproofs: $1" >&2
    exit 2
}

packages() {
    if [ "$(id -u)" = 0 ]; then sudo=''; else sudo=sudo; fi
    { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@"; } >/dev/null
}

interval_library() {
    command -v coqc >/dev/null && [ -d "$(coqc -where)/user-contrib/Interval" ]
}

rocq() {
    if ! interval_library; then
        echo "bnproofs: Rocq or its interval library is missing; installing Debian's coq and libcoq-interval" >&2
        packages --no-install-recommends coq libcoq-interval && interval_library ||
            fail "could not install Rocq: install the packages coq and libcoq-interval by hand, then try again"
    fi
}

latex() {
    if ! { command -v pdflatex && command -v pdftotext; } >/dev/null; then
        echo "bnproofs: pdflatex or pdftotext is missing; installing Debian's texlive-latex-base and poppler-utils" >&2
        packages --no-install-recommends texlive-latex-base poppler-utils && command -v pdflatex >/dev/null ||
            fail "could not install TeX: install the packages texlive-latex-base and poppler-utils by hand, then try again"
    fi
}

browser() {
    if ! command -v chromium >/dev/null; then
        echo "bnproofs: chromium is missing; installing Debian's chromium, and a font" >&2
        packages --no-install-recommends chromium fonts-dejavu-core && command -v chromium >/dev/null ||
            fail "could not install Chromium: install the package chromium by hand, then try again"
    fi
}

prepare() {
    command -v python3 >/dev/null || fail "python3 is missing: install Python 3.11 or later"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$(python3 --version) is too old: install Python 3.11 or later"
    if [ ! -x "$venv/bin/python" ]; then
        if ! python3 -c 'import ensurepip' 2>/dev/null; then
            echo "bnproofs: Python's venv module is incomplete here; installing Debian's python3-venv" >&2
            packages python3-venv ||
                fail "could not install python3-venv: install it by hand, then try again"
        fi
        python3 -m venv "$venv" || fail "could not make the virtual environment $venv"
    fi
    PATH=$venv/bin:$PATH
    export PATH
    case ",$1," in
    *,dev,*)  # the release that the tests are known to pass with, before the range of the extra picks another
        python -m pip install --quiet --disable-pip-version-check torch==2.13.0 || fail "could not install PyTorch"
        ;;
    esac
    if [ -n "$1" ]; then what=".[$1]"; else what=.; fi
    python -m pip install --quiet --disable-pip-version-check -e "$what" ||
        fail "could not install the package: is the Python package index within reach?"
}
