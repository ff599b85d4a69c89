import { describe, expect, it } from 'vitest';
import { renderBriefing } from '../src/html/briefing.js';
import { drawFigures } from '../src/html/figures.js';
import { renderPage } from '../src/html/page.js';
import type { ReportInput } from '../src/report-input.js';
import { fullInput, snapshots } from './html-fixtures.js';

const kept = snapshots.slice(-2);
const isKept = ({ snapshot }: { snapshot: string }) => kept.includes(snapshot);

/** The invented results of two snapshots and one need. */
function smallInput(): ReportInput {
  const { study, results, data, ...rest } = fullInput();
  return {
    ...rest,
    study: { ...study, snapshots: kept, needs: ['need_published'] },
    results: {
      ...results,
      table1: results.table1.filter(isKept),
      figure3: results.figure3.filter((row) => isKept(row) && row.need === 'need_published'),
      tableS2: results.tableS2.filter((row) => isKept(row) && row.need === 'need_published'),
      joint: results.joint.map((one) => ({ ...one, rows: one.rows.filter(isKept) })),
    },
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
describe('the documents of a small run', () => {
  const input = smallInput();
  const figures = drawFigures(input);

  it('are the golden page', async () => {
    await expect(readable(renderPage(input, figures))).toMatchFileSnapshot('golden/report.html');
  });

  it('are the golden page for print, which has page numbers and no script', async () => {
    const html = renderPage(input, figures, { print: new Map([['findings', 2]]) });
    expect(html).not.toContain('<script');
    expect(html).toContain('<span>Findings</span><span class="folio">2</span>');
  });

  it('are the golden briefing', async () => {
    await expect(readable(renderBriefing(input, figures))).toMatchFileSnapshot('golden/briefing.html');
  });
});
