// Where the samples of the coverage study with areas come from: PCNs in ICBs, alike within them.
import { draws } from './draws.mjs';

/**
 * England at the last snapshot, and about a region and a half: how many ICBs and PCNs. The shares of the variance of
 * need and of the residual of provision that lie between ICBs are England's own (`dependence.csv` of a run).
 */
export const designs = { '10 ICBs': { areas: 10, n: 300 }, '42 ICBs': { areas: 42, n: 1250 } };
export const shares = { need: 0.4, residual: 0.11 };
export const slope = -0.35;
const need = { mean: 0.2, sd: 0.05 };
const provision = { mean: 0.37, sd: 0.33 };
/** Degrees between the middle of an ICB and its PCNs, standard deviation: some 15 km. */
const spread = 0.13;

/** Where PCNs are and to which ICB they belong: one geography a seed and design, the same for all samples. */
function drawMap(name, seed) {
  const { areas, n } = designs[name];
  const { uniform, normal } = draws(seed, `areas, map of ${name}`);
  const middles = Array.from({ length: areas }, () => ({
    longitude: -3.5 + 4.5 * uniform(),
    latitude: 50.5 + 4 * uniform(),
    // The largest ICBs have some six times as many PCNs as the smallest.
    size: Math.exp(0.45 * normal()),
  }));
  const total = middles.reduce((sum, { size }) => sum + size, 0);
  const ends = [];
  for (const { size } of middles) ends.push((ends.at(-1) ?? 0) + (n * size) / total);
  const codes = Array.from({ length: n }, (_, i) => ends.findIndex((end) => i < end - 1e-9));
  const around = (axis, stretch) =>
    Float64Array.from(codes, (code) => middles[code][axis] + stretch * spread * normal());
  // A degree of longitude is some 0.61 of one of latitude here.
  const map = { codes, longitudes: around('longitude', 1 / 0.61), latitudes: around('latitude', 1) };
  return map;
}

const maps = new Map();
function mapOf(name, seed) {
  const key = `${name}, ${seed}`;
  if (!maps.has(key)) maps.set(key, drawMap(name, seed));
  return maps.get(key);
}

/**
 * A sample: need is normal, with an effect of the ICB; provision is a line in need, an effect of the ICB that is
 * independent of it, and a residual of its own, gamma with shape 2 and so skewed, which spreads more where need is high.
 * Mean given need is the line itself, so the slope is the true one.
 */
export function drawAreas(name, seed, s) {
  const map = mapOf(name, seed);
  const { areas } = designs[name];
  const { normal, gamma } = draws(seed, `areas, ${name}`, s);
  const effects = (share) => Array.from({ length: areas }, () => Math.sqrt(share) * normal());
  const byNeed = effects(shares.need);
  const byProvision = effects(shares.residual);
  const x = Float64Array.from(
    map.codes,
    (code) => need.mean + need.sd * (byNeed[code] + Math.sqrt(1 - shares.need) * normal()),
  );
  const y = Float64Array.from(map.codes, (code, i) => {
    const own = ((gamma(2) - 2) / Math.SQRT2) * (1 + 1.5 * (x[i] - need.mean));
    const residual = byProvision[code] + Math.sqrt(1 - shares.residual) * own;
    return provision.mean + slope * (x[i] - need.mean) + provision.sd * residual;
  });
  return {
    sample: { y, columns: [new Float64Array(y.length).fill(1), x], names: ['constant', 'need'] },
    ...map,
  };
}
