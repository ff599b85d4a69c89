/** An NHS England region (April 2024 codes). */
export interface Region {
  code: string;
  onsCode: string;
  name: string;
}

/** An integrated care board. */
export interface Icb {
  code: string;
  onsCode: string;
  name: string;
  regionCode: string;
}

/** A sub-ICB location (April 2023 codes) with a rough position inside it (degrees, WGS 84). */
export interface SubIcb {
  code: string;
  onsCode: string;
  name: string;
  icbCode: string;
  longitude: number;
  latitude: number;
}

// Codes, names and label points: Office for National Statistics, look-up of sub-ICB locations to ICBs to NHS England
// regions and sub-ICB boundaries of April 2023, Open Government Licence v3.0. Positions are rounded to a hundredth
// of a degree.

export const regions: readonly Region[] = [
  { code: 'Y56', onsCode: 'E40000003', name: 'London' },
  { code: 'Y58', onsCode: 'E40000006', name: 'South West' },
  { code: 'Y59', onsCode: 'E40000005', name: 'South East' },
  { code: 'Y60', onsCode: 'E40000011', name: 'Midlands' },
  { code: 'Y61', onsCode: 'E40000013', name: 'East of England' },
  { code: 'Y62', onsCode: 'E40000014', name: 'North West' },
  { code: 'Y63', onsCode: 'E40000012', name: 'North East and Yorkshire' },
];

// biome-ignore format: a table
const icbTable: readonly [code: string, onsCode: string, region: string, name: string][] = [
  ['QE1', 'E54000048', 'Y62', 'NHS Lancashire and South Cumbria Integrated Care Board'],
  ['QF7', 'E54000061', 'Y63', 'NHS South Yorkshire Integrated Care Board'],
  ['QGH', 'E54000019', 'Y60', 'NHS Herefordshire and Worcestershire Integrated Care Board'],
  ['QH8', 'E54000026', 'Y61', 'NHS Mid and South Essex Integrated Care Board'],
  ['QHG', 'E54000024', 'Y61', 'NHS Bedfordshire, Luton and Milton Keynes Integrated Care Board'],
  ['QHL', 'E54000055', 'Y60', 'NHS Birmingham and Solihull Integrated Care Board'],
  ['QHM', 'E54000050', 'Y63', 'NHS North East and North Cumbria Integrated Care Board'],
  ['QJ2', 'E54000058', 'Y60', 'NHS Derby and Derbyshire Integrated Care Board'],
  ['QJG', 'E54000023', 'Y61', 'NHS Suffolk and North East Essex Integrated Care Board'],
  ['QJK', 'E54000037', 'Y58', 'NHS Devon Integrated Care Board'],
  ['QJM', 'E54000013', 'Y60', 'NHS Lincolnshire Integrated Care Board'],
  ['QK1', 'E54000015', 'Y60', 'NHS Leicester, Leicestershire and Rutland Integrated Care Board'],
  ['QKK', 'E54000030', 'Y56', 'NHS South East London Integrated Care Board'],
  ['QKS', 'E54000032', 'Y59', 'NHS Kent and Medway Integrated Care Board'],
  ['QM7', 'E54000025', 'Y61', 'NHS Hertfordshire and West Essex Integrated Care Board'],
  ['QMF', 'E54000029', 'Y56', 'NHS North East London Integrated Care Board'],
  ['QMJ', 'E54000028', 'Y56', 'NHS North Central London Integrated Care Board'],
  ['QMM', 'E54000022', 'Y61', 'NHS Norfolk and Waveney Integrated Care Board'],
  ['QNC', 'E54000010', 'Y60', 'NHS Staffordshire and Stoke-on-Trent Integrated Care Board'],
  ['QNQ', 'E54000034', 'Y59', 'NHS Frimley Integrated Care Board'],
  ['QNX', 'E54000064', 'Y59', 'NHS Sussex Integrated Care Board'],
  ['QOC', 'E54000011', 'Y60', 'NHS Shropshire, Telford and Wrekin Integrated Care Board'],
  ['QOP', 'E54000057', 'Y62', 'NHS Greater Manchester Integrated Care Board'],
  ['QOQ', 'E54000051', 'Y63', 'NHS Humber and North Yorkshire Integrated Care Board'],
  ['QOX', 'E54000040', 'Y58', 'NHS Bath and North East Somerset, Swindon and Wiltshire Integrated Care Board'],
  ['QPM', 'E54000059', 'Y60', 'NHS Northamptonshire Integrated Care Board'],
  ['QR1', 'E54000043', 'Y58', 'NHS Gloucestershire Integrated Care Board'],
  ['QRL', 'E54000042', 'Y59', 'NHS Hampshire and Isle of Wight Integrated Care Board'],
  ['QRV', 'E54000027', 'Y56', 'NHS North West London Integrated Care Board'],
  ['QSL', 'E54000038', 'Y58', 'NHS Somerset Integrated Care Board'],
  ['QT1', 'E54000060', 'Y60', 'NHS Nottingham and Nottinghamshire Integrated Care Board'],
  ['QT6', 'E54000036', 'Y58', 'NHS Cornwall and the Isles of Scilly Integrated Care Board'],
  ['QU9', 'E54000044', 'Y59', 'NHS Buckinghamshire, Oxfordshire and Berkshire West Integrated Care Board'],
  ['QUA', 'E54000062', 'Y60', 'NHS Black Country Integrated Care Board'],
  ['QUE', 'E54000056', 'Y61', 'NHS Cambridgeshire and Peterborough Integrated Care Board'],
  ['QUY', 'E54000039', 'Y58', 'NHS Bristol, North Somerset and South Gloucestershire Integrated Care Board'],
  ['QVV', 'E54000041', 'Y58', 'NHS Dorset Integrated Care Board'],
  ['QWE', 'E54000031', 'Y56', 'NHS South West London Integrated Care Board'],
  ['QWO', 'E54000054', 'Y63', 'NHS West Yorkshire Integrated Care Board'],
  ['QWU', 'E54000018', 'Y60', 'NHS Coventry and Warwickshire Integrated Care Board'],
  ['QXU', 'E54000063', 'Y59', 'NHS Surrey Heartlands Integrated Care Board'],
  ['QYG', 'E54000008', 'Y62', 'NHS Cheshire and Merseyside Integrated Care Board'],
];

