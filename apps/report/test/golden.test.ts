import * as tables from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import type { ReportInput } from '../src/report-input.js';
import { asItsPanel, fullInput, withTables } from './html-fixtures.js';
import { snapshots } from './invented-rows.js';

const kept = snapshots.slice(-2);
const isKept = ({ snapshot }: { snapshot: string }) => kept.includes(snapshot);

/** The invented tables of two snapshots and one need. */
async function smallInput(): Promise<ReportInput> {
  const { study, data, ...rest } = fullInput();
  const input: ReportInput = {
    ...rest,
    study: { ...study, snapshots: kept, needs: ['need_published'] },
    data: {
      ...data,
      panel: {
        ...data.panel,
        snapshots: kept,
        rows: data.panel.rows.filter(isKept).filter((_, i) => i % 20 === 0),
      },
      inputs: data.inputs.slice(0, 3),
      extracts: data.extracts.filter(isKept),
      warnings: data.warnings.filter(({ about }) => kept.includes(about)),
      synthetic: true,
    },
  };
  const isPublished = ({ need }: { need: string }) => need === 'need_published';
  const of = rest.tables;
  return withTables(
    input,
    filled(tables.table1, of.rows(tables.table1).filter(isKept)),
    filled(tables.distribution, of.rows(tables.distribution).filter(isKept)),
    filled(tables.icbProvision, (await asItsPanel(input)).tables.rows(tables.icbProvision)),
    filled(
      tables.figure3,
      of.rows(tables.figure3).filter((row) => isKept(row) && isPublished(row)),
    ),
    filled(
      tables.tableS2,
      of.rows(tables.tableS2).filter((row) => isKept(row) && isPublished(row)),
    ),
    filled(tables.joint, of.rows(tables.joint).filter(isKept)),
  );
}

/** A document line by line: without its style and script, of each drawing its words. */
const readable = (html: string) =>
  html
    .replace(/(<style>).*?(<\/style>)/s, '$1…$2')
    .replace(/(<script>).*?(<\/script>)/s, '$1…$2')
    .replace(/sha256-[^ ]*/, 'sha256-…')
    .replace(
      /<svg\b.*?<title[^>]*>(.*?)<\/title>\s*<desc[^>]*>(.*?)<\/desc>.*?<\/svg>/gs,
      '<svg>$1\n$2</svg>',
    )
    .replace(/(?<=>)(?=<(?:p|li|dt|td|th|tr|div|section|h[1-4]|figcaption|caption)\b)/g, '\n')
    .replace(/\n{2,}/g, '\n');

// `pnpm golden` writes the golden files anew.
describe('the documents of a small run', async () => {
  const input = await smallInput();
  const figures = drawFigures(input);

  it('are the golden page', async () => {
    await expect(readable(renderDocument(report, input, figures))).toMatchFileSnapshot('golden/report.html');
  });

  it('are the golden page for print, which has page numbers and no script', async () => {
    const html = renderDocument(report, input, figures, { print: new Map([['findings', 2]]) });
    expect(html).not.toContain('<script');
    expect(html).toContain('<span>Findings</span><span class="folio">2</span>');
  });

  it('are the golden briefing', async () => {
    await expect(readable(renderDocument(briefing, input, figures))).toMatchFileSnapshot(
      'golden/briefing.html',
    );
  });
});
