import { readFile } from 'node:fs/promises';
import { type AreaGeometry, InputError, subIcbOf } from '@inverse-care/core';
import { openOnly, type Reading } from './extracts.js';
import type { OpenTable } from './open-table.js';
import { decodeText } from './text.js';

interface Feature {
  properties?: Record<string, unknown> | null;
  geometry?: { type?: string; coordinates?: unknown } | null;
}

const inDegrees = (coordinates: unknown): boolean => {
  let inner = coordinates;
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0];
  return Array.isArray(inner) && Math.abs(inner[0]) <= 180 && Math.abs(inner[1]) <= 90;
};

/** Sub-ICB boundaries by ODS code, with a note for the attribution; null where there is no boundary file. */
export async function readBoundaries(
  reading: Reading,
): Promise<{ areas: ReadonlyMap<string, AreaGeometry>; note: string } | null> {
  const tables = reading.tables.filter(({ kind }) => kind.id === 'boundaries');
  if (tables.length === 0) return null;
  const open: OpenTable = await openOnly(reading, tables, 'sub-ICB boundaries');
  const { file, kind } = open.table;
  const { features = [] } = JSON.parse(decodeText(await readFile(file.absolute)).text) as {
    features?: Feature[];
  };
  const areas = new Map<string, AreaGeometry>();
  const strange: string[] = [];
  for (const { properties, geometry } of features) {
    const onsCode = Object.entries(properties ?? {}).find(([name]) => /^SICBL\d\dCD$/i.test(name))?.[1];
    const area = subIcbOf(String(onsCode ?? ''));
    const drawn = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
    if (drawn && !inDegrees(geometry?.coordinates)) {
      throw new InputError('The boundaries are not in degrees of longitude and latitude', {
        place: { file: file.path },
        expected: 'GeoJSON in WGS 84 (RFC 7946)',
        remedy: 'Download the file again with f=geojson.',
      });
    }
    if (area === undefined || !drawn) strange.push(String(onsCode));
    else areas.set(area.code, { type: geometry.type, coordinates: geometry.coordinates } as AreaGeometry);
  }
  if (strange.length > 0) {
    reading.ledger.warn(
      file.path,
      `${strange.length} of its areas are unknown or have no outline: ${strange.slice(0, 5).join(', ')}.`,
    );
  }
  reading.ledger.read({ ...open, rows: features.length });
  return { areas, note: `${file.path}. ${kind.publisher}: ${kind.publication}. ${kind.licence}.` };
}