/** The 42 boards of July 2022 to March 2026. */
export const icbs: readonly Icb[] = icbTable.map(([code, onsCode, regionCode, name]) => ({
  code,
  onsCode,
  name,
  regionCode,
}));

// biome-ignore format: a table
const subIcbTable: readonly [code: string, onsCode: string, icb: string, longitude: number, latitude: number, name: string][] = [
  ['00L', 'E38000130', 'QHM', -2.08, 55.3, 'NHS North East and North Cumbria ICB - 00L'],
  ['00N', 'E38000163', 'QHM', -1.45, 54.97, 'NHS North East and North Cumbria ICB - 00N'],
  ['00P', 'E38000176', 'QHM', -1.43, 54.86, 'NHS North East and North Cumbria ICB - 00P'],
  ['00Q', 'E38000014', 'QE1', -2.46, 53.7, 'NHS Lancashire and South Cumbria ICB - 00Q'],
  ['00R', 'E38000015', 'QE1', -3.02, 53.82, 'NHS Lancashire and South Cumbria ICB - 00R'],
  ['00T', 'E38000016', 'QOP', -2.48, 53.58, 'NHS Greater Manchester ICB - 00T'],
  ['00V', 'E38000024', 'QOP', -2.31, 53.59, 'NHS Greater Manchester ICB - 00V'],
  ['00X', 'E38000034', 'QE1', -2.65, 53.67, 'NHS Lancashire and South Cumbria ICB - 00X'],
  ['00Y', 'E38000135', 'QOP', -2.05, 53.56, 'NHS Greater Manchester ICB - 00Y'],
  ['01A', 'E38000050', 'QE1', -2.32, 53.82, 'NHS Lancashire and South Cumbria ICB - 01A'],
  ['01D', 'E38000080', 'QOP', -2.15, 53.61, 'NHS Greater Manchester ICB - 01D'],
  ['01E', 'E38000227', 'QE1', -2.63, 53.81, 'NHS Lancashire and South Cumbria ICB - 01E'],
  ['01F', 'E38000068', 'QYG', -2.69, 53.33, 'NHS Cheshire and Merseyside ICB - 01F'],
  ['01G', 'E38000143', 'QOP', -2.38, 53.48, 'NHS Greater Manchester ICB - 01G'],
  ['01H', 'E38000215', 'QHM', -2.91, 54.73, 'NHS North East and North Cumbria ICB - 01H'],
  ['01J', 'E38000091', 'QYG', -2.83, 53.44, 'NHS Cheshire and Merseyside ICB - 01J'],
  ['01K', 'E38000228', 'QE1', -2.58, 54.21, 'NHS Lancashire and South Cumbria ICB - 01K'],
  ['01T', 'E38000161', 'QYG', -2.98, 53.49, 'NHS Cheshire and Merseyside ICB - 01T'],
  ['01V', 'E38000170', 'QYG', -3.02, 53.63, 'NHS Cheshire and Merseyside ICB - 01V'],
  ['01W', 'E38000174', 'QOP', -2.12, 53.39, 'NHS Greater Manchester ICB - 01W'],
  ['01X', 'E38000172', 'QYG', -2.7, 53.46, 'NHS Cheshire and Merseyside ICB - 01X'],
  ['01Y', 'E38000263', 'QOP', -2.08, 53.48, 'NHS Greater Manchester ICB - 01Y'],
  ['02A', 'E38000187', 'QOP', -2.37, 53.42, 'NHS Greater Manchester ICB - 02A'],
  ['02E', 'E38000194', 'QYG', -2.56, 53.39, 'NHS Cheshire and Merseyside ICB - 02E'],
  ['02G', 'E38000200', 'QE1', -2.87, 53.61, 'NHS Lancashire and South Cumbria ICB - 02G'],
  ['02H', 'E38000205', 'QOP', -2.57, 53.51, 'NHS Greater Manchester ICB - 02H'],
  ['02M', 'E38000226', 'QE1', -2.82, 53.86, 'NHS Lancashire and South Cumbria ICB - 02M'],
  ['02P', 'E38000006', 'QF7', -1.55, 53.53, 'NHS South Yorkshire ICB - 02P'],
  ['02Q', 'E38000008', 'QT1', -0.98, 53.36, 'NHS Nottingham and Nottinghamshire ICB - 02Q'],
  ['02T', 'E38000025', 'QWO', -1.96, 53.72, 'NHS West Yorkshire ICB - 02T'],
  ['02X', 'E38000044', 'QF7', -1.11, 53.53, 'NHS South Yorkshire ICB - 02X'],
  ['02Y', 'E38000052', 'QOQ', -0.4, 54.05, 'NHS Humber and North Yorkshire ICB - 02Y'],
  ['03F', 'E38000085', 'QOQ', -0.3, 53.77, 'NHS Humber and North Yorkshire ICB - 03F'],
  ['03H', 'E38000119', 'QOQ', -0.14, 53.52, 'NHS Humber and North Yorkshire ICB - 03H'],
  ['03K', 'E38000122', 'QOQ', -0.52, 53.59, 'NHS Humber and North Yorkshire ICB - 03K'],
  ['03L', 'E38000141', 'QF7', -1.29, 53.4, 'NHS South Yorkshire ICB - 03L'],
  ['03N', 'E38000146', 'QF7', -1.54, 53.4, 'NHS South Yorkshire ICB - 03N'],
  ['03Q', 'E38000188', 'QOQ', -0.98, 53.94, 'NHS Humber and North Yorkshire ICB - 03Q'],
  ['03R', 'E38000190', 'QWO', -1.42, 53.66, 'NHS West Yorkshire ICB - 03R'],
  ['03W', 'E38000051', 'QK1', -0.76, 52.68, 'NHS Leicester, Leicestershire and Rutland ICB - 03W'],
  ['04C', 'E38000097', 'QK1', -1.13, 52.64, 'NHS Leicester, Leicestershire and Rutland ICB - 04C'],
  ['04V', 'E38000201', 'QK1', -1.3, 52.69, 'NHS Leicester, Leicestershire and Rutland ICB - 04V'],
  ['04Y', 'E38000028', 'QNC', -1.98, 52.7, 'NHS Staffordshire and Stoke-on-Trent ICB - 04Y'],
  ['05D', 'E38000053', 'QNC', -1.81, 52.79, 'NHS Staffordshire and Stoke-on-Trent ICB - 05D'],
  ['05G', 'E38000126', 'QNC', -1.93, 53.05, 'NHS Staffordshire and Stoke-on-Trent ICB - 05G'],
  ['05Q', 'E38000153', 'QNC', -1.79, 52.66, 'NHS Staffordshire and Stoke-on-Trent ICB - 05Q'],
  ['05V', 'E38000173', 'QNC', -2.17, 52.79, 'NHS Staffordshire and Stoke-on-Trent ICB - 05V'],
  ['05W', 'E38000175', 'QNC', -2.12, 52.99, 'NHS Staffordshire and Stoke-on-Trent ICB - 05W'],
  ['06H', 'E38000260', 'QUE', 0.01, 52.3, 'NHS Cambridgeshire and Peterborough ICB - 06H'],
  ['06K', 'E38000049', 'QM7', -0.08, 51.88, 'NHS Hertfordshire and West Essex ICB - 06K'],
  ['06L', 'E38000086', 'QJG', 1.2, 52.17, 'NHS Suffolk and North East Essex ICB - 06L'],
  ['06N', 'E38000079', 'QM7', -0.46, 51.73, 'NHS Hertfordshire and West Essex ICB - 06N'],
  ['06Q', 'E38000106', 'QH8', 0.65, 51.86, 'NHS Mid and South Essex ICB - 06Q'],
  ['06T', 'E38000117', 'QJG', 1.07, 51.87, 'NHS Suffolk and North East Essex ICB - 06T'],
  ['07G', 'E38000185', 'QH8', 0.33, 51.51, 'NHS Mid and South Essex ICB - 07G'],
  ['07H', 'E38000197', 'QM7', 0.25, 51.89, 'NHS Hertfordshire and West Essex ICB - 07H'],
  ['07K', 'E38000204', 'QJG', 0.67, 52.24, 'NHS Suffolk and North East Essex ICB - 07K'],
  ['09D', 'E38000021', 'QNX', -0.15, 50.85, 'NHS Sussex ICB - 09D'],
  ['10Q', 'E38000136', 'QU9', -1.29, 51.77, 'NHS Buckinghamshire, Oxfordshire and Berkshire West ICB - 10Q'],
  ['10R', 'E38000137', 'QRL', -1.07, 50.81, 'NHS Hampshire and Isle of Wight ICB - 10R'],
  ['11J', 'E38000045', 'QVV', -2.35, 50.8, 'NHS Dorset ICB - 11J'],
  ['11M', 'E38000062', 'QR1', -2.15, 51.82, 'NHS Gloucestershire ICB - 11M'],
  ['11N', 'E38000089', 'QT6', -4.64, 50.45, 'NHS Cornwall and the Isles of Scilly ICB - 11N'],
  ['11X', 'E38000150', 'QSL', -3.3, 51.07, 'NHS Somerset ICB - 11X'],
  ['12F', 'E38000208', 'QYG', -3.07, 53.37, 'NHS Cheshire and Merseyside ICB - 12F'],
  ['13T', 'E38000212', 'QHM', -1.69, 54.93, 'NHS North East and North Cumbria ICB - 13T'],
  ['14L', 'E38000217', 'QOP', -2.23, 53.47, 'NHS Greater Manchester ICB - 14L'],
  ['14Y', 'E38000223', 'QU9', -0.81, 51.74, 'NHS Buckinghamshire, Oxfordshire and Berkshire West ICB - 14Y'],
  ['15A', 'E38000221', 'QU9', -1.17, 51.45, 'NHS Buckinghamshire, Oxfordshire and Berkshire West ICB - 15A'],
  ['15C', 'E38000222', 'QUY', -2.48, 51.49, 'NHS Bristol, North Somerset and South Gloucestershire ICB - 15C'],
  ['15E', 'E38000258', 'QHL', -1.81, 52.49, 'NHS Birmingham and Solihull ICB - 15E'],
  ['15F', 'E38000225', 'QWO', -1.51, 53.82, 'NHS West Yorkshire ICB - 15F'],
  ['15M', 'E38000261', 'QJ2', -1.6, 53.08, 'NHS Derby and Derbyshire ICB - 15M'],
  ['15N', 'E38000230', 'QJK', -3.66, 50.73, 'NHS Devon ICB - 15N'],
  ['16C', 'E38000247', 'QHM', -1.43, 54.59, 'NHS North East and North Cumbria ICB - 16C'],
  ['18C', 'E38000236', 'QGH', -2.52, 52.14, 'NHS Herefordshire and Worcestershire ICB - 18C'],
  ['26A', 'E38000239', 'QMM', 0.96, 52.66, 'NHS Norfolk and Waveney ICB - 26A'],
  ['27D', 'E38000233', 'QYG', -2.55, 53.17, 'NHS Cheshire and Merseyside ICB - 27D'],
  ['36J', 'E38000232', 'QWO', -2.05, 54.02, 'NHS West Yorkshire ICB - 36J'],
  ['36L', 'E38000245', 'QWE', -0.18, 51.39, 'NHS South West London ICB - 36L'],
  ['42D', 'E38000241', 'QOQ', -1.65, 54.23, 'NHS Humber and North Yorkshire ICB - 42D'],
  ['52R', 'E38000243', 'QT1', -1.01, 53.03, 'NHS Nottingham and Nottinghamshire ICB - 52R'],
  ['70F', 'E38000265', 'QNX', -0.46, 50.95, 'NHS Sussex ICB - 70F'],
  ['71E', 'E38000238', 'QJM', -0.24, 53.11, 'NHS Lincolnshire ICB - 71E'],
  ['72Q', 'E38000244', 'QKK', 0.03, 51.4, 'NHS South East London ICB - 72Q'],
  ['78H', 'E38000262', 'QPM', -0.87, 52.31, 'NHS Northamptonshire ICB - 78H'],
  ['84H', 'E38000234', 'QHM', -1.84, 54.69, 'NHS North East and North Cumbria ICB - 84H'],
  ['91Q', 'E38000237', 'QKS', 0.72, 51.2, 'NHS Kent and Medway ICB - 91Q'],
  ['92A', 'E38000264', 'QXU', -0.33, 51.27, 'NHS Surrey Heartlands ICB - 92A'],
  ['92G', 'E38000231', 'QOX', -2.1, 51.29, 'NHS Bath and North East Somerset, Swindon and Wiltshire ICB - 92G'],
  ['93C', 'E38000240', 'QMJ', -0.16, 51.61, 'NHS North Central London ICB - 93C'],
  ['97R', 'E38000235', 'QNX', 0.33, 50.94, 'NHS Sussex ICB - 97R'],
  ['99A', 'E38000101', 'QYG', -2.91, 53.41, 'NHS Cheshire and Merseyside ICB - 99A'],
  ['99C', 'E38000127', 'QHM', -1.51, 55.03, 'NHS North East and North Cumbria ICB - 99C'],
  ['99E', 'E38000007', 'QH8', 0.37, 51.62, 'NHS Mid and South Essex ICB - 99E'],
  ['99F', 'E38000030', 'QH8', 0.66, 51.59, 'NHS Mid and South Essex ICB - 99F'],
  ['99G', 'E38000168', 'QH8', 0.71, 51.55, 'NHS Mid and South Essex ICB - 99G'],
  ['A3A8R', 'E38000255', 'QMF', 0.11, 51.56, 'NHS North East London ICB - A3A8R'],
  ['B2M3M', 'E38000251', 'QWU', -1.57, 52.3, 'NHS Coventry and Warwickshire ICB - B2M3M'],
  ['D2P2L', 'E38000259', 'QUA', -2.04, 52.53, 'NHS Black Country ICB - D2P2L'],
  ['D4U1Y', 'E38000252', 'QNQ', -0.7, 51.4, 'NHS Frimley ICB - D4U1Y'],
  ['D9Y0V', 'E38000253', 'QRL', -1.35, 51.12, 'NHS Hampshire and Isle of Wight ICB - D9Y0V'],
  ['M1J4Y', 'E38000249', 'QHG', -0.52, 52.06, 'NHS Bedfordshire, Luton and Milton Keynes ICB - M1J4Y'],
  ['M2L0M', 'E38000257', 'QOC', -2.74, 52.62, 'NHS Shropshire, Telford and Wrekin ICB - M2L0M'],
  ['W2U3Z', 'E38000256', 'QRV', -0.32, 51.53, 'NHS North West London ICB - W2U3Z'],
  ['X2C4Y', 'E38000254', 'QWO', -1.78, 53.64, 'NHS West Yorkshire ICB - X2C4Y'],
];

