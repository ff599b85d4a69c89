import { type Finding, type InputError, severities } from '@inverse-care/domain';
import { type FolderCheck, sourceIds } from '@inverse-care/sources';

/** Raised where a field changes its meaning or goes; new fields alone do not raise it. */
const version = 1;

function document(check: Omit<FolderCheck, 'findings'>, findings: readonly Finding[]): string {
  const counts = Object.fromEntries(
    severities.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
  );
  const { synthetic, files, duplicates, grid, snapshots, variables, local, absent, studies } = check;
  const body = {
    document: 'inverse-care check',
    version,
    synthetic,
    counts,
    findings,
    sources: sourceIds,
    grid,
    snapshots,
    studies,
    variables,
    local,
    absent,
    files,
    duplicates,
  };
  return JSON.stringify(body, null, 2);
}

/** What a check found, as one JSON document; docs/checking.md says what each field is. */
export const checkJson = (check: FolderCheck): string => document(check, check.findings);

/** The document where the folder cannot be looked at: one finding, and nothing else. */
export function refusalJson(error: InputError): string {
  const finding: Finding = {
    id: 'no-folder',
    severity: 'stops',
    file: error.place.file ?? null,
    row: null,
    column: null,
    snapshot: null,
    count: 1,
    examples: [],
    message: error.message,
    meaning: 'There is nothing to run on.',
    remedy: error.remedy ?? '',
  };
  const nothing = {
    synthetic: false,
    files: [],
    duplicates: [],
    grid: [],
    snapshots: [],
    variables: [],
    local: [],
    absent: [],
    studies: [],
  };
  return document(nothing, [finding]);
}
