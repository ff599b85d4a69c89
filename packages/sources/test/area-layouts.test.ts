import { describe, expect, it } from 'vitest';
import { snapshots } from './layout-values.js';
import * as small from './small-england.js';
import { build, csv, march, minimal, refusal } from './small-england.js';

describe('boundaries', () => {
  // One square of four corners at (-1, 53), in steps of 0.5 degrees from (-2, 52), as two arcs that share their ends.
  const topology = (property: string, code: string) =>
    JSON.stringify({
      type: 'Topology',
      transform: { scale: [0.5, 0.5], translate: [-2, 52] },
      objects: {
        areas: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0, ~1]], properties: { [property]: code } }],
        },
      },
      arcs: [
        [
          [2, 2],
          [2, 0],
          [0, 2],
        ],
        [
          [2, 2],
          [0, 2],
          [2, 0],
        ],
      ],
    });
  const ring = [
    [-1, 53],
    [0, 53],
    [0, 54],
    [-1, 54],
    [-1, 53],
  ];

  it.each(['SICBL22CD', 'SICBL23CD', 'SICBL24CD', 'SICBL25CD', 'CCG21CD'])(
    'as TopoJSON of the vintage %s are decoded, arcs turned round where they are shared',
    async (property) => {
      const { boundaries } = await build({
        ...(await minimal()),
        'b.topojson': topology(property, 'E38000245'),
      });
      expect([...(boundaries ?? [])]).toEqual([['36L', { type: 'Polygon', coordinates: [ring] }]]);
    },
  );

  it('of a topology whose arcs are missing are refused', async () => {
    const broken = topology('SICBL23CD', 'E38000245').replace('[[0,-2]]', '[[0,7]]');
    const error = await refusal({ ...(await minimal()), 'b.json': broken });
    expect(error.message).toContain('do not fit together');
  });

  it('of areas that are no sub-ICB locations are refused, with examples', async () => {
    const error = await refusal({ ...(await minimal()), 'b.json': topology('CCG19CD', 'E38000001') });
    expect(error.message).toContain('1 of the 1 areas');
    expect(error.message).toContain('E38000001');
  });

  it('whose coordinates are no coordinates are refused, not drawn', async () => {
    const feature = (coordinates: unknown) => ({
      type: 'Feature',
      properties: { SICBL23CD: 'E38000245' },
      geometry: { type: 'Polygon', coordinates },
    });
    for (const coordinates of [null, 5, [[5]], [[['a', 'b']]], [[[1, null]]]]) {
      const json = JSON.stringify({ type: 'FeatureCollection', features: [feature(coordinates)] });
      const error = await refusal({ ...(await minimal()), 'b.geojson': json });
      expect(error.message).toContain('1 of the 1 areas');
    }
  });

  it('in metres of the National Grid are refused by that name', async () => {
    const metres = topology('SICBL23CD', 'E38000245')
      .replace('[0.5,0.5]', '[1000,1000]')
      .replace('[-2,52]', '[400000,300000]');
    const error = await refusal({ ...(await minimal()), 'b.json': metres });
    expect(error.message).toContain('British National Grid');
  });
});