export const subIcbs: readonly SubIcb[] = subIcbTable.map(
  ([code, onsCode, icbCode, longitude, latitude, name]) => ({
    code,
    onsCode,
    name,
    icbCode,
    longitude,
    latitude,
  }),
);

// On 1 April 2026 twelve boards were abolished and six established. Codes: NHS Organisation Data Service, successions of
// that day; Office for National Statistics, integrated care boards of April 2026.
const mergersDate = '2026-04-01';
// biome-ignore format: a table
const mergedTable: readonly [code: string, onsCode: string, region: string, name: string, subIcbs: string][] = [
  ['S1Y5D', 'E54000065', 'Y61', 'NHS Central East Integrated Care Board', 'M1J4Y 06H 06K 06N'],
  ['D7T5G', 'E54000066', 'Y61', 'NHS Essex Integrated Care Board', '06Q 06T 07G 07H 99E 99F 99G'],
  ['T6Y0W', 'E54000068', 'Y61', 'NHS Norfolk and Suffolk Integrated Care Board', '06L 07K 26A'],
  ['S9B9J', 'E54000069', 'Y59', 'NHS Surrey and Sussex Integrated Care Board', '09D 70F 92A 97R'],
  ['S0E4D', 'E54000070', 'Y59', 'NHS Thames Valley Integrated Care Board', '10Q 14Y 15A D4U1Y'],
  ['Z9B2Z', 'E54000071', 'Y56', 'NHS West and North London Integrated Care Board', '93C W2U3Z'],
];

