import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { missingOf, planFetch } from '../src/index.js';
import {
  asked,
  files,
  isMine,
  lockOf,
  marchLink,
  marchPage,
  marchPath,
  refusal,
  withMarch,
} from './march-publisher.js';
import {
  emptyFolder,
  page,
  patientsPage,
  publisherOf,
  type Served,
  serve,
  trial,
  workforcePage,
} from './publisher.js';
import {
  aprilCounts,
  epcn,
  juneWorkforce,
  lsoa,
  lsoaRows,
  marchWorkforce,
  memberships,
  totals,
  zip,
} from './small-england.js';

describe('a first fetch', () => {
  it('finds the file on its landing page, verifies it and records it', async () => {
    const into = await emptyFolder();
    const publisher = await withMarch();
    const { outcomes, events } = await trial(publisher, into);
    expect(outcomes).toMatchObject([
      { label: 'workforce', edition: '2020-03', status: 'fetched', files: [marchPath] },
    ]);
    expect(await readFile(join(into, marchPath), 'utf8')).toBe(marchWorkforce);
    expect(events).toHaveLength(1);
    expect(await lockOf(into)).toEqual({
      [marchPath]: {
        address: marchLink,
        final_address: marchLink,
        landing_page: `https://${marchPage}`,
        date: '2026-11-01T12:00:00.000Z',
        bytes: marchWorkforce.length,
        sha256: createHash('sha256').update(marchWorkforce).digest('hex'),
        etag: `"${marchWorkforce.length}-1"`,
        last_modified: 'Thu, 30 Jul 2020 08:30:00 GMT',
        holds: [{ kind: 'workforce', edition: '2020-03' }],
      },
    });
    expect(await isMine(into)).toEqual([]);
  });

  it('says honestly who asks', async () => {
    const publisher = await withMarch();
    await trial(publisher, await emptyFolder());
    expect(new Set(publisher.requests.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set(['inverse-care/test']),
    );
  });

  it('asks for at most two things at a time', async () => {
    const slowly: Served = (request, response) =>
      setTimeout(15).then(() => serve(marchWorkforce, request, response));
    const names = ['march', 'june', 'september', 'december'];
    const days = { march: 31, june: 30, september: 30, december: 31 } as Record<string, number>;
    const pages = Object.fromEntries(
      names.map((name) => [`${workforcePage}/${days[name]}-${name}-2020`, slowly]),
    );
    const publisher = await publisherOf(pages);
    await trial(publisher, await emptyFolder(), { to: '2020-12' });
    expect(publisher.requests.length).toBeGreaterThanOrEqual(4);
    expect(publisher.busiest()).toBe(2);
  });

  it('takes the censuses before June 2022 from the release that set them out again', async () => {
    const into = await emptyFolder();
    const link = (month: string) => [`/x/${month}%202020%20Individual%20Level.csv`, `${month} 2020`] as const;
    const publisher = await publisherOf({
      [`${workforcePage}/30-june-2022`]: page(link('March'), link('June')),
      'digital.nhs.uk/x/March 2020 Individual Level.csv': marchWorkforce,
      'digital.nhs.uk/x/June 2020 Individual Level.csv': juneWorkforce,
    });
    const { outcomes } = await trial(publisher, into, { to: '2020-06' });
    expect(outcomes.map(({ status, files: [path] }) => [status, path])).toEqual([
      ['fetched', 'workforce/March 2020 Individual Level.csv'],
      ['fetched', 'workforce/June 2020 Individual Level.csv'],
    ]);
    expect(asked(publisher.requests, `${workforcePage}/30-june-2022`)).toHaveLength(1);
  });

  it('downloads an archive of several censuses once', async () => {
    const into = await emptyFolder();
    const publisher = await publisherOf({
      [`${workforcePage}/30-june-2022`]: page(['PCNWFIndividual.zip', 'All individual-level files']),
      [`${workforcePage}/PCNWFIndividual.zip`]: zip({
        '1.march.csv': marchWorkforce,
        '2.june.csv': juneWorkforce,
      }),
    });
    const { outcomes } = await trial(publisher, into, { to: '2020-06' });
    expect(outcomes.map(({ status, files: paths }) => [status, ...paths])).toEqual([
      ['fetched', 'workforce/PCNWFIndividual.zip'],
      ['fetched', 'workforce/PCNWFIndividual.zip'],
    ]);
    expect(asked(publisher.requests, `${workforcePage}/PCNWFIndividual.zip`)).toHaveLength(1);
  });

  it('fetches totals, ages and neighbourhoods of the extract nearest to the census, names with two dots included', async () => {
    const into = await emptyFolder();
    const name = 'gp-reg-pat-prac-lsoa-male-female-apr-20..zip';
    const publisher = await publisherOf({
      [`${patientsPage}/april-2020`]: page(
        [`https://${files}/AA/AE3EDC/${name}`, 'Patients by LSOA, April 2020'],
        [`https://${files}/11/222222/gp-reg-pat-prac-all.csv`, 'Totals &amp; sexes'],
        [`https://${files}/11/222222/gp-reg-pat-prac-map.csv`, 'Mapping'],
      ),
      [`${files}/AA/AE3EDC/${name}`]: zip({ 'gp-reg-pat-prac-lsoa-all.csv': lsoa('01APR2020', lsoaRows) }),
      [`${files}/11/222222/gp-reg-pat-prac-all.csv`]: totals('01APR2020', aprilCounts),
    });
    const { outcomes } = await trial(publisher, into, { only: ['patients'] });
    expect(outcomes.map(({ label, status, files: paths }) => [label, status, ...paths])).toEqual([
      ['patients by practice', 'fetched', 'patients/gp-reg-pat-prac-all_2020-04.csv'],
      ['patients by five-year age group', 'not found'],
      [
        'patients by practice and neighbourhood',
        'fetched',
        'patients/gp-reg-pat-prac-lsoa-male-female-apr-20.zip',
      ],
    ]);
  });

  it('falls back on a known address where the page has no links', async () => {
    const path = `${files}/93/714E7D/gp-reg-pat-prac-lsoa-male-female-Apr-20.zip`;
    const publisher = await publisherOf({
      [`${patientsPage}/april-2020`]: '<html><body><p>This page is being rebuilt.',
      [path]: zip({ 'lsoa.csv': lsoa('01APR2020', lsoaRows) }),
    });
    const into = await emptyFolder();
    const { outcomes } = await trial(publisher, into, { only: ['patients'] });
    expect(outcomes[2]).toMatchObject({ status: 'fetched' });
    expect(Object.values(await lockOf(into))).toMatchObject([
      { address: `https://${path}`, landing_page: null },
    ]);
  });

  it('tries the second known address where the first is gone', async () => {
    const publisher = await publisherOf({
      [`${files}/assets/ods/current/epcn.zip`]: zip({ 'ePCN.xlsx': await epcn(memberships) }),
    });
    const { outcomes } = await trial(publisher, await emptyFolder(), { only: ['membership'] });
    expect(outcomes).toMatchObject([{ status: 'fetched', files: ['membership/epcn.zip'] }]);
  });

  it('reports an edition that is not published, and fetches the rest', async () => {
    const { outcomes } = await trial(await withMarch(), await emptyFolder(), { to: '2020-06' });
    expect(outcomes.map(({ status }) => status)).toEqual(['fetched', 'not found']);
    expect(outcomes[1]?.note).toBe(
      'there is no page 30-june-2022: not published yet, or moved; there is no page 30-june-2020: not published yet, or moved',
    );
    expect(outcomes[1]?.steps[0]).toContain(`https://${workforcePage}/30-june-2020`);
    expect(missingOf({ outcomes, notes: [] })).toHaveLength(1);
  });

  it('asks for months between quarter ends on request, and does not miss those without a census', async () => {
    const { outcomes } = await trial(await withMarch(), await emptyFolder(), {
      to: '2020-05',
      monthly: true,
    });
    expect(outcomes.map(({ edition, status, optional }) => [edition, status, optional])).toEqual([
      ['2020-03', 'fetched', false],
      ['2020-04', 'not found', true],
      ['2020-05', 'not found', true],
    ]);
    expect(missingOf({ outcomes, notes: [] })).toEqual([]);
  });

  it('gives exact steps for what a form keeps from programs', async () => {
    const publisher = await publisherOf({});
    const { outcomes } = await trial(publisher, await emptyFolder(), { only: ['survey'] });
    expect(outcomes).toMatchObject([{ status: 'to do' }]);
    expect(outcomes[0]?.steps.join(' ')).toContain('GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv');
    expect(publisher.requests).toEqual([]);
  });
});

describe('the plan', () => {
  it('says where everything would be looked for, and writes nothing', async () => {
    const into = join(await emptyFolder(), 'not-yet');
    const plan = await planFetch({ into, from: '2020-03', to: '2020-09' });
    expect(existsSync(into)).toBe(false);
    const count = (label: string) => plan.filter((file) => file.label === label).length;
    expect(count('workforce')).toBe(3);
    expect(count('patients by practice')).toBe(3);
    expect(
      plan.find(({ label, edition }) => label === 'workforce' && edition === '2020-06')?.addresses,
    ).toEqual([`https://${workforcePage}/30-june-2022`, `https://${workforcePage}/30-june-2020`]);
    expect(plan.find(({ group }) => group === 'survey')?.steps).toHaveLength(3);
  });

  it('refuses a span that is none', async () => {
    const into = await emptyFolder();
    expect((await refusal(planFetch({ into, from: '2020-13', to: '2021-01' }))).message).toContain(
      'no month',
    );
    expect((await refusal(planFetch({ into, from: '2021-03', to: '2020-03' }))).message).toContain(
      'ends before',
    );
  });
});
