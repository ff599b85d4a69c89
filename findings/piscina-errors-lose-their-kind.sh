#!/usr/bin/env bash
# piscina 5.3.2 (npm) on Node 20: an error that a task throws reaches the caller as a plain Error. Its message is kept;
# its class, its name and its fields are not. Code that tells "this estimator refuses these data" from a fault of the
# program by `instanceof` or by name works inline and fails on a pool, where every refusal looks like a fault.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" piscina@5.3.2
cat > errors.js <<'JS'
module.exports.RankDeficient = class RankDeficient extends Error {
  constructor(column) {
    super(`column ${column} depends on the others`);
    this.name = 'RankDeficient';
    this.column = column;
  }
};
JS
cat > task.js <<'JS'
const { RankDeficient } = require('./errors.js');
module.exports = () => {
  throw new RankDeficient(2);
};
JS
node -e '
  const { Piscina } = require("piscina");
  const { RankDeficient } = require("./errors.js");
  const { version } = JSON.parse(require("fs").readFileSync("node_modules/piscina/package.json", "utf8"));
  (async () => {
    const pool = new Piscina({ filename: require("path").resolve("task.js"), maxThreads: 1 });
    const error = await pool.run({}).catch((thrown) => thrown);
    await pool.destroy();
    const seen = { name: error.name, message: error.message, column: error.column, own: error instanceof RankDeficient };
    console.log("piscina", version, "Node", process.version, JSON.stringify(seen));
    const lost = seen.name === "Error" && seen.column === undefined && !seen.own;
    if (!lost || seen.message !== "column 2 depends on the others") {
      console.error("The behaviour has changed.");
      process.exit(1);
    }
  })();
'
