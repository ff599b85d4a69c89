import type { Task } from './executor.js' with { 'resolution-mode': 'import' };
import type { PackedTask } from './worker.js' with { 'resolution-mode': 'import' };

/**
 * What a thread loads: CommonJS, as Piscina would load an ES module by `require`, and Node 20 ends the whole process
 * where a thread is ended while it does that (an assertion in `ModuleWrap::CreateRequiredModuleFacade`).
 */
const worker = import('@inverse-care/core/worker');

const thread = async (task: Task | PackedTask) => (await worker).default(task);

export = thread;
