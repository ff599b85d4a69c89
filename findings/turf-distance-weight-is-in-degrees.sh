#!/usr/bin/env bash
# @turf/distance-weight 7.4.0 (npm), the weights of Turf's own moranIndex: a library that measures in kilometres on the
# globe everywhere else takes `threshold` and distances as degrees on a plane. Near Sheffield one degree east, 66 km,
# and one degree north, 111 km, weigh the same. At the date line neighbours 13 km apart are 359.8 degrees apart and not linked. And the
# default threshold, 10000, leaves nobody out: all places on Earth are neighbours. Project to a grid first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @turf/distance-weight@7.4.0 @turf/distance@7.4.0
cat > seen.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { distance } from '@turf/distance';
import { distanceWeight } from '@turf/distance-weight';

const { version } = JSON.parse(readFileSync('node_modules/@turf/distance-weight/package.json', 'utf8'));
const at = (...places) => ({
  type: 'FeatureCollection',
  features: places.map((coordinates) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } })),
});
const plain = { standardization: false };
const [here, east, north] = [[-1.5, 53.4], [-0.5, 53.4], [-1.5, 54.4]];
const km = [distance(here, east), distance(here, north)].map((value) => Math.round(value));
const [row] = distanceWeight(at(here, east, north), { ...plain, threshold: 1.2, binary: false });
const across = [[179.9, 53.4], [-179.9, 53.4]];
const acrossKm = Math.round(distance(...across));
const [line] = distanceWeight(at(...across), { ...plain, threshold: 100, binary: true });
const [all] = distanceWeight(at(here, [147, -42]), { ...plain, binary: true });
console.log('@turf/distance-weight', version, JSON.stringify({ km, weights: row, acrossKm, linked: line[1], tasmania: all[1] }));
const near = (a, b) => Math.abs(a - b) < 1e-9;
const planar = near(row[1], row[2]) && row[1] > 0 && km[0] === 66 && km[1] === 111;
if (!planar || acrossKm > 14 || line[1] !== 0 || all[1] !== 1) {
  console.error('The behaviour has changed.');
  process.exit(1);
}
JS
node seen.mjs
