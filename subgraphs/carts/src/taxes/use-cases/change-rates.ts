import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { allRates, deleteRate, type TaxRate } from '../repository/rates.ts';
import {
  asRead,
  changeTaxes,
  recordTaxes,
  type ChangedMeanwhile,
  type Dependencies,
  type NotFound,
  type ReadVersion,
  type TaxAction,
} from './change-taxes.ts';
import { RateBook, type KeptRate, type RateFault, type WantedRate } from './rate-book.ts';

type Reason = { readonly reason?: string | null | undefined };

/** What came of a rate, for which `kept` has what it is now. */
export type KeepRateOutcome = { readonly kind: 'kept'; readonly rate: TaxRate } | RateFault;

/** Which mutation it is, and by whom. */
interface RateAction {
  readonly staffId: string;
  readonly operation: 'taxRateCreate' | 'taxRateUpdate';
}

/** Makes a rate or changes one, with its entry in the audit trail; where it is so already, nothing changes. */
export async function keepRate(
  dependencies: Dependencies,
  { read, rate, reason, ...action }: WantedRate & RateAction & Reason,
): Promise<KeepRateOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeTaxes<KeepRateOutcome>(dependencies, async (held) => {
    const kept = await (await RateBook.open(held, dependencies)).keep({ read, rate });
    if (kept.kind !== 'kept') return kept;
    await recordTaxes(held, ...changesOf([kept], { ...action, ...why.value }));
    return { kind: 'kept', rate: kept.after };
  });
}

/** What came of several rates, in the order in which they were given. */
export type SetRatesOutcome =
  { readonly kind: 'set'; readonly results: readonly KeepRateOutcome[] } | InvalidInput;

/** Makes and changes rates one after the other in one transaction, each for itself, with their entries in the audit trail. */
export async function setRates(
  dependencies: Dependencies,
  { staffId, rates, reason }: { readonly staffId: string; readonly rates: readonly WantedRate[] } & Reason,
): Promise<SetRatesOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeTaxes<SetRatesOutcome>(dependencies, async (held) => {
    const book = await RateBook.open(held, dependencies);
    const results: (KeptRate | RateFault)[] = [];
    for (const wanted of rates) results.push(await book.keep(wanted));
    const kept = results.filter((result) => result.kind === 'kept');
    await recordTaxes(held, ...changesOf(kept, { staffId, operation: 'taxRatesSet', ...why.value }));
    return {
      kind: 'set',
      results: results.map((result) =>
        result.kind === 'kept' ? { kind: 'kept', rate: result.after } : result,
      ),
    };
  });
}

function changesOf(
  kept: readonly KeptRate[],
  action: Pick<TaxAction, 'staffId' | 'operation' | 'reason'>,
): TaxAction[] {
  return kept
    .filter(({ before, after }) => before !== after)
    .map(({ before, after }) => ({ ...action, target: after.id, before, after }));
}

/** What came of deleting a rate. */
export type DeleteRateOutcome =
  { readonly kind: 'deleted'; readonly id: string } | NotFound | ChangedMeanwhile<TaxRate> | InvalidInput;

/** Deletes a rate as if it had never been, with its entry in the audit trail. */
export async function removeRate(
  dependencies: Dependencies,
  { staffId, id, version, reason }: ReadVersion & Reason,
): Promise<DeleteRateOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeTaxes<DeleteRateOutcome>(dependencies, async (held) => {
    const found = asRead(await allRates(held.tx), { id, version });
    if (found.kind !== 'present') return found;
    const { present: before } = found;
    await deleteRate(held.tx, before.id);
    const action = { staffId, operation: 'taxRateDelete', target: before.id, ...why.value };
    await recordTaxes(held, { ...action, before, after: null });
    return { kind: 'deleted', id: before.id };
  });
}
