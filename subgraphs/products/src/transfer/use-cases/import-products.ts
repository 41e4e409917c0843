import { createProducts, type HeldCatalogue } from '../../editing/door.ts';
import { ChangeRefused } from '../rules/failure.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import type { FileEntry } from '../rules/records.ts';
import { changeProducts } from './change-products.ts';
import type { ImportOrder } from './import-order.ts';
import { planBatch, type Plan } from './plan-batch.ts';
import { failed, type Result, type SettledEntry } from './settle-lines.ts';
import { within } from './within.ts';
import type { Dependencies } from './work-line.ts';

/** What was done has to be undone: a product of the batch was refused half way. */
export class EntryRefused extends Error {
  readonly at: number;
  readonly messages: readonly string[];

  constructor(at: number, messages: readonly string[]) {
    super('a product was refused');
    this.at = at;
    this.messages = messages;
  }
}

/** Makes and changes products as entries tell, up to the first that cannot be worked with those before it. @throws EntryRefused */
export async function importProducts(
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
