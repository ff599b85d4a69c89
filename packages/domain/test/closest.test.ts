import { describe, expect, it } from 'vitest';
import { byCloseness, closest, sameThing } from '../src/index.js';

describe('the closest', () => {
  it('is what means the same, before what is spelt alike', () => {
    const header = ['ICB_CODE', 'PCN_CODE', 'full_time_equivalent', 'ICB_NAME'];
    expect(byCloseness('FTE', header)[0]).toBe('full_time_equivalent');
    expect(closest('FTE', header)).toBe('full_time_equivalent');
    expect(closest('FTE', ['ICB_CODE', 'PCN_CODE'])).toBeUndefined();
  });

  it.each([
    ['FTE', 'WTE'],
    ['NUMBER_OF_PATIENTS', 'List size'],
    ['NUMBER_OF_PATIENTS', 'Registered patients'],
    ['PRACTICE_CODE', 'ORG_CODE'],
    ['PRACTICE_CODE', 'GP code'],
    ['Partner Organisation Code', 'practice code'],
    ['EXTRACT_DATE', 'Snapshot date'],
    ['STAFF_ROLE', 'Job role'],
    ['Social Prescribing Link Workers', 'link worker'],
    ['Social Prescribing Link Workers', 'SPLW'],
    ['Pharmacists', 'Clinical Pharmacist'],
    ['dependence', 'cluster'],
    ['income_deprivation', 'IMD'],
  ])('%s is %s, whichever is asked for, in any case and number', (ours, theirs) => {
    const others = ['ICB_CODE', 'region', 'covariance', 'Podiatrists'];
    expect(sameThing(ours, theirs)).toBe(true);
    expect(byCloseness(theirs.toUpperCase(), [...others, ours])[0]).toBe(ours);
    expect(byCloseness(ours, [...others, theirs])[0]).toBe(theirs);
  });

  it('is spelt exactly as it is asked for, where that is there too', () => {
    expect(byCloseness('WTE', ['FTE', 'wte'])).toEqual(['wte', 'FTE']);
  });

  it('is in a fixed order where several are as near', () => {
    expect(byCloseness('abcd', ['abcx', 'abca', 'abcb'])).toEqual(['abca', 'abcb', 'abcx']);
  });

  it('of a word of three letters is one edit away at most', () => {
    expect(closest('icb', ['HC0', 'HC1'])).toBeUndefined();
    expect(closest('HC9', ['HC0', 'HC1'])).toBe('HC0');
  });
});
