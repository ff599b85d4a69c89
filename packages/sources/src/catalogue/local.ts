import { kindOf } from './kind.js';

/** Tables of the user's own making, in a folder called `local`. */
export const localKind = kindOf({
  id: 'local',
  label: 'local practice values',
  publisher: 'the owner of the data folder',
  publication: 'Practice values supplied locally',
  licence: 'as its owner says',
  attribution: 'Practice values supplied by the owner of the data folder.',
  page: '',
  row: 'a practice',
  columns: { practice: { type: 'code', meaning: 'practice' } },
  layouts: [{ from: 'any', to: null, files: 'any CSV', columns: { practice: 'practice_code' } }],
  quirks: [],
});
