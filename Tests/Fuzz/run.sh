#!/bin/sh
# Fuzzes schemas and documents with libFuzzer, where the toolchain has it: run.sh [SECONDS] [FOLDER]
# No part of the usual build. FOLDER keeps what was built, the corpus of inputs, and what was found.
set -eu
seconds=${1:-300}
folder=${2:-$(mktemp -d)}
cd "$(dirname "$0")/../.."
mkdir -p "$folder/corpus" "$folder/seeds"

flags="-O -wmo -swift-version 6 -parse-as-library -sanitize=fuzzer -package-name rapporteur
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility -I $folder
  -Xcc -fmodule-map-file=$PWD/Sources/CLibXML2/module.modulemap"
for flag in $(pkg-config --cflags libxml-2.0); do flags="$flags -Xcc $flag"; done
for module in Diagnostics XMLCore RelaxNG; do
  # shellcheck disable=SC2046,SC2086
  swiftc $flags -module-name $module -emit-module -emit-module-path "$folder/$module.swiftmodule" \
    -c -o "$folder/$module.o" $(find "Sources/$module" -name '*.swift')
done
# shellcheck disable=SC2086
swiftc $flags Tests/Fuzz/Fuzz.swift "$folder"/*.o -lxml2 -o "$folder/fuzz"

printf 'start = a a = element a { attribute b { xsd:int }?, (text | element c { a* })* }' \
  > "$folder/seeds/1"
printf 'namespace x="u" element a { list { ("p"|"q")+ } & attribute * - x:* { xsd:token { pattern="[a-z]+" } }* }\0<a>p q</a>' \
  > "$folder/seeds/2"
printf '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><choice><text/><element><anyName/><empty/></element></choice></zeroOrMore></element>' \
  > "$folder/seeds/3"
exec "$folder/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 \
  -artifact_prefix="$folder/found-" "$folder/corpus" "$folder/seeds"
