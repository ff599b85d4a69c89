import { methods } from './coverage-areas-methods.mjs';
import { designs, shares, slope } from './coverage-areas-process.mjs';
import { boundsByDesign, printResults, summarise } from './coverage-pool.mjs';

/** `pnpm bench coverage-areas`. The results depend on samples, replicates and seed, not on the number of threads. */
export async function benchCoverageAreas({ json, ...options }) {
  const names = Object.keys(designs);
  const bounds = await boundsByDesign('./coverage-areas-methods.mjs', names, methods.length, options);
  const results = Object.fromEntries(
    names.map((design) => [
      design,
      Object.fromEntries(
        methods.map((name, m) => [
          name,
          summarise(bounds.get(design), m, methods.length, options.samples, slope),
        ]),
      ),
    ]),
  );
  if (json) {
    console.log(JSON.stringify({ shares, slope, results }));
    return;
  }
  const { samples, replicates, seed } = options;
  console.log(
    `Coverage of nominal 95% intervals: ${samples} samples a design, ${replicates} replicates, seed ${seed}.`,
  );
  console.log(`Shares between ICBs: need ${shares.need}, residual ${shares.residual}. True slope ${slope}.`);
  printResults(results);
}
