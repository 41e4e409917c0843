import { isUnavailable } from '@cartwright/errors';
import { lockTree } from '../../categories/door.ts';
import { createProducts, type HeldCatalogue } from '../../editing/door.ts';
import { holdProductTypes } from '../../product-types/door.ts';
import { ChangeRefused } from '../rules/failure.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import type { FileEntry } from '../rules/records.ts';
import { changeProducts } from './change-products.ts';
import type { ImportOrder } from './import-order.ts';
import { importPictures } from './import-pictures.ts';
import { planBatch, type Plan } from './plan-batch.ts';
import {
  assertHeld,
  failed,
  ImportLost,
  settle,
  tried,
  type HeldImport,
  type Result,
  type SettledEntry,
} from './settle-lines.ts';
import { within } from './within.ts';
import type { Dependencies } from './work-line.ts';

/** What was done has to be undone: it was only to be tried. */
class DryRun extends Error {
  readonly settled: readonly SettledEntry[];

  constructor(settled: readonly SettledEntry[]) {
    super('dry run');
    this.settled = settled;
  }
}

/** What was done has to be undone: a product of the batch was refused half way. */
class EntryRefused extends Error {
  readonly at: number;
  readonly messages: readonly string[];

  constructor(at: number, messages: readonly string[]) {
    super('a product was refused');
    this.at = at;
    this.messages = messages;
  }
}

/**
 * Works products in one transaction, with their reports and the place that the import has reached; where one is refused half way, those before
 * it, and its report. @returns how many lines are done; none where something unforeseen happened, and nothing was done
 */
export async function workBatch(
  dependencies: Dependencies,
  held: HeldImport,
  entries: readonly FileEntry[],
): Promise<number> {
  const { messaging, logger } = dependencies;
  try {
    return await messaging.transact(async (tx, send) => {
      const now = await assertHeld(tx, held);
      // In this order, as whoever else changes products does: product types, the tree of categories, products.
      await holdProductTypes(tx);
      const tree = await lockTree(tx);
      const settled = await importProducts(dependencies, { tx, send, tree }, held.row, entries);
      if (settled.length === 0) return 0;
      const pictured = await importPictures(dependencies, tx, held.row, settled);
      if (held.row.isDryRun) throw new DryRun(pictured);
      await settle(tx, { held, now }, pictured);
      return pictured.length;
    });
  } catch (error) {
    if (error instanceof ImportLost || isUnavailable(error)) throw error;
    if (error instanceof DryRun) return report(dependencies, held, error.settled);
    if (error instanceof EntryRefused) return workAround(dependencies, held, { entries, refused: error });
    logger.warn({ err: error, importId: held.row.id }, 'products of an import are worked one by one');
    return 0;
  }
}

/** Reports lines of which nothing is to be done. */
async function report(
  { messaging }: Dependencies,
  held: HeldImport,
  settled: readonly SettledEntry[],
): Promise<number> {
  return messaging.transact(async (tx) => {
    const now = await assertHeld(tx, held);
    const told = settled.map(({ entry, result }) => ({ entry, result: tried(result) }));
    await settle(tx, { held, now }, told);
    return told.length;
  });
}

async function workAround(
  dependencies: Dependencies,
  held: HeldImport,
  { entries, refused }: { readonly entries: readonly FileEntry[]; readonly refused: EntryRefused },
): Promise<number> {
  const before = entries.slice(0, refused.at);
  const done = before.length === 0 ? 0 : await workBatch(dependencies, held, before);
  const entry = entries[refused.at];
  if (done < before.length || entry === undefined) return done;
  const linesRead = before.at(-1)?.lastLine ?? held.linesRead;
  const result = failed(...refused.messages);
  return done + (await report(dependencies, { ...held, linesRead }, [{ entry, result }]));
}

async function importProducts(
  dependencies: Dependencies,
  held: HeldCatalogue,
  order: ImportOrder,
  entries: readonly FileEntry[],
): Promise<SettledEntry[]> {
  const plans = await planBatch(held, order, entries);
  const changed = await changePlanned(dependencies, held, order, plans);
  const made = await makePlanned(dependencies, held, order, plans);
  return plans.map((plan) => {
    if ('result' in plan) return plan;
    const result = changed.get(plan.entry) ?? made.get(plan.entry);
    if (result === undefined) throw new Error('A product was neither made, changed nor refused');
    return { entry: plan.entry, result };
  });
}

/** Changes products, before any are made: what is refused half way has cost less then. @throws EntryRefused */
async function changePlanned(
  dependencies: Dependencies,
  { tx, send, tree }: HeldCatalogue,
  order: ImportOrder,
  plans: readonly Plan[],
): Promise<ReadonlyMap<FileEntry, Result>> {
  const changes = plans.flatMap((plan, at) => ('changed' in plan ? [{ ...plan, at }] : []));
  const records = changes.map(({ changed }) => changed);
  try {
    const held = { ...within(dependencies, tx, send), tree };
    const imported = await changeProducts(held, order, records);
    return new Map(imported.flatMap((one, index) => pairOf(changes[index], { ...one, messages: [] })));
  } catch (error) {
    if (!(error instanceof ChangeRefused)) throw error;
    throw new EntryRefused(changes[error.at]?.at ?? 0, error.messages);
  }
}

async function makePlanned(
  dependencies: Dependencies,
  held: HeldCatalogue,
  { staffId }: ImportOrder,
  plans: readonly Plan[],
): Promise<ReadonlyMap<FileEntry, Result>> {
  const news = plans.flatMap((plan) => ('made' in plan ? [plan] : []));
  const products = news.map(({ made }) => made);
  const outcomes = await createProducts(dependencies, held, staffId, products);
  return new Map(
    outcomes.flatMap((outcome, index) =>
      pairOf(
        news[index],
        outcome.kind === 'created'
          ? { outcome: 'CREATED', productId: outcome.productId, messages: [] }
          : failed(...messagesOf(outcome)),
      ),
    ),
  );
}

function pairOf(plan: Pick<Plan, 'entry'> | undefined, result: Result): [FileEntry, Result][] {
  return plan === undefined ? [] : [[plan.entry, result]];
}
