import path from 'node:path';
import type { OutputFile } from '../hashes.js';

/** Where the crate's description is: RO-Crate fixes the name. */
export const crateFile = 'ro-crate-metadata.json';

/** A link to another entity of the crate. */
export interface Link {
  '@id': string;
}

/** An entity: values are texts and links alone, so that no reader takes a typed value for a link that leads nowhere. */
export interface Entity extends Link {
  '@type': string | readonly string[];
  [property: string]: string | Link | readonly (string | Link)[];
}

export const linkTo = ({ '@id': id }: Link): Link => ({ '@id': id });

const formats: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.geojson': 'application/geo+json',
  '.html': 'text/html',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.yaml': 'application/yaml',
  '.zip': 'application/zip',
};

/** The media type of a file by its name; nothing where it is none that is known. */
export function formatOf(file: string): { encodingFormat?: string } {
  const format = formats[path.posix.extname(file).toLowerCase()];
  return format === undefined ? {} : { encodingFormat: format };
}

/** A relative path as a URI reference. */
export const uriOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/');

/** A file that lies in the crate. */
export const fileEntity = (
  { path: file, bytes, sha256 }: OutputFile,
  { name, description }: { name: string; description?: string },
): Entity => ({
  '@id': uriOf(file),
  '@type': 'File',
  name,
  ...(description !== undefined && { description }),
  ...formatOf(file),
  contentSize: String(bytes),
  sha256,
});
