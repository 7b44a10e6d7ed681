# Builds the packages of the whole system. Sourced by deploy/up and deploy/import, which set home and deploy.

build() {
  local log="$deploy/.data/build.log"
  mkdir -p "$deploy/.data"
  echo "Building Starfold (the first time downloads its libraries; all output in $log)"
  (cd "$home" && ./mvnw -B -DskipTests -Dspotless.check.skip=true package 2>&1) | tee "$log" | awk '
    /Downloaded from/ { downloads++; if (downloads % 10 == 0) { printf "\r  %d files downloaded", downloads; fflush() } }
    /Building Starfold/ { sub(/.*Building /, ""); printf "\r  %-60s\n", $0; fflush() }
    END { printf "\r%-40s\r", "" }' || { grep ERROR "$log" | head -20 >&2; echo "The build failed: see $log" >&2; exit 1; }
}