/** The boards that were established on 1 April 2026 by merging others. */
export const mergedIcbs: readonly Icb[] = mergedTable.map(([code, onsCode, regionCode, name]) => ({
  code,
  onsCode,
  name,
  regionCode,
}));

/**
 * Sub-ICB locations that came after April 2023, by the one that most of their practices belonged to: Frimley was
 * divided on 1 April 2026, and its larger part became a location of Thames Valley under a new code.
 */
const successors: Readonly<Record<string, string>> = { U2G6B: 'D4U1Y' };

/** Codes that the Office for National Statistics gave anew when a border moved, by the code that stayed. */
const renumbered: Readonly<Record<string, string>> = { E38000266: 'D9Y0V' };

/**
 * Clinical commissioning groups that were merged by April 2021, by the sub-ICB location that most of their
 * practices belong to now (05L was split; its larger part went to D2P2L). From the practices' codes in the January
 * 2021 patient lists and the ePCN file of January 2025.
 */
// biome-ignore format: a table
const predecessors: Readonly<Record<string, string>> = {
  A3A8R: '07L 07T 08F 08M 08N 08V 08W',
  B2M3M: '05A 05H 05R',
  D2P2L: '05C 05L 05Y 06A',
  D4U1Y: '10C 15D 99M',
  D9Y0V: '10J 10K 10L 10V 10X 11A',
  M1J4Y: '04F 06F 06P',
  M2L0M: '05N 05X',
  W2U3Z: '07P 07W 07Y 08C 08E 08G 08Y 09A',
  X2C4Y: '03A 03J',
};

