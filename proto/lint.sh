#!/bin/sh
# Lints the .proto files with buf, from the npm package, without a network beyond the package registries:
# the one import that is not ours comes from the protovalidate jar that Maven has fetched.
set -eu
cd "$(dirname "$0")"
version=$(sed -n 's:.*<protovalidate.version>\(.*\)</protovalidate.version>.*:\1:p' ../pom.xml)
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
jar=$repository/build/buf/protovalidate/$version/protovalidate-$version.jar
[ -f "$jar" ] || { echo "lint: $jar is missing: run ./mvnw -Dquick install first" >&2; exit 3; }
workspace=target/lint
rm -rf "$workspace"
mkdir -p "$workspace/vendor"
cp -r src/main/protobuf "$workspace/assay"
(cd "$workspace/vendor" && unzip -q "$jar" 'buf/validate/validate.proto')
sed 's:src/main/protobuf:assay:; s:^lint:  - path\: vendor\
lint:; s:^  use:  ignore\:\
    - vendor\
  use:' buf.yaml > "$workspace/buf.yaml"
cd "$workspace"
npx --yes --loglevel=error @bufbuild/buf@1.75.0 lint
echo "lint: the protos are clean"
