import type { DataCheck } from '@inverse-care/domain';
import type { Ledger } from '../reading/ledger.js';
import type { OpenFolder } from '../recognise/open-folder.js';
import { inOrder } from './finding.js';
import { strangers } from './inventory.js';
import { judgeCodes } from './judge-codes.js';
import { judgeIdlePatients } from './judge-extracts.js';
import { judgeCompositions, judgeSnapshot } from './judge-snapshot.js';
import type { SnapshotFacts } from './snapshot-facts.js';

/** What a build saw of the data on its way, judged as `check` judges it. No file is read for it. */
export function checkOfRun(folder: OpenFolder, facts: readonly SnapshotFacts[], ledger: Ledger): DataCheck {
  const bySnapshot = facts.flatMap(judgeSnapshot);
  const extracts = ledger.extractsUsed();
  return {
    snapshots: facts.map(({ check }) => check),
    findings: inOrder([
      ...strangers(folder),
      ...judgeCodes(ledger),
      ...bySnapshot,
      ...judgeIdlePatients(folder.tables, extracts, bySnapshot),
      ...judgeCompositions(extracts),
    ]),
  };
}
