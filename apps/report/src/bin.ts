#!/usr/bin/env node
/** `main.ts` and all that it needs, in few files: three hundred modules take longer to open than to run. */
const bundled: string = './bundle/main.js';
await import(bundled);

export {};
