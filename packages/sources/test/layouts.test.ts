import { describe, expect, it } from 'vitest';
import { snapshots, valuesOf } from './layout-values.js';
import * as small from './small-england.js';
import { build, csv, minimal, refusal } from './small-england.js';

describe('workforce of 2026', () => {
  it('is a zip with a workbook of definitions, a guide and a numbered CSV', async () => {
    const june = small.marchWorkforce.replaceAll('2020,3,', '2026,6,');
    const files = {
      ...(await minimal()),
      'PCNWFIndividualCSV.062026.zip': small.zip({
        'Definitions.xlsx': await small.epcn([]),
        'Guide.pdf': '%PDF-1.7',
        '1.Primary Care Networks - June 2026 Individual Level.csv': june,
      }),
    };
    const { panel } = await build(files, { snapshots: ['2026-06-30'] });
    expect(panel.rows.map(({ pcn_code, fte }) => [pcn_code, fte])).toEqual([
      ['U00001', 0.753333333],
      ['U00002', null],
    ]);
  });
});

describe('patients', () => {
  it.each([
    ['GP_PRACTICE_CODE,POSTCODE,ONS_CCG_CODE,Total_All,Total_Male,Male_0-4', 'A81001,X,Y,10,5,1'],
    ['PRACTICE_CODE,LSOA_CODE,ALL_PATIENTS,MALE_PATIENTS', 'A81001,E01000001,10,5'],
  ])('in the wide layout of before 2018 are refused by name: %s', async (header, row) => {
    const error = await refusal({ ...(await minimal()), 'old.csv': csv(header, row) });
    expect(error.message).toContain('before 2018');
    expect(error.place.file).toBe('old.csv');
    expect(error.remedy).toContain('patients-registered-at-a-gp-practice');
  });

  it('by five-year group, as a zip under sub-ICB names', async () => {
    const quin = csv(
      'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
      'X,2020-04-01,Sub ICB Location,16C,E38000247,,ALL,ALL,4000',
      'X,2020-04-01,GP,A81001,E38000247,,ALL,ALL,1000',
      'X,2020-04-01,GP,A81001,E38000247,,FEMALE,60_64,750',
      'X,2020-04-01,GP,A81001,E38000247,,MALE,65_69,250',
    );
    const { values } = await valuesOf({
      'gp-reg-pat-prac-quin-age.zip': small.zip({ 'gp-reg-pat-prac-quin-age.csv': quin }),
    });
    expect(values.share_65_plus).toBeCloseTo(0.25, 12);
  });
});

describe('ePCN', () => {
  it('under CCG names is read as under sub-ICB names', async () => {
    const files = await minimal();
    const plain = await build(files, { snapshots });
    const workbook = await small.epcn(small.memberships, (name) => name.replace('Sub ICB Loc', 'CCG'));
    const ccg = await build({ ...files, 'membership.xlsx': workbook }, { snapshots });
    expect(ccg.panel).toEqual(plain.panel);
    expect(ccg.panel.rows[0]?.sub_icb_code).toBe('36L');
  });
});

describe('practice-to-PCN maps', () => {
  it.each([
    ['CCG names', 'ONS_CCG_CODE,CCG_CODE,CCG_NAME', 'E38000245,36L,NHS South West London CCG'],
    [
      'sub-ICB names',
      'ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE',
      'E38000245,36L,South West London,QWE',
    ],
    ['a board merged in 2026', 'SUB_ICB_LOC_CODE,SUB_ICB_LOC_NAME,ICB_CODE', '36L,South West London ICB,QWE'],
  ])('under %s place a PCN by code', async (_, areas, cells) => {
    const files = await minimal();
    delete files['membership.xlsx'];
    const map = csv(
      `PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,${areas}`,
      `X,2020-04-01,A81001,A SURGERY,AB1,U00001,NORTH,${cells}`,
      `X,2020-04-01,B82002,B SURGERY,AB1,U,Unallocated,${cells}`,
    );
    const { panel } = await build({ ...files, 'map.csv': map }, { snapshots });
    expect(
      panel.rows.map(({ pcn_code, sub_icb_code, icb_code }) => [pcn_code, sub_icb_code, icb_code]),
    ).toEqual([['U00001', '36L', 'QWE']]);
  });
});
