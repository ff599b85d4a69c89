import { z } from 'zod';
import type { Expression } from './checks/expression.js';

const text = z.string();
const id = z.string().regex(/^[a-z0-9][a-z0-9_.-]*$/, 'lower-case letters, digits, "-", "_" and "."');

const pointer = z.strictObject({
  table: z.string().endsWith('.csv', 'the file name of a table, such as table1.csv'),
  row: z.record(z.string(), z.string()),
  column: text,
  times: z.number().optional(),
  near: z.number().min(0).max(0.2).optional(),
});

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.number(),
    id,
    z.strictObject({ sum: z.array(expression).min(2) }),
    z.strictObject({ difference: z.tuple([expression, expression]) }),
    z.strictObject({ product: z.array(expression).min(2) }),
    z.strictObject({ ratio: z.tuple([expression, expression]) }),
    z.strictObject({ percent: z.tuple([expression, expression]) }),
  ]),
);
const relation = z.enum(['=', '<', '<=', '>', '>=']);
const n = z.union([z.number(), id]);

/** What every check has besides its kind. */
const common = {
  id,
  about: z.array(id).min(1),
  otherwise: z.enum(['inconsistent', 'unsupported']).default('inconsistent'),
  severity: z.enum(['high', 'medium', 'low']).default('low'),
  explanation: text.default(''),
  tempting: text.default(''),
};

const checkSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('relation'),
    ...common,
    left: expression,
    is: relation,
    right: expression,
  }),
  z.strictObject({
    kind: z.literal('interval'),
    ...common,
    estimate: id,
    low: id,
    high: id,
    falls: z.boolean().optional(),
    symmetric: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('significance'),
    ...common,
    estimate: id,
    low: id.optional(),
    high: id.optional(),
    std_error: id.optional(),
    said: z.enum(['', '*', '**', '***', 'significant', 'not significant']),
    df: z.number().positive().optional(),
    level: z.number().gt(0).lt(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('grim'),
    ...common,
    percent: id.optional(),
    mean: id.optional(),
    of: z.union([n, z.tuple([z.number(), z.number()])]),
    items: z.int().positive().optional(),
  }),
  z.strictObject({ kind: z.literal('grimmer'), ...common, mean: id, sd: id, n }),
  z.strictObject({ kind: z.literal('debit'), ...common, proportion: id, sd: id, n }),
  z.strictObject({
    kind: z.literal('order'),
    ...common,
    of: z.array(id).min(2),
    direction: z.enum(['rises', 'falls']),
  }),
  z.strictObject({
    kind: z.literal('exceptions'),
    ...common,
    pairs: z.array(z.strictObject({ group: text, left: id, right: id })).min(1),
    is: relation,
    except: z.array(text),
  }),
  z.strictObject({
    kind: z.literal('quarter'),
    ...common,
    date: z.iso.date(),
    label: z.string().regex(/^\d{4}\/\d{2} Q[1-4]$/, 'a quarter, such as 2020/21 Q4'),
  }),
  z.strictObject({
    kind: z.literal('reference'),
    ...common,
    cited: text,
    elsewhere: text.optional(),
    published: z.int().optional(),
    about_year: z.int().optional(),
  }),
  z.strictObject({ kind: z.literal('evidence'), ...common, given: z.array(id), wanted: text }),
  z.strictObject({
    kind: z.literal('judgement'),
    ...common,
    says: text,
    evidence: text,
    borne_out: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('readings'),
    ...common,
    than: n,
    is: relation,
    readings: z.array(z.strictObject({ as: text, result: pointer, meant: z.boolean().optional() })).min(1),
  }),
]);

/** What statements of one place have in common, each of which a statement may say itself. */
const shared = {
  quantity: text.optional(),
  unit: text.optional(),
  group: text.optional(),
  date: text.optional(),
  shows: text.optional(),
  needs: text.optional(),
  rounded_to: z.number().positive().optional(),
};

const blockSchema = z.strictObject({
  place: text,
  ...shared,
  statements: z
    .array(
      z.strictObject({
        id,
        printed: text,
        place: text.optional(),
        claim: z.boolean().optional(),
        ...shared,
        results: z.array(pointer).default([]),
      }),
    )
    .min(1),
});

const tableSchema = z.strictObject({
  id,
  place: text,
  needs: text.default(''),
  columns: z
    .array(
      z.strictObject({
        id,
        quantity: text,
        unit: text.default(''),
        shows: text,
        rounded_to: z.number().positive().optional(),
        /** Cells of a run: of each row the one that the row's `key` names. */
        results: z.array(pointer.extend({ row: z.record(z.string(), z.string()).default({}) })).default([]),
      }),
    )
    .min(1),
  rows: z
    .array(
      z.strictObject({
        id,
        name: text,
        group: text.default(''),
        date: text.default(''),
        key: z.record(z.string(), z.string()).default({}),
        values: z.array(z.union([text, z.null()])),
      }),
    )
    .min(1),
});

const flowCount = z.strictObject({ id, count: expression, unit: text, label: text });

/** A ledger file: one document, its statements and the checks on them. docs/audit.md describes it. */
export const ledgerSchema = z.strictObject({
  document: z.strictObject({ id, title: text, authors: text, year: z.int(), kind: text }),
  blocks: z.array(blockSchema).default([]),
  tables: z.array(tableSchema).default([]),
  checks: z.array(checkSchema).default([]),
  proportions: z
    .array(
      z.strictObject({
        statement: id,
        of: z.union([id, z.tuple([z.int().positive(), z.int().positive()])]),
        among: text,
        base: z.enum(['printed', 'follows', 'assumed']),
        basis: text.default(''),
      }),
    )
    .default([]),
  flow: z
    .array(z.strictObject({ boxes: z.array(flowCount).min(1), leaving: z.array(flowCount).default([]) }))
    .default([]),
  studies: z
    .array(
      z.strictObject({
        id,
        authors: text,
        year: z.int(),
        reference: text,
        design: text,
        n: expression.optional(),
        n_of: text,
        result: text,
      }),
    )
    .default([]),
});

export type LedgerFile = z.output<typeof ledgerSchema>;
