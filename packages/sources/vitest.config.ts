import { packageTests } from '../../vitest.shared.js';

export default packageTests(['test/no-database.test.ts']);
