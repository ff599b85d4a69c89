import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder with a package.json: modules lie below it as the compiler has made them, or bundled. */
function packageRoot(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : packageRoot(path.dirname(folder));
}

/** Of this program: what it was built to, its templates and its assets lie below. */
export const appRoot = packageRoot(path.dirname(fileURLToPath(import.meta.url)));

// The package that is installed has all in it; in the repository they lie beside one another.
const installed = existsSync(path.join(appRoot, 'studies'));
const repository = path.join(appRoot, '..', '..');

/** The folder of study files that come with the program. */
export const studiesFolder = path.join(installed ? appRoot : repository, 'studies');

/** The JSON Schema of a study, for editors. */
export const studySchemaFile = path.join(installed ? appRoot : repository, 'docs', 'study.schema.json');

/** The folder of the ledgers of published numbers that come with the program. */
export const ledgerFolder = installed
  ? path.join(appRoot, 'published')
  : path.join(repository, 'test-fixtures', 'published');

/** The folder of a package of the workspace. */
export const packageFolder = (name: string): string =>
  installed
    ? path.join(appRoot, 'node_modules', '@inverse-care', name)
    : path.join(repository, 'packages', name);