const subIcbByCode = new Map(subIcbs.map((area) => [area.code, area]));
const subIcbByOnsCode = new Map(subIcbs.map((area) => [area.onsCode, area]));
const icbByCode = new Map([...icbs, ...mergedIcbs].map((icb) => [icb.code, icb]));
const icbByOnsCode = new Map([...icbs, ...mergedIcbs].map((icb) => [icb.onsCode, icb]));
const regionByCode = new Map(regions.map((region) => [region.code, region]));
const mergedIcbOf = new Map(
  mergedTable.flatMap(([code, , , , parts]) => parts.split(' ').map((part) => [part, code] as const)),
);
const areaOfOther = new Map([
  ...Object.entries(successors),
  ...Object.entries(renumbered),
  ...Object.entries(predecessors).flatMap(([code, former]) =>
    former.split(' ').map((old) => [old, code] as const),
  ),
]);

/**
 * The sub-ICB location, of the 106 of April 2023, that a code belongs to: ODS or ONS code of the location itself, of a
 * clinical commissioning group since merged into it, or of a location that came later.
 */
export function subIcbOf(code: string): SubIcb | undefined {
  return subIcbByCode.get(code) ?? subIcbByOnsCode.get(code) ?? subIcbByCode.get(areaOfOther.get(code) ?? '');
}

/** The ICB of an ODS or ONS code, of whatever time. */
export function icbOf(code: string): Icb | undefined {
  return icbByCode.get(code) ?? icbByOnsCode.get(code);
}

/** The ICB that a sub-ICB location belongs to on a date (ISO). */
export function icbOn(area: SubIcb, date: string): Icb | undefined {
  const merged = date < mergersDate ? undefined : mergedIcbOf.get(area.code);
  return icbByCode.get(merged ?? area.icbCode);
}

/** The region of an ODS or ONS code. */
export function regionOf(code: string): Region | undefined {
  return regionByCode.get(code) ?? regions.find(({ onsCode }) => onsCode === code);
}
