import type { Engine } from './engine.js';
import { kernelEngine } from './kernel-engine.js';
import { plainEngine } from './plain-engine.js';

/**
 * The kernels in WebAssembly, or plain JavaScript where there is no WebAssembly with SIMD or the environment says
 * `INVERSE_CARE_KERNEL=plain`.
 */
export function currentEngine(): Engine {
  return process.env.INVERSE_CARE_KERNEL === 'plain' ? plainEngine : (kernelEngine() ?? plainEngine);
}
