import { knownArticle, knownReview, knownStudies, knownSurvey } from '@inverse-care/audit';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { besidePaper, knownDocuments } from '../src/beside-paper.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import type { ReportInput } from '../src/report-input.js';
import { csvwMetadata } from '../src/tables/csvw.js';
import { fullInput, withoutTables, withTables } from './html-fixtures.js';

const all = [knownSurvey, knownReview, knownArticle, knownStudies];
const input = fullInput();

const sectionOf = (made: ReportInput) =>
  /<section id="known">(.*?)<\/section>/s.exec(renderDocument(report, made, drawFigures(made)))?.[1] ?? null;
const texts = (html: string) =>
  html
    .replace(/<svg.*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('−', '-')
    .replace(/\s+/g, ' ');

it('the tables’ metadata name the documents, and no licence of the run’s files', () => {
  for (const { table, rows } of input.tables.all()) {
    if (!all.some(({ file }) => file === table.file)) continue;
    const metadata = JSON.parse(csvwMetadata({ table, rows }, input));
    expect(metadata['dc:source']).toEqual([rows[0]!.source]);
    expect(metadata['dc:license']).toBeUndefined();
    expect(metadata['dc:rights'].join()).not.toContain('Open Government');
  }
});

describe('what else is known', () => {
  const html = sectionOf(input)!;
  const words = texts(html);

  it('prints every row of the survey, the article and the studies, with its source', () => {
    for (const row of input.tables.rows(knownSurvey)) {
      expect(words).toContain(row.quantity);
      expect(words).toContain(row.among);
    }
    for (const row of input.tables.rows(knownArticle)) expect(words).toContain(row.in_this_run);
    for (const row of input.tables.rows(knownStudies))
      expect(words).toContain(row.result.replaceAll('−', '-'));
    for (const { table, rows } of input.tables.all()) {
      if (all.some(({ file }) => file === table.file)) expect(words).toContain(rows[0]!.source);
    }
  });

  it('prints the verdict and its calculation wherever the audit finds fault', () => {
    const faults = [
      ...input.tables.rows(knownSurvey),
      ...input.tables.rows(knownReview),
      ...input.tables.rows(knownArticle),
      ...input.tables.rows(knownStudies),
    ].filter(({ verdict }) => verdict === 'inconsistent' || verdict === 'unsupported');
    expect(faults.length).toBeGreaterThanOrEqual(5);
    for (const { calculation } of faults) expect(words).toContain(calculation.replaceAll('−', '-'));
  });

  it('draws every count of the review, and every share that has an interval', () => {
    const drawn = drawFigures(input);
    const codes = (id: string) =>
      [...drawn.find((one) => one.id === id)!.svg.matchAll(/data-code="([^"]+)"/g)].map(([, code]) => code);
    expect(codes('known-review').sort()).toEqual(
      input.tables
        .rows(knownReview)
        .map(({ id }) => id)
        .sort(),
    );
    expect(codes('known-survey')).toEqual(
      input.tables
        .rows(knownSurvey)
        .filter(({ conf_low }) => conf_low !== null)
        .map(({ id }) => id),
    );
  });

  it('has the run’s own number beside the article’s, of a run that has it', () => {
    const [slope] = input.tables.rows(knownArticle).filter(({ id }) => id === 'pulse-2024.slope');
    expect(slope!.ours).not.toBeNull();
    expect(words).toContain('its number stands beside the article’s');
    const none = input.tables.rows(knownArticle).map((row) => ({ ...row, ours: null }));
    expect(texts(sectionOf(withTables(input, filled(knownArticle, none)))!)).toContain(
      'no number of the same quantity and date',
    );
  });

  it('calls the counts whole where none is at fault', () => {
    const sound = input.tables.rows(knownReview).map((row) => ({ ...row, verdict: 'consistent' as const }));
    const shown = texts(sectionOf(withTables(input, filled(knownReview, sound)))!);
    expect(shown).toContain('Its counts add up from line to line.');
    expect(shown).not.toContain('does not fit');
  });

  it('is not there where a study names no paper', () => {
    const alone = { ...withoutTables(input, ...all), study: { ...input.study, compare_with: undefined } };
    expect(sectionOf(alone)).toBeNull();
  });

  it('says why it is dropped where the study is of other staff', () => {
    const other = {
      ...withoutTables(input, ...all),
      ...besidePaper({ ...input.study, role: 'Care Coordinators' }),
    };
    const shown = texts(sectionOf(other)!);
    expect(shown).toContain(`${knownDocuments} is left out.`);
    expect(shown).toContain('say nothing of Care Coordinators');
    expect(shown).not.toContain('participation groups');
  });
});
