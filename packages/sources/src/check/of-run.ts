import type { DataCheck } from '@inverse-care/domain';
import type { Ledger } from '../reading/ledger.js';
import type { OpenFolder } from '../recognise/open-folder.js';
import { inOrder } from './finding.js';
import { passedOverFiles, strangers } from './inventory.js';
import { judgeCodes } from './judge-codes.js';
import { judgeIdle } from './judge-extracts.js';
import { judgeCompositions, judgeSnapshot } from './judge-snapshot.js';
import type { SnapshotFacts } from './snapshot-facts.js';

/** What a build saw of the data on its way, judged as `check` judges it. No file is read for it. */
export function checkOfRun(folder: OpenFolder, facts: readonly SnapshotFacts[], ledger: Ledger): DataCheck {
  const bySnapshot = facts.flatMap(judgeSnapshot);
  const extracts = ledger.extractsUsed();
  return {
    snapshots: facts.map(({ check }) => check),
    findings: inOrder([
      ...passedOverFiles(folder),
      ...strangers(folder),
      ...judgeCodes(ledger),
      ...bySnapshot,
      ...judgeIdle(folder.tables, extracts),
      ...judgeCompositions(extracts),
    ]),
  };
}
