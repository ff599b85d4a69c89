import { funnelTable } from '@inverse-care/core/tables';
import { FilledTables, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { findIcb } from '../src/areas/find-icb.js';
import { gatherIcb, icbCodes } from '../src/areas/gather-icb.js';
import { icbBriefing } from '../src/documents/icb-briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { icbFigures } from '../src/drawings/area-figures.js';
import { funnelSentence, shortfallSentences } from '../src/language/area-due-words.js';
import { standingSentences } from '../src/language/area-words.js';
import { plain } from '../src/language/marks.js';
import { readBack } from '../src/read-back/read-back.js';
import { areasInput, last, snapshots } from './areas-world.js';
import { resultsOf } from './results-of-input.js';

const input = await areasInput();
const codes = icbCodes(input, last);

function page(code: string, snapshot = last): string {
  const icb = gatherIcb(input, code, snapshot)!;
  return renderDocument(icbBriefing(icb), input, icbFigures(icb), { scope: { kind: 'icb', code } });
}
const pages = new Map(codes.map((code) => [code, page(code)]));

/** The words of a page’s sections and tables, without what is drawn. */
const wordsOf = (code: string, snapshot = last) =>
  (snapshot === last ? pages.get(code)! : page(code, snapshot))
    .replace(/<(style|script|svg)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:;)])/g, '$1')
    .replace(/\( /g, '(');

type Position = 'above' | 'within' | 'below';

/** South West London with other places in the funnel, measure by measure. */
function placedIcb(positions: readonly Position[]) {
  let i = 0;
  const rows = input.tables
    .rows(funnelTable)
    .map((row) =>
      row.level === 'icb' && row.code === 'QWE'
        ? { ...row, position: positions[i++ % positions.length]! }
        : row,
    );
  const others = input.tables.all().filter(({ table }) => table.file !== funnelTable.file);
  const tables = new FilledTables([...others, filled(funnelTable, rows)]);
  return gatherIcb({ ...input, tables }, 'QWE')!;
}

describe('a briefing of an ICB', () => {
  it('is of every ICB that has a PCN, and knows the row of every number in its sentences', () => {
    expect(codes).toEqual(['QHM', 'QJK', 'QOC', 'QOX', 'QT6', 'QUY', 'QWE']);
    const results = resultsOf(input);
    for (const code of codes) {
      const { found, wrong } = readBack(pages.get(code)!, results);
      expect(wrong).toEqual([]);
      expect(found).toBeGreaterThan(3);
    }
    for (const snapshot of snapshots.slice(0, -1))
      for (const code of codes) expect(readBack(page(code, snapshot), results).wrong).toEqual([]);
  });

  it('is a function of the record alone', () => {
    expect(page('QHM')).toBe(pages.get('QHM'));
  });

  it('lists every PCN of its ICB and no other, from the greatest need to the least', () => {
    for (const code of codes) {
      const { pcns } = gatherIcb(input, code)!;
      const own = input.data.panel.rows.filter((row) => row.snapshot === last && row.icb_code === code);
      expect(pcns.map(({ row }) => row.pcn_code).sort()).toEqual(own.map((row) => row.pcn_code).sort());
      const needs = pcns.map(({ row }) => row.values.income_deprivation!);
      expect(needs).toEqual([...needs].sort((a, b) => b - a));
      const [, list = ''] = /id="table-pcns"([\s\S]*?)<\/table>/.exec(pages.get(code)!) ?? [];
      expect(list.match(/<th scope="row"/g)).toHaveLength(own.length);
    }
  });

  it('does not blame an area that did not report as if it had none', () => {
    const words = wordsOf('QJK');
    expect(words).toContain('Devon: no PCN reported its staff');
    expect(words).toContain('none of its 11 PCNs had a number of staff on record');
    expect(words).toContain('no finding that they have none');
    expect(words).toContain('Nothing can be shared among PCNs that did not report.');
    expect(words).not.toMatch(/0\.000 per 10,000|less than England/);
    expect(words).not.toContain('Ask the');
  });

  it('tells no mean of two returns of twelve, nor an interval of one PCN that is all there is', () => {
    expect(wordsOf('QT6')).toContain('Cornwall and the Isles of Scilly: too few PCNs reported to say');
    expect(wordsOf('QT6')).toContain('no more than two of its 12 PCNs reported');
    const [row] = gatherIcb(input, 'QOC')!.pcns;
    expect(wordsOf('QOC')).toContain('its only PCN reported');
    expect(wordsOf('QOC')).toContain(`${row!.row.fte_per_10k!.toFixed(3)} per 10,000 patients`);
    expect(wordsOf('QOC')).not.toMatch(/per 10,000 patients \(95% interval/);
    expect(wordsOf('QOC')).toContain('Too few of its PCNs reported (1)');
  });

  it('says of the only PCN of an ICB, where that did not report, that nobody knows what it has', async () => {
    const silent = await areasInput((rows) =>
      rows.map((row) =>
        row.icb_code === 'QOC' ? { ...row, reported: false, fte: null, fte_per_10k: null } : row,
      ),
    );
    expect(standingSentences(gatherIcb(silent, 'QOC')!)).toContain(
      'its only PCN had no number of staff on record. Nobody knows what it has: that is no finding that it has none.',
    );
  });

  it('says in its title how an ICB is beside England as far as its interval lets it', () => {
    for (const code of codes) {
      const { here, england } = gatherIcb(input, code)!;
      const [, title = ''] = /<h1[^>]*>(.*?)<\/h1>/.exec(pages.get(code)!) ?? [];
      if (here.conf_low === null || here.conf_high === null) continue;
      const side =
        here.conf_low > england.value!
          ? 'more than'
          : here.conf_high < england.value!
            ? 'less than'
            : 'not shown to differ from';
      expect(plain(title)).toContain(`${side} England’s ${england.value!.toFixed(2)}`);
    }
  });

  it('says that the answer turns with the measure of need exactly where it does', () => {
    for (const code of codes) {
      const [share] = gatherIcb(input, code)!.shares;
      if (share === undefined) continue;
      const turns = share.here.change_low < 0 && share.here.change_high > 0;
      expect(wordsOf(code).includes('depends on the measure, which has to be agreed')).toBe(turns);
      expect(wordsOf(code).includes('Agree on a measure of need')).toBe(turns);
    }
  });

  it('calls nothing England’s that is of the places which a study looks at', () => {
    const part = { ...input, study: { ...input.study, where: { icb: ['QHM', 'QWE'] } } };
    for (const code of codes)
      for (const snapshot of [snapshots[0]!, last]) {
        const icb = gatherIcb(part, code, snapshot)!;
        const words = renderDocument(icbBriefing(icb), part, icbFigures(icb))
          .replace(/<(style|script)\b.*?<\/\1>/gs, ' ')
          .replace(/<[^>]+>/g, '')
          .replace(/NHS England|fifth of England’s neighbourhoods|not of all England/g, '');
        expect(words).not.toContain('England');
        expect(words).toMatch(/[Tt]he study’s/);
      }
  });

  it('tells no range of measures where there is one', () => {
    const icb = gatherIcb(input, 'QWE')!;
    const one = (rows: typeof icb.shares) =>
      rows.filter(({ here: { need } }) => need === 'patients' || need === rows[0]!.here.need);
    const alone = shortfallSentences({ ...icb, shares: one(icb.shares) });
    expect(shortfallSentences(icb)).toMatch(/over all measures of need .* over the measures\./);
    expect(alone).toMatch(/its own would have .* FTE (more|less) than/);
    expect(alone).not.toContain('measure');
    const { funnel } = placedIcb(['within']);
    const [own] = funnel;
    const two = funnel.filter(({ need }) => need === 'patients' || need === own!.need);
    expect(funnelSentence({ ...icb, funnel: two })).toContain(
      'by this measure of need and by patients alone',
    );
  });

  it('calls an ICB not unlike others only where it is within the limits by every measure', () => {
    const placed = (positions: readonly Position[]) => plain(funnelSentence(placedIcb(positions))!);
    expect(placed(['within'])).toMatch(/within 99\.8% limits .*: not unlike others/);
    expect(placed(['above', 'within'])).toMatch(
      /That is above 99\.8% limits as wide as ICBs differ among themselves, by .*; within them by /,
    );
    for (const mixed of [placed(['above', 'within']), placed(['below']), placed(['within', 'below'])])
      expect(mixed).not.toContain('not unlike');
  });

  it('of an earlier snapshot leaves out what is told of the last alone', () => {
    const words = wordsOf('QWE', snapshots[0]);
    expect(words).toContain('At 31 March 2021');
    expect(words).toContain('told of the last snapshot of a run alone');
    expect(words).toContain('There is no earlier snapshot');
    expect(words).not.toContain('To the median');
    expect(words).not.toContain('Table N1');
  });

  it('counts a PCN whose number cannot be read neither as none nor as silent', async () => {
    const changed = await areasInput((rows) =>
      rows.map((row) =>
        row.icb_code === 'QWE' && row.pcn_name === 'Network 1 PCN'
          ? { ...row, fte: null, fte_per_10k: null }
          : row,
      ),
    );
    const icb = gatherIcb(changed, 'QWE')!;
    expect(icb.here).toMatchObject({ pcns: 39, reporters: 38, not_reported: 0, unread: 1 });
    const html = renderDocument(icbBriefing(icb), changed, icbFigures(icb));
    expect(html).toContain('no number');
    expect(readBack(html, resultsOf(changed)).wrong).toEqual([]);
  });
});

describe('an ICB by a word', () => {
  const known = icbCodes(input, last);
  const refused = (word: string, snapshot = last, among = known) => {
    try {
      findIcb(word, snapshot, among);
    } catch (error) {
      return (error as { explain(): string }).explain();
    }
    throw new Error(`${word} is known`);
  };

  it('is found by its codes and its name, in any case', () => {
    for (const word of [
      'QWE',
      'qwe',
      'E54000031',
      'South West London',
      'NHS South West London Integrated Care Board',
      'NHS South West London',
      'south west london ICB',
    ])
      expect(findIcb(word, last, known)).toBe('QWE');
  });

  it('that nobody knows is answered with the nearest and the list', () => {
    expect(refused('QJX')).toMatch(
      /No ICB is called “QJX”[\s\S]*one of 7 ICBs[\s\S]*Did you mean --icb QJK \(Devon\)/,
    );
    expect(refused('Devn')).toContain('Did you mean --icb QJK (Devon)');
    expect(refused('London')).toContain('Did you mean --icb QWE (South West London)?');
    expect(refused('north')).toMatch(/Did you mean --icb QHM \(.*\) or --icb QUY \(/);
    expect(refused('Atlantis')).toContain('Give one of these');
  });

  it('of another time says what it became, or came from', () => {
    expect(refused('S9B9J', '2022-06-30', ['QNX', 'QXU'])).toMatch(
      /established on 1 April 2026[\s\S]*--icb QNX or --icb QXU/,
    );
    const later = ['S0E4D', 'S9B9J', 'QRL', 'T6Y0W'];
    expect(refused('QNX', '2026-06-30', later)).toMatch(
      /merged on 1 April 2026[\s\S]*S9B9J[\s\S]*--icb S9B9J/,
    );
    expect(refused('Frimley', '2026-06-30', later)).toMatch(/QNQ[\s\S]*--icb S0E4D/);
  });

  it('that is a part of one, or has no PCN in the run, is told so', () => {
    expect(refused('36L')).toMatch(/sub-ICB location[\s\S]*Use --icb QWE/);
    expect(refused('QOP')).toMatch(/has no PCN in this run at 30 June 2022/);
  });
});
