import type { Choices } from '@inverse-care/domain';
import { CurveDraws, type CurveEffect, type EffectTest, type NullDraws, zOfT } from '@inverse-care/stats';
import { rawErrorOf } from './groups.js';
import type { MultiverseJointRow } from './tables.js';

/** A fit with the tests of its specifications. */
export interface TestedFit {
  choices: Choices;
  /** By which the estimate becomes comparable. */
  scale: number;
  estimate: number;
  tests: { errors: Choices['errors']; test: EffectTest }[];
  draws: NullDraws | null;
}

interface Scope {
  name: string;
  draws: CurveDraws;
  observed: CurveEffect[];
}

/**
 * Joint inference over all specifications, and over those of each need, of each snapshot, and of each need at the last
 * snapshot: the curve of another need is another question. Fits are added in order, and draws are summed as they come.
 */
export class JointScopes {
  readonly #scopes = new Map<string, Scope>();
  readonly #replicates: number;
  readonly #level: number;
  readonly #last: string;
  /** Room for the Z of a fit's specifications, which are used up before the next fit. */
  readonly #z: Float32Array[] = [];

  constructor(replicates: number, level: number, last: string) {
    this.#replicates = replicates;
    this.#level = level;
    this.#last = last;
  }

  add({ choices, scale, estimate, tests, draws }: TestedFit): void {
    if (tests.length === 0) return;
    const observed: CurveEffect = {
      effect: estimate * scale,
      z: tests.map(({ test }) => zOfT(estimate / test.stdError, test.degreesOfFreedom)),
      sign: tests.map(({ test }) => (test.pValue < 1 - this.#level ? Math.sign(estimate) : 0)),
    };
    const drawn = draws && this.#zDraws(draws, tests);
    for (const scope of this.#of(choices)) {
      scope.observed.push(observed);
      if (drawn) scope.draws.add(drawn.effect, scale, drawn.z);
    }
  }

  #of({ need, snapshot }: Choices): Scope[] {
    const names = ['all', `need=${need}`, `snapshot=${snapshot}`];
    if (snapshot === this.#last) names.push(`need=${need} snapshot=${snapshot}`);
    return names.map((name) => {
      const scope = this.#scopes.get(name) ?? { name, draws: new CurveDraws(this.#replicates), observed: [] };
      this.#scopes.set(name, scope);
      return scope;
    });
  }

  /** Sorted by scope. */
  infer(): MultiverseJointRow[] {
    const scopes = [...this.#scopes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return scopes.flatMap(({ name, draws, observed }) => {
      const found = draws.infer(observed);
      const specifications = observed.reduce((total, { z }) => total + z.length, 0);
      return (
        [
          ['average Z', found.meanZ],
          ['median standardised effect', found.median],
          ['share significant in the dominant direction', found.significantShare],
        ] as const
      ).map(
        ([statistic, { value, pValue, pError }]): MultiverseJointRow => ({
          scope: name,
          specifications,
          statistic,
          value,
          p_value: pValue,
          p_mcse: pError,
          p_smallest: 1 / (this.#replicates + 1),
          replicates: this.#replicates,
        }),
      );
    });
  }

  /**
   * Z of every specification in every draw. A draw's standard error is its own sandwich times what the specification's
   * bears to the plain sandwich in the data: the factor of HC1 and CR1 exactly, those of HC3, CR2 and of marginal
   * effects as they are in the data.
   */
  #zDraws({ values, width, raw }: NullDraws, tests: TestedFit['tests']) {
    const replicates = this.#replicates;
    const effect = new Float32Array(replicates);
    for (let r = 0; r < replicates; r++) effect[r] = values[r * width]!;
    const z = tests.map(({ errors, test }, i) => {
      const kind = rawErrorOf(errors);
      const ratio = test.stdError / raw[kind]!;
      this.#z[i] ??= new Float32Array(replicates);
      const own = this.#z[i];
      for (let r = 0; r < replicates; r++) {
        own[r] = zOfT(effect[r]! / (ratio * values[r * width + 1 + kind]!), test.degreesOfFreedom);
      }
      const critical = test.confHigh - test.confLow;
      return { draws: own, critical: zOfT(critical / 2 / test.stdError, test.degreesOfFreedom) };
    });
    return { effect, z };
  }
}
