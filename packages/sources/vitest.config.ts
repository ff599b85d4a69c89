import { packageTests } from '../../vitest.shared.js';

export default packageTests(['test/kept-answers.test.ts']);
