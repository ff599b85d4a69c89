import { readFile } from 'node:fs/promises';
import { type AreaGeometry, InputError, subIcbOf } from '@inverse-care/domain';
import { openOnly } from '../reading/open-extract.js';
import type { OpenTable } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { areaCodeProperty, type BoundaryFeature, boundaryFeatures } from '../tables/boundary-features.js';
import { decodeText } from '../tables/text.js';

function requireDegrees(polygons: readonly number[][][][], path: string): void {
  for (const position of polygons.flat(2)) {
    const [longitude = Number.NaN, latitude = Number.NaN] = position;
    if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) continue;
    const grid = longitude >= 0 && longitude < 700_000 && latitude >= 0 && latitude < 1_300_000;
    throw new InputError(
      `The boundaries are not in degrees of longitude and latitude${grid ? ', but in metres of the British National Grid (EPSG:27700)' : ''}`,
      {
        place: { file: path },
        expected: 'WGS 84 (EPSG:4326), as GeoJSON has it (RFC 7946)',
        remedy: 'Download the file again with outSR=4326&f=geojson.',
      },
    );
  }
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/** The area of a feature by its ONS code, else by its ODS code. */
function codeOf({ properties }: BoundaryFeature): { said: string; known: string | undefined } {
  const property = areaCodeProperty(properties) ?? '';
  const said = text(properties[property]);
  const ods = text(properties[`${property}H`] ?? properties[`${property}h`]);
  return { said, known: (subIcbOf(said) ?? subIcbOf(ods))?.code };
}

const geometryOf = (polygons: number[][][][]): AreaGeometry =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] as number[][][] }
    : { type: 'MultiPolygon', coordinates: polygons };

/** Sub-ICB boundaries by ODS code, with a note for the attribution; null where there is no boundary file. */
export async function readBoundaries(
  reading: Reading,
): Promise<{ areas: ReadonlyMap<string, AreaGeometry>; note: string } | null> {
  const tables = reading.tables.filter(({ kind }) => kind.id === 'boundaries');
  if (tables.length === 0) return null;
  const open: OpenTable = await openOnly(reading, tables, 'sub-ICB boundaries');
  const { file, kind } = open.table;
  const json = JSON.parse(decodeText(await readFile(file.absolute)).text);
  // A topology may hold areas of other kinds too, a feature collection is of one.
  const features = boundaryFeatures(json, file.path).filter(
    ({ properties }) => json.type !== 'Topology' || areaCodeProperty(properties) !== undefined,
  );
  const byCode = new Map<string, number[][][][]>();
  const strange: string[] = [];
  for (const feature of features) {
    const { said, known } = codeOf(feature);
    if (feature.polygons !== null) requireDegrees(feature.polygons, file.path);
    if (known === undefined || feature.polygons === null) strange.push(said);
    else byCode.set(known, [...(byCode.get(known) ?? []), ...feature.polygons]);
  }
  const examples = strange.slice(0, 5).join(', ');
  if (strange.length > features.length / 10) {
    throw new InputError(
      `${strange.length} of the ${features.length} areas of this boundary file are no sub-ICB locations that are known: ${examples}`,
      {
        place: { file: file.path },
        expected:
          'sub-ICB locations of 2022 or later, or the clinical commissioning groups of April 2021, which were the same areas',
        remedy: `Download boundaries of sub-ICB locations from ${kind.page}, or take the file out of the folder.`,
      },
    );
  }
  if (strange.length > 0) {
    reading.ledger.warn(
      file.path,
      `${strange.length} of its areas are unknown or have no outline: ${examples}.`,
    );
  }
  reading.ledger.read({ ...open, rows: features.length });
  const areas = new Map([...byCode].map(([code, polygons]) => [code, geometryOf(polygons)] as const));
  return { areas, note: `${file.path}. ${kind.attribution}` };
}
