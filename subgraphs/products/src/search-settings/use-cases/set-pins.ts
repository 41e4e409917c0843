import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { countPins, findPins, findPinsOf, removePins, savePins, type Pins } from '../repository/pins.ts';
import { readKnownProducts } from '../repository/settings.ts';
import { readPins, type PinsInput } from '../rules/settings-input.ts';
import { keyOf } from '../rules/words-of.ts';
import { changeSettings, recordChange, type Dependencies } from './change-settings.ts';

/** All are in the memory of every process that searches. */
const maxPins = 1_000;

/** Products to be pinned for a query. */
export interface SetPins extends PinsInput {
  readonly staffId: string;
  /** That was read; null where nothing is pinned for the query yet. */
  readonly version?: number | null | undefined;
}

/** What is pinned for the query is no more as it was when it was read; null where nothing is pinned any more. */
export interface PinsChanged {
  readonly kind: 'pins-changed';
  readonly pins: Pins | null;
}

/** What came of it. */
export type SetPinsOutcome =
  | { readonly kind: 'set'; readonly pins: Pins }
  | { readonly kind: 'too-many-pins'; readonly limit: number }
  | { readonly kind: 'product-not-found'; readonly productId: string }
  | PinsChanged
  | InvalidInput;

/** Pins products for a query, in the place of those before, with the entry in the audit trail. */
export async function setPins(
  dependencies: Dependencies,
  { staffId, version, ...input }: SetPins,
): Promise<SetPinsOutcome> {
  const read = readPins(input);
  if (read.kind === 'invalid-input') return read;
  const { query, productIds, reason } = read.value;
  return changeSettings<SetPinsOutcome>(dependencies, async (changing) => {
    const { tx } = changing;
    const queryKey = keyOf(query);
    const before = await findPinsOf(tx, queryKey);
    if (before?.version !== (version ?? undefined)) return { kind: 'pins-changed', pins: before ?? null };
    const known = await readKnownProducts(tx, productIds);
    const unknown = productIds.find((id) => !known.has(id));
    if (unknown !== undefined) return { kind: 'product-not-found', productId: unknown };
    if (before === undefined && (await countPins(tx, {})) >= maxPins)
      return { kind: 'too-many-pins', limit: maxPins };
    const { id, createdAt } = before ?? { id: dependencies.newId(), createdAt: dependencies.now() };
    const pins = { id, query, queryKey, productIds, version: (before?.version ?? 0) + 1, createdAt };
    await savePins(tx, pins);
    const states = { before: stateOf(before), after: stateOf(pins) };
    const action = { staffId, operation: 'searchPinsSet', reason, target: id };
    await recordChange(dependencies, changing, { ...action, ...states });
    return { kind: 'set', pins };
  });
}

/** What is to be pinned no more. */
export interface DeletePins {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeletePinsOutcome =
  { readonly kind: 'deleted' } | { readonly kind: 'pins-not-found' } | PinsChanged | InvalidInput;

/** Ends what is pinned for a query, with the entry in the audit trail. */
export async function deletePins(
  dependencies: Dependencies,
  { staffId, id, version, reason: given }: DeletePins,
): Promise<DeletePinsOutcome> {
  const why = readReason(given);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'pins-not-found' };
  return changeSettings<DeletePinsOutcome>(dependencies, async (changing) => {
    const before = await findPins(changing.tx, id);
    if (before === undefined) return { kind: 'pins-not-found' };
    if (before.version !== version) return { kind: 'pins-changed', pins: before };
    await removePins(changing.tx, id);
    const action = { staffId, operation: 'searchPinsDelete', ...why.value, target: before.id };
    await recordChange(dependencies, changing, { ...action, before: stateOf(before), after: null });
    return { kind: 'deleted' };
  });
}

function stateOf(pins: Pins | undefined) {
  if (pins === undefined) return null;
  const { query, productIds, version } = pins;
  return { query, productIds, version };
}
