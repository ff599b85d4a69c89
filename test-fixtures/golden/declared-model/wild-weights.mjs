// node wild-weights.mjs: writes wild-weights.csv, the weights that the wild bootstraps of wild-clusters.R have in common
// with ours: of 999 replicates of seed 7, a letter a cluster in the order of first rows. `icb`: + and - (Rademacher);
// `region`: digits 0 to 5, the points of Webb from the lowest. The package stats has to be built.
import { writeFileSync } from 'node:fs';
import { RandomStream } from '../../../packages/stats/dist/bundle/index.js';

const [icbs, regions] = [42, 7];
const [byIcb, byRegion] = ['icb', 'region'].map((area) => new RandomStream(7, `wild, ${area}`));
const points = new Int32Array(regions);
const lines = Array.from({ length: 999 }, (_, r) => {
  byIcb.moveTo(r);
  const words = [byIcb.nextUint32(), byIcb.nextUint32()];
  const signs = Array.from({ length: icbs }, (_, g) => ((words[g >> 5] >>> (g & 31)) & 1 ? '-' : '+'));
  byRegion.moveTo(r);
  byRegion.fillIndices(points, 6);
  return `${signs.join('')},${points.join('')}`;
});
writeFileSync(new URL('wild-weights.csv', import.meta.url), `icb,region\n${lines.join('\n')}\n`);
