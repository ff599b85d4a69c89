import type { Results } from '../src/read-back/read-back.js';
import type { ReportInput } from '../src/report-input.js';

/** The tables and the manifest of a run that is in no folder. */
export function resultsOf({ study, data, omissions, tables }: ReportInput): Results {
  const text = (value: unknown) => String(value === 0 ? 0 : (value ?? ''));
  return {
    table: (file: string) =>
      (file === 'panel.csv' && tables.ofFile(file) === undefined
        ? data.panel.rows.map(({ pcn_name }) => ({ pcn_name }))
        : tables.ofFile(file)?.rows
      )?.map((row) => Object.fromEntries(Object.entries(row).map(([name, one]) => [name, text(one)]))),
    local: data.panel.local,
    manifest: {
      study,
      extracts: data.extracts,
      inputs: data.inputs,
      omissions,
      warnings: [...data.warnings, ...(data.check?.findings ?? [])],
    },
  };
}
