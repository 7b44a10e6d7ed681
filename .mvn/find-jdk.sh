# Makes JAVA_HOME name a JDK 25 or newer, or ends the script that sources this with one line that says what is missing.
# A JAVA_HOME that names one is kept; else the usual places are searched: exactly 25 first, then the newest.
# Plain sh, sourced by mvnw, deploy/up and deploy/import; works under set -euf.

# The feature version of the JDK in folder $1, or nothing where none is. Reading is faster than running.
jdk_feature() {
  if [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ]; then
    {
      cat "$1/release" 2>/dev/null || "$1/bin/javac" -version 2>&1 || :
    } | sed -n -e 's/^JAVA_VERSION="//' -e 's/^javac //' -e 's/^1\.//' -e 's/^\([0-9][0-9]*\).*/\1/p' | head -n 1
  fi
}

# The folder two above the program $1 once all its links are followed.
jdk_of_program() (
  program=$1
  while [ -L "$program" ]; do
    target=$(readlink "$program")
    case $target in
    /*) program=$target ;;
    *) program=$(dirname "$program")/$target ;;
    esac
  done
  dirname "$(dirname "$program")"
)

# Folders that may be JDKs, one a line. A pattern that matches nothing stays as it is, and is no JDK.
jdk_candidates() (
  set +f
  if program=$(command -v java); then jdk_of_program "$program"; fi
  if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v 25+ 2>/dev/null || :; fi
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/*jdk* /opt/*/*jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
)

# The best of them, or nothing.
jdk_best() (
  best='' best_feature=0
  while IFS= read -r folder; do
    feature=$(jdk_feature "$folder")
    [ "${feature:-0}" -ge 25 ] || continue
    [ "$feature" -ne 25 ] || best_feature=0
    [ "$feature" -gt "$best_feature" ] || continue
    best=$folder best_feature=$feature
    [ "$feature" -ne 25 ] || break
  done
  printf '%s\n' "$best"
)

jdk_given=$(jdk_feature "${JAVA_HOME-}")
if [ "${jdk_given:-0}" -lt 25 ]; then
  JAVA_HOME=$(jdk_candidates | jdk_best)
fi
unset jdk_given
if [ -z "$JAVA_HOME" ]; then
  echo "Starfold needs a JDK 25 or newer, and neither JAVA_HOME nor the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks or /Library/Java has one: install it, or set JAVA_HOME to its folder." >&2
  exit 1
fi
export JAVA_HOME
