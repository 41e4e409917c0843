import { z } from 'zod';

/** Some rows of an answer, and how many there are. */
export type Rows = z.infer<typeof rows>;

const cell = z.union([z.string(), z.number(), z.boolean()]);
const rows = z.object({ n_hits: z.int(), records: z.array(z.array(cell)) });
const labelled = z.record(z.string(), rows).default({});
const slice = rows.extend({ drilldowns: labelled });

/** What `select` answers. */
export const selected = slice.extend({ slices: z.record(z.string(), slice).default({}) });

/** Rows, and the parts of them that were asked for. */
export type Selected = z.infer<typeof selected>;

/** Some names of tables. */
export const tableNames = z
  .tuple([z.unknown()], z.tuple([z.int(), z.string()], z.unknown()))
  .transform(([, ...tables]) => tables.map(([, name]) => name));
