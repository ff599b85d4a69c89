import { methods } from './coverage-methods.mjs';
import { boundsByDesign, printResults, summarise } from './coverage-pool.mjs';
import { slopeOfLargeSample, trueSlope } from './coverage-truth.mjs';

const sizes = ['n = 50', 'n = 200', 'n = 1250'];
const largeSample = 2_000_000;

function printTable(results, { slope, error }, large, { samples, replicates, seed }) {
  console.log(
    `Coverage of nominal 95% intervals: ${samples} samples a size, ${replicates} replicates, seed ${seed}.`,
  );
  console.log(`True slope ${slope.toFixed(6)} (integration, error ${error.toExponential(0)});`);
  console.log(
    `${large.n} draws give ${large.slope.toFixed(4)} (standard error ${large.error.toFixed(4)}), ` +
      `${(100 * large.zeros).toFixed(0)}% zeros.`,
  );
  printResults(results);
}

/** `pnpm bench coverage`. The results depend on samples, replicates and seed, not on the number of threads. */
export async function benchCoverage({ json, ...options }) {
  const truth = trueSlope();
  const large = slopeOfLargeSample(largeSample, options.seed);
  const bounds = await boundsByDesign('./coverage-methods.mjs', sizes, methods.length, options);
  const results = Object.fromEntries(
    sizes.map((size) => [
      size,
      Object.fromEntries(
        methods.map((name, m) => [
          name,
          summarise(bounds.get(size), m, methods.length, options.samples, truth.slope),
        ]),
      ),
    ]),
  );
  if (json) console.log(JSON.stringify({ truth, large_sample: large, results }));
  else printTable(results, truth, large, options);
}
