import { compactDate } from './calendar.js';
import { places } from './places.js';
import { workbook } from './workbook.js';
import type { World } from './world.js';
import { postcode } from './write-patients.js';

const detailHeader = [
  'PCN Code',
  'PCN Name',
  'Current Sub ICB Loc Code',
  'Sub ICB Location',
  'Open Date',
  'Close Date',
  'Address Line 1',
  'Address Line 2',
  'Address Line 3',
  'Address Line 4',
  'Address Line 5',
  'Postcode',
];

const partnerHeader = [
  'Partner\nOrganisation\nCode',
  'Partner\nName',
  'Practice\nParent\nSub ICB Loc Code',
  'Practice\nParent\nSub ICB Loc Name',
  'PCN Code',
  'PCN Name',
  'PCN Parent\nSub ICB Loc Code',
  'PCN Parent\nSub ICB Loc Name',
  'Practice to PCN\nRelationship\nStart Date',
  'Practice to PCN\nRelationship\nEnd Date',
  'Practice Sub ICB Loc and PCN Sub ICB Loc Match ',
];

/** ePCN.xlsx as NHS ODS publishes it: networks, and practices' times in them. */
export function membershipFile({ networks, practices, memberships }: World): Promise<Uint8Array> {
  const starts = networks.map(() => '9999-12-31');
  const ends: (string | null)[] = networks.map(() => '');
  for (const { network, start, end } of memberships) {
    if (start < starts[network]!) starts[network] = start;
    const latest = ends[network];
    if (end === null || latest === null) ends[network] = null;
    else if (end > latest!) ends[network] = end;
  }
  const details = networks.map(({ code, name, place, size }, i) => {
    const at = places[place]!;
    const close = size === 0 ? ends[i] : null;
    const address = ['SYNTHETIC HOUSE', `${i + 1} SYNTHETIC STREET`, null, 'SYNTHETIC TOWN', null];
    return [
      code,
      name,
      at.code,
      at.name.toUpperCase(),
      compactDate(starts[i]!),
      close ? compactDate(close) : null,
      ...address,
      postcode(i),
    ];
  });
  const partners = memberships.map(({ practice, network, start, end }) => {
    const from = practices[practice]!;
    const to = networks[network]!;
    const practiceAt = places[from.place]!;
    const networkAt = places[to.place]!;
    return [
      from.code,
      from.name,
      practiceAt.code,
      practiceAt.name.toUpperCase(),
      to.code,
      to.name,
      networkAt.code,
      networkAt.name.toUpperCase(),
      compactDate(start),
      end === null ? null : compactDate(end),
      practiceAt.code === networkAt.code,
    ];
  });
  return workbook([
    { name: 'PCNDetails', rows: [detailHeader, ...details] },
    { name: 'PCN Core Partner Details', rows: [partnerHeader, ...partners] },
  ]);
}
