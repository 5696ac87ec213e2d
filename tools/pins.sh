# Write requirements/*.txt anew: every package, exact version, with hashes, for every system.
set -eu
compile="uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate"
.venv/bin/pip install -q uv==0.13.9
PATH=".venv/bin:$PATH"
$compile pyproject.toml requirements/build.in -o requirements/build.txt
$compile requirements/test.in -o requirements/test.txt
$compile requirements/node.in -o requirements/node.txt
