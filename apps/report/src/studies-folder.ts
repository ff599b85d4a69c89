import { fileURLToPath } from 'node:url';

/** The folder of study files that come with the program. */
export const studiesFolder = fileURLToPath(new URL('../../../studies', import.meta.url));