describe('areas over time', () => {
  const at = async (code: string, snapshot: string, more: small.Files = {}) => {
    const year = snapshot.slice(0, 4);
    const month = String(Number(snapshot.slice(5, 7)));
    const files: small.Files = {
      ...(await minimal()),
      'workforce/now.csv': small.marchWorkforce.replaceAll('2020,3,', `${year},${month},`),
      'membership.xlsx': await small.epcn([['A81001', code, 'U00001', '20191001']]),
      'patients/april.csv': small.totals('01APR2020', { A81001: 1000 }).replaceAll('16C,E38000247', ','),
      'patients/july.csv': small.totals('01JUL2020', { A81001: 1000 }).replaceAll('16C,E38000247', ','),
      ...more,
    };
    if (snapshot === march) delete files['workforce/now.csv'];
    return build(files, { snapshots: [snapshot] });
  };
  const placed = async (...parameters: Parameters<typeof at>) => {
    const [row] = (await at(...parameters)).panel.rows;
    return [row?.sub_icb_code, row?.icb_code, row?.region_code];
  };

  it('a board is that of the snapshot: Frimley, then Thames Valley', async () => {
    expect(await placed('D4U1Y', '2026-03-31')).toEqual(['D4U1Y', 'QNQ', 'Y59']);
    expect(await placed('U2G6B', '2026-06-30')).toEqual(['D4U1Y', 'S0E4D', 'Y59']);
    expect(await placed('07H', '2026-04-30')).toEqual(['07H', 'D7T5G', 'Y61']);
  });

  const geography = (...rows: string[]) =>
    csv('SICBL26CD,SICBL26CDH,SICBL26NM,ICB26CD,ICB26CDH,ICB26NM,NHSER26CD,NHSER26CDH', ...rows);

  it('an unknown code is found in a look-up of areas; its defective rows are passed over with a warning', async () => {
    const look = geography(
      'E38000099,ZZZ,NHS Humber, Coast and Vale ICB - ZZZ,E54000099,QZZ,NHS Humber, Coast and Vale,E40000012,Y63',
      'E38000300,X1Y2Z,NHS Somewhere ICB - X1Y2Z,E54000071,Z9B2Z,NHS West and North London,E40000003,Y56',
    );
    const built = await at('X1Y2Z', march, { 'geography.csv': look });
    expect(built.panel.rows[0]).toMatchObject({
      sub_icb_code: 'X1Y2Z',
      icb_code: 'Z9B2Z',
      region_code: 'Y56',
    });
    expect(built.warnings.find(({ about }) => about === 'geography.csv')?.message).toContain('1 of 2');
  });

  it('a look-up that does not have a code that is looked for is named, and so is one that contradicts itself', async () => {
    const other = 'E38000300,,NHS Somewhere ICB,E54000071,Z9B2Z,NHS West and North London,E40000003,Y56';
    const without = await at('X1Y2Z', march, { 'geography.csv': geography(other) });
    expect(without.warnings).toContainEqual({
      about: 'geography.csv',
      message: 'It does not say where X1Y2Z is, which no built-in table knows.',
    });
    const whole = 'E38000300,X1Y2Z,NHS Somewhere ICB,E54000071,Z9B2Z,NHS West and North London,E40000003,Y56';
    const doubled = geography(whole)
      .replace('NHSER26CDH', 'NHSER26CDH,SICBL26CDH')
      .replace('Y56', 'Y56,Q0000');
    const built = await at('X1Y2Z', march, { 'geography.csv': doubled });
    expect(
      built.warnings.filter(({ about }) => about === 'geography.csv').map(({ message }) => message),
    ).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Passed over\. Two columns are called SICBL26CDH/)]),
    );
  });

  it('a code that nobody knows is named', async () => {
    const { warnings } = await at('X1Y2Z', march);
    expect(warnings.map(({ message }) => message).join(' ')).toContain('after its own parent');
    expect(warnings.map(({ message }) => message).join(' ')).toContain('(X1Y2Z)');
    const files = await minimal();
    delete files['membership.xlsx'];
    const map = small.practiceMap('01Apr2020', [['A81001', 'U00001', 'X1Y2Z']]);
    const patients = small.totals('01APR2020', { A81001: 1000 }).replaceAll('16C,E38000247', ',');
    const error = await refusal({ ...files, 'patients/april.csv': patients, 'map.csv': map }, { snapshots });
    expect(error.message).toContain('X1Y2Z is no code that is known');
    expect(error.remedy).toContain('look-up of sub-ICB locations');
  });

  it('a look-up of areas is not read where every code is known, so that its defects raise no alarm', async () => {
    const look = geography('E38000099,ZZZ,NHS Humber, Coast and Vale,E54000099,QZZ,A, B,E40000012,Y63');
    const built = await build({ ...(await minimal()), 'geography.csv': look }, { snapshots });
    expect(built.warnings.filter(({ about }) => about === 'geography.csv')).toEqual([]);
  });
});
