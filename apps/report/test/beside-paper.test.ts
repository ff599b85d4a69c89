import { publishedClaims } from '@inverse-care/audit';
import { roleInWords } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { besidePaper, papersClaims } from '../src/beside-paper.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { fullInput, withoutTables } from './html-fixtures.js';

const { study } = fullInput();

describe('a study of another role', () => {
  const other = { ...study, role: 'Care Coordinators' };

  it.each([
    ['Care Coordinators'],
    [['Social Prescribing Link Workers', 'Care Coordinators']],
    [{ stem: 'Pharmacists' }],
  ])('loses the paper’s claims: %j', (role) => {
    const { study: left, omissions } = besidePaper({ ...study, role });
    expect(left.compare_with).toBeUndefined();
    expect(omissions).toHaveLength(2);
    for (const { why } of omissions) expect(why).toContain(roleInWords(role));
  });

  it.each([
    ['Social Prescribing Link Workers'],
    [{ stem: 'Social Prescribing Link Workers' }],
    ['Social Prescribing Link Workers (Mental Health Practitioners)'],
  ])('of the paper’s own keeps them: %j', (role) => {
    const own = { ...study, role };
    expect(besidePaper(own)).toEqual({ study: own, omissions: [] });
  });

  it('that names no paper has nothing to lose', () => {
    expect(besidePaper({ ...other, compare_with: undefined }).omissions).toEqual([]);
  });

  it('says on the page why no claim of the paper is there, and judges none', () => {
    const kept = besidePaper(other);
    const input = { ...withoutTables(fullInput(), publishedClaims), ...kept };
    const html = renderDocument(report, input, []);
    const claims = /<section id="claims">(.*?)<\/section>/s.exec(html)![1]!;
    expect(claims).toContain(papersClaims);
    expect(claims).toContain('this study is of Care Coordinators');
    expect(claims).not.toMatch(/holds/);
  });
});
