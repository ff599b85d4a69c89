import type { SpecificationGroup } from '@inverse-care/stats' with { 'resolution-mode': 'import' };

/** What a thread loads; CommonJS for the reason that `bootstrap-thread.cts` gives. */
const thread = async (group: SpecificationGroup) => (await import('./multiverse-worker.js')).default(group);

export = thread;
