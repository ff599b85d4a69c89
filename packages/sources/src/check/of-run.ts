import type { DataCheck, ExtractUse } from '@inverse-care/domain';
import type { OpenFolder } from '../recognise/open-folder.js';
import { inOrder } from './finding.js';
import { strangers } from './inventory.js';
import { judgeCompositions, judgeSnapshot } from './judge-snapshot.js';
import type { SnapshotFacts } from './snapshot-facts.js';

/** What a build saw of the data on its way, judged as `check` judges it. No file is read for it. */
export function checkOfRun(
  folder: OpenFolder,
  facts: readonly SnapshotFacts[],
  extracts: readonly ExtractUse[],
): DataCheck {
  return {
    snapshots: facts.map(({ check }) => check),
    findings: inOrder([
      ...strangers(folder),
      ...facts.flatMap(judgeSnapshot),
      ...judgeCompositions(extracts),
    ]),
  };
}
