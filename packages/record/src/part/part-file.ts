import { z } from 'zod';

/** What a part says of itself. It is written last: where it is there, all of the part is. */
export const partFile = 'part.json';
/** Results of tasks, one after another, and the panel before them. */
export const partResults = 'part.bin';
/** A reader takes no other. */
export const partFormat = 1;

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const piece = z.object({ offset: count, bytes: count, sha256: hash });

/** Of `part.json`. */
export const partSchema = z.object({
  format: z.literal(partFormat),
  software: z.object({ name: z.literal('inverse-care'), version: z.string(), code_sha256: hash }),
  /** What did the arithmetic: last digits may differ between engines. */
  engine: z.object({ node: z.string(), v8: z.string(), arch: z.string() }),
  /** Identifies this part on this machine: a part with the same key has nothing new to do. */
  key: hash,
  plan: z.object({ part: z.int().min(1), of: z.int().min(1) }),
  /** What is run: the command without paths, the study file's text, and where study and data lay. */
  order: z.object({
    kind: z.enum(['run', 'sensitivity']),
    command: z.string(),
    study: z.string(),
    seed: z.int().nullable(),
    replicates: z.int().nullable(),
    paths: z.object({ study: z.string(), data: z.array(z.string()) }),
  }),
  /** Tasks of the whole, by analysis: the same in every part. */
  shared: z.array(z.object({ analysis: z.string(), tasks: count, sha256: hash })),
  /** Analyses that are done where parts are put together. */
  left: z.array(z.string()),
  /** The panel of facts. */
  facts: piece.extend({ content_sha256: hash }),
  /** Results by the names of their tasks. */
  results: z.array(piece.extend({ name: hash })),
});

/** What `part.json` holds. */
export type PartFile = z.infer<typeof partSchema>;
/** What a part was asked for. */
export type PartOrder = PartFile['order'];
