# For the scripts beside it: a copy of what is here, in $work/sources, and a local repository of the usual downloads, without ours, in $work/repository.
set -euo pipefail
sources=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/sources" "$work/repository/co"
cd "$sources"
git ls-files -co --exclude-standard -z | xargs -0 cp --parents -t "$work/sources"
mvn -B -q -ntp help:evaluate -Dexpression=settings.localRepository -Doutput="$work/usual"
find "$(<"$work/usual")" -mindepth 1 -maxdepth 1 ! -name co -exec ln -s -t "$work/repository" {} +
