#!/usr/bin/env bash
# regression 2.0.1 (npm): `linear` rounds coefficients and fitted values to two decimals unless told otherwise, and
# works out R-squared from the rounded values. Five points that lie exactly on y = 0.3004 + 0.0412 x come back as
# slope 0.04, constant 0.3 and R-squared 0.76. With { precision: 15 } they are right. Coefficients of shares and of
# staff per 10,000 patients are often of this size.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" regression@2.0.1
node -e '
  const { version } = require("regression/package.json");
  const regression = require("regression");
  const points = [0.1, 0.2, 0.3, 0.4, 0.5].map((x) => [x, 0.3004 + 0.0412 * x]);
  const plain = regression.linear(points);
  const exact = regression.linear(points, { precision: 15 });
  console.log("regression", version, "default", plain.equation, "R2", plain.r2, "precise", exact.equation, "R2", exact.r2);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const near = (a, b) => Math.abs(a - b) < 1e-9;
  const rounded = same(plain.equation, [0.04, 0.3]) && plain.r2 === 0.76;
  const right = near(exact.equation[0], 0.0412) && near(exact.equation[1], 0.3004) && near(exact.r2, 1);
  if (!rounded || !right) { console.error("The behaviour has changed."); process.exit(1); }
'
