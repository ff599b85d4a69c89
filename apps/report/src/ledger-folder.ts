import { fileURLToPath } from 'node:url';

/** The folder of ledgers that come with the program. */
export const ledgerFolder = fileURLToPath(new URL('../../../test-fixtures/published', import.meta.url));
