import type { Shard } from './bootstrap-worker.js' with { 'resolution-mode': 'import' };

/**
 * What a thread loads: CommonJS, as Piscina would load an ES module by `require`, and Node 20 ends the whole process
 * where a thread is ended while it does that (an assertion in `ModuleWrap::CreateRequiredModuleFacade`).
 */
const thread = async (shard: Shard) => (await import('./bootstrap-worker.js')).default(shard);

export = thread;
