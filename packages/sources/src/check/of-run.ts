import type { DataCheck, Finding } from '@inverse-care/domain';
import type { Country } from '../country/country.js';
import type { Ledger } from '../reading/ledger.js';
import type { OpenFolder } from '../recognise/open-folder.js';
import { inOrder } from './finding.js';
import { coverageGrid, withMemberships } from './grid.js';
import { passedOverFiles, strangers } from './inventory.js';
import { judgeCodes, judgeUnknownPractices } from './judge-codes.js';
import { judgeIdle } from './judge-extracts.js';
import { judgeCompositions, judgeSnapshot } from './judge-snapshot.js';
import type { SnapshotFacts } from './snapshot-facts.js';
import { spare } from './spare.js';

const said = ({ id, file, count }: Finding) => `${id} ${file} ${count}`;

/**
 * What was seen of the data, by `check` or on the way of a run: what the readers noted, what snapshots come to, and what
 * was taken from another time. A snapshot says nothing again that a reader has said of its file.
 */
export function judgements(
  facts: readonly SnapshotFacts[],
  ledger: Pick<Ledger, 'findings' | 'extractsUsed' | 'strangeCodes' | 'practicesOf' | 'neighbourhoods'>,
  country: Country,
): Finding[] {
  const { findings } = ledger;
  const known = new Set(findings.map(said));
  return [
    ...findings,
    ...facts.flatMap((one) => judgeSnapshot(one, country)).filter((one) => !known.has(said(one))),
    ...judgeCodes(ledger),
    ...judgeUnknownPractices(ledger),
    ...judgeCompositions(ledger.extractsUsed()),
  ];
}

/** Which file said who belongs to which PCN on a snapshot. */
export const membershipOf = ({ check: { snapshot }, files, dates }: SnapshotFacts) => ({
  snapshot,
  path: files.membership,
  date: dates.membership,
});

/** What a build saw of the data on its way, judged as `check` judges it. No file is read for it. */
export function checkOfRun(folder: OpenFolder, facts: readonly SnapshotFacts[], ledger: Ledger): DataCheck {
  const passed = new Set(
    ledger.findings.flatMap(({ id, examples }) =>
      id === 'passed-over' ? examples : id === 'duplicate-file' ? examples.slice(1) : [],
    ),
  );
  const tables = folder.tables.filter(({ name, kind }) => kind.id !== 'geography' && !passed.has(name));
  const grid = withMemberships(coverageGrid(tables), facts.map(membershipOf));
  return {
    snapshots: facts.map(({ check }) => check),
    findings: inOrder([
      ...folder.findings,
      ...passedOverFiles(folder),
      ...strangers(folder),
      ...spare(tables, grid),
      ...judgements(facts, ledger, folder.country),
      ...judgeIdle(folder.tables, ledger.extractsUsed()),
    ]),
  };
}
