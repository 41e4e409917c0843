import { isDeepStrictEqual } from 'node:util';
import { within, type InvalidInput } from '@cartwright/input';
import { listClasses, type TaxClass } from '../repository/classes-and-zones.ts';
import { allRates, saveRate, type TaxRate } from '../repository/rates.ts';
import { overlapOf } from '../rules/rate-overlap.ts';
import { readTaxRate, type CheckedRate, type TaxRateInput } from '../rules/tax-input.ts';
import {
  asRead,
  type ChangedMeanwhile,
  type Dependencies,
  type HeldTaxes,
  type NotFound,
  type TooMany,
} from './change-taxes.ts';

/** All of them are read to price a cart. */
const maxRates = 5_000;

/** A rate as it is to be: a new one, or in the place of one as it was read. */
export interface WantedRate {
  readonly read: { readonly id: string; readonly version: number } | null;
  readonly rate: TaxRateInput;
}

/** Why a rate is not kept. */
export type RateFault =
  | { readonly kind: 'class-not-found'; readonly code: string }
  | { readonly kind: 'overlaps'; readonly rate: TaxRate }
  | NotFound
  | ChangedMeanwhile<TaxRate>
  | TooMany
  | InvalidInput;

/** A rate that was kept, and what it was before. */
export interface KeptRate {
  readonly kind: 'kept';
  /** Null for a new one. */
  readonly before: TaxRate | null;
  readonly after: TaxRate;
}

/** The rates that there are, while some are changed one after the other: each is held against those before it. */
export class RateBook {
  readonly #held: HeldTaxes;
  readonly #newId: Dependencies['newId'];
  readonly #classes: readonly TaxClass[];
  #rates: readonly TaxRate[];

  private constructor(
    { held, newId }: { readonly held: HeldTaxes; readonly newId: Dependencies['newId'] },
    { classes, rates }: { readonly classes: readonly TaxClass[]; readonly rates: readonly TaxRate[] },
  ) {
    this.#held = held;
    this.#newId = newId;
    this.#classes = classes;
    this.#rates = rates;
  }

  static async open(held: HeldTaxes, { newId }: Pick<Dependencies, 'newId'>): Promise<RateBook> {
    const classes = await listClasses(held.tx);
    return new RateBook({ held, newId }, { classes, rates: await allRates(held.tx) });
  }

  /** Stores a rate unless something is in its way. */
  async keep({ read, rate }: WantedRate): Promise<KeptRate | RateFault> {
    const checked = readTaxRate(rate);
    if (checked.kind === 'invalid-input') return { ...checked, fields: within(['rate'], checked.fields) };
    const known = this.#known(read);
    if (known.kind !== 'known') return known;
    const wanted = this.#wanted(checked.value, known.before);
    if ('kind' in wanted) return wanted;
    const { before } = known;
    if (before !== null && isDeepStrictEqual(before, wanted)) return { kind: 'kept', before, after: before };
    const overlap = overlapOf(wanted, this.#rates);
    if (overlap !== undefined) return { kind: 'overlaps', rate: overlap };
    const after = { ...wanted, version: (before?.version ?? 0) + 1 };
    await saveRate(this.#held.tx, after);
    this.#rates = [...this.#rates.filter(({ id }) => id !== after.id), after];
    return { kind: 'kept', before, after };
  }

  #known(
    read: WantedRate['read'],
  ):
    | { readonly kind: 'known'; readonly before: TaxRate | null }
    | NotFound
    | ChangedMeanwhile<TaxRate>
    | TooMany {
    if (read === null)
      return this.#rates.length < maxRates
        ? { kind: 'known', before: null }
        : { kind: 'too-many', limit: maxRates };
    const found = asRead(this.#rates, read);
    return found.kind === 'present' ? { kind: 'known', before: found.present } : found;
  }

  #wanted(
    { taxClass: code, ...checked }: CheckedRate,
    before: TaxRate | null,
  ): TaxRate | Extract<RateFault, { readonly kind: 'class-not-found' }> {
    const taxClass = this.#classes.find((one) => one.code === code);
    if (code !== null && taxClass === undefined) return { kind: 'class-not-found', code };
    const known = before ?? { id: this.#newId(), version: 0, createdAt: this.#held.now };
    return { ...known, ...checked, taxClass: code, taxClassId: taxClass?.id ?? null };
  }
}
