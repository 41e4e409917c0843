import { invalidInputError, within } from '@cartwright/input';
import type { RateFault } from './use-cases/rate-book.ts';

/** There are as many as there may be, as the schema's `TooMany…Error`. */
export function tooMany<
  Name extends 'TooManyTaxClassesError' | 'TooManyTaxZonesError' | 'TooManyTaxRatesError',
>(__typename: Name, { limit }: { readonly limit: number }) {
  return { __typename, message: `There are ${limit} already; please delete one first.`, limit };
}

/** Something that was read is not as it was any more, as the schema's `Tax…ChangedError`. */
export function changed<
  Name extends
    'TaxClassChangedError' | 'TaxZoneChangedError' | 'TaxRateChangedError' | 'TaxSettingsChangedError',
  Row,
>(__typename: Name, { present }: { readonly present: Row }) {
  const message = 'Somebody else has changed this meanwhile. Please look at it again.';
  return { __typename, message, current: present };
}

/** A class that there is none of, as the schema's `TaxClassNotFoundError`. */
export function classNotFound(taxClass: string) {
  return { __typename: 'TaxClassNotFoundError', message: 'There is no such class.', taxClass } as const;
}

/** A zone that there is none of, as the schema's `TaxZoneNotFoundError`. */
export function zoneNotFound(zoneId: string) {
  return { __typename: 'TaxZoneNotFoundError', message: 'There is no such zone.', zoneId } as const;
}

/** A rate that there is none of, as the schema's `TaxRateNotFoundError`. */
export function rateNotFound(rateId: string) {
  return { __typename: 'TaxRateNotFoundError', message: 'There is no such rate.', rateId } as const;
}

/** Why a rate cannot be as it is asked for, whether it is new or not. */
type Unfit = Extract<RateFault, { readonly kind: 'class-not-found' | 'overlaps' | 'invalid-input' }>;

/** The same as an error of the schema's; `path` is where the rate's parent stands in the input. */
export function rateUnfit(fault: Unfit, path: readonly string[] = []) {
  switch (fault.kind) {
    case 'class-not-found':
      return classNotFound(fault.code);
    case 'overlaps': {
      const message = 'Another rate of this class and place is in force at the same time.';
      return { __typename: 'TaxRateOverlapsError', message, rate: fault.rate } as const;
    }
    case 'invalid-input':
      return invalidInputError(within(path, fault.fields));
  }
}

/** Why a rate of several was not kept, as the schema's `TaxRateError`; `id` is what was asked for. */
export function rateRefused(fault: RateFault, { path, id }: { path: readonly string[]; id: string | null }) {
  switch (fault.kind) {
    case 'not-found':
      return rateNotFound(id ?? '');
    case 'changed-meanwhile':
      return changed('TaxRateChangedError', fault);
    case 'too-many':
      return tooMany('TooManyTaxRatesError', fault);
    default:
      return rateUnfit(fault, path);
  }
}
