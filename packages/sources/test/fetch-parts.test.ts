import { describe, expect, it } from 'vitest';
import { latestQuarterEnd } from '../src/fetch/editions.js';
import { safeName } from '../src/fetch/file-names.js';
import { inParallel } from '../src/fetch/in-parallel.js';
import { chooseLinks, monthNamed } from '../src/fetch/links.js';
import { linksOf } from '../src/fetch/page-links.js';
import { pauseBefore } from '../src/fetch/retry.js';
import { retryAfterSeconds } from '../src/fetch/troubles.js';

describe('links of a page', () => {
  const page = 'https://digital.nhs.uk/data/july-2022';
  const links = linksOf(
    `<html><head><base href="/data/"></head><body>
     <a target=_blank href="https://files.digital.nhs.uk/AA/gp-reg-pat-prac-lsoa-oct-22..zip#top">A <b>b</b>
       &amp; c</a><a href='files/x%20y.csv?v=1&amp;w=2'>y</a><a href="//other.uk/z.zip">z</a>
     <a href="mailto:a@b.uk">m</a><a href="javascript:void 0">j</a><a href="http://[bad">b</a><a>n</a><p>cut`,
    page,
  );

  it('are found whatever the page makes of them', () => {
    expect(links).toEqual([
      {
        address: 'https://files.digital.nhs.uk/AA/gp-reg-pat-prac-lsoa-oct-22..zip',
        name: 'gp-reg-pat-prac-lsoa-oct-22..zip',
        text: 'A b & c',
      },
      { address: 'https://digital.nhs.uk/data/files/x%20y.csv?v=1&w=2', name: 'x y.csv', text: 'y' },
      { address: 'https://other.uk/z.zip', name: 'z.zip', text: 'z' },
    ]);
  });

  it.each([
    ['PCNWFIndividualCSV.062026.zip', '2026-06'],
    ['Primary Care Networks - March 2020 Individual Level.csv', '2020-03'],
    ['gp-reg-pat-prac-lsoa-male-female-Apr-20.zip', '2020-04'],
    ['gp-reg-pat-prac-lsoa-male-female-october-21.zip', '2021-10'],
    ['gp-reg-pat-prac-lsoa-male-female-oct-22..zip', '2022-10'],
    ['gp-reg-pat-prac-lsoa-male-female-July-2022.zip', '2022-07'],
    ['gp-reg-pat-prac-all_2021-01.csv', '2021-01'],
    ['gp-reg-pat-prac-lsoa-2021-male.zip', null],
    ['gp-reg-pat-prac-all.csv', null],
    ['summary-2022.csv', null],
  ])('say their month: %s', (name, month) => {
    expect(monthNamed(name)).toBe(month);
  });

  it('of another month are passed over, by name first and then by text', () => {
    const link = (name: string, text: string) => ({ address: `https://a.uk/${name}`, name, text });
    const chosen = chooseLinks(
      [
        link('individual-may-22.csv', 'June 2022'),
        link('individual.csv', 'June 2022'),
        link('individual2.csv', ''),
        link('bulletin-june-22.csv', 'June 2022'),
        link('individual.csv', 'again'),
      ],
      /^individual/,
      '2022-06',
    );
    expect(chosen.named.map(({ name }) => name)).toEqual(['individual.csv']);
    expect(chosen.unnamed.map(({ name }) => name)).toEqual(['individual2.csv']);
  });
});

describe('names of files', () => {
  it.each([
    ['gp-reg-pat-prac-all.csv', '2021-01', 'gp-reg-pat-prac-all_2021-01.csv'],
    ['gp-reg-pat-prac-lsoa-oct-22..zip', '2022-10', 'gp-reg-pat-prac-lsoa-oct-22.zip'],
    ['../../etc/passwd', null, '_._etc_passwd'],
    ['a\\b:c*?.csv', null, 'a_b_c__.csv'],
    ['con.csv', null, '_con.csv'],
    ['', null, 'file'],
  ])('are such that every file system takes them: %s', (published, edition, name) => {
    expect(safeName(published, edition)).toBe(name);
  });
});

describe('patience', () => {
  it('doubles from a second to a minute, half of it by chance', () => {
    expect([1, 2, 3, 7, 20].map((n) => pauseBefore(n, 0))).toEqual([500, 1000, 2000, 30_000, 30_000]);
    expect(pauseBefore(1, 0.999)).toBe(1000);
  });

  it('reads Retry-After in seconds and as a date', () => {
    const now = new Date('2026-11-01T12:00:00Z');
    expect(retryAfterSeconds('7', now)).toBe(7);
    expect(retryAfterSeconds('Sun, 01 Nov 2026 12:01:00 GMT', now)).toBe(60);
    expect(retryAfterSeconds('Sun, 01 Nov 2026 11:00:00 GMT', now)).toBe(0);
    expect(retryAfterSeconds('soon', now)).toBeNull();
    expect(retryAfterSeconds(undefined, now)).toBeNull();
  });

  it('waits sixty days for a quarter to be published', () => {
    expect(latestQuarterEnd(new Date('2026-11-28T00:00:00Z'))).toBe('2026-06');
    expect(latestQuarterEnd(new Date('2026-11-29T00:00:00Z'))).toBe('2026-09');
  });
});

describe('tasks in parallel', () => {
  it('give their results in order, and stop beginning others after an error', async () => {
    expect(await inParallel([3, 1, 2], 2, async (n) => n * 2)).toEqual([6, 2, 4]);
    const begun: number[] = [];
    const task = async (n: number) => {
      begun.push(n);
      if (n === 1) throw new Error('one');
    };
    await expect(inParallel([1, 2, 3, 4, 5], 2, task)).rejects.toThrow('one');
    expect(begun).toEqual([1, 2]);
  });
});
