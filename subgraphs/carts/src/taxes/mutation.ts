import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { MutationResolvers, TaxRatesSetItemInput } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import {
  changed,
  classNotFound,
  rateNotFound,
  rateRefused,
  rateUnfit,
  tooMany,
  zoneNotFound,
} from './tax-result.ts';
import type { WantedRate } from './use-cases/rate-book.ts';

/** The mutations of taxes: who asks, one use case, one union member per outcome. */
export const Mutation = {
  taxClassCreate: async (_root, { input }, context) => {
    const outcome = await context.taxes.createClass({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'created':
        return { __typename: 'TaxClassCreateSuccess', taxClass: outcome.taxClass };
      case 'code-taken': {
        const message = 'Another class has this code.';
        return { __typename: 'TaxClassCodeTakenError', message, code: outcome.code };
      }
      case 'too-many':
        return tooMany('TooManyTaxClassesError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  taxClassUpdate: async (_root, { input }, context) => {
    const outcome = await context.taxes.updateClass({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'updated':
        return { __typename: 'TaxClassUpdateSuccess', taxClass: outcome.taxClass };
      case 'not-found':
        return classNotFound(input.id);
      case 'changed-meanwhile':
        return changed('TaxClassChangedError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  taxClassDelete: async (_root, { input }, context) => {
    const outcome = await context.taxes.removeClass({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'deleted':
        return { __typename: 'TaxClassDeleteSuccess', taxClassId: outcome.id };
      case 'in-use': {
        const message = 'There are rates for this class; please delete them first.';
        return { __typename: 'TaxClassInUseError', message, rates: outcome.rates };
      }
      case 'not-found':
        return classNotFound(input.id);
      case 'changed-meanwhile':
        return changed('TaxClassChangedError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  taxZoneSet: async (_root, { input }, context) => {
    const outcome = await context.taxes.setZone({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'set':
        return { __typename: 'TaxZoneSetSuccess', zone: outcome.zone };
      case 'changed-meanwhile':
        return changed('TaxZoneChangedError', outcome);
      case 'too-many':
        return tooMany('TooManyTaxZonesError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  taxZoneDelete: async (_root, { input }, context) => {
    const outcome = await context.taxes.removeZone({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'deleted':
        return { __typename: 'TaxZoneDeleteSuccess', zoneId: outcome.id };
      case 'not-found':
        return zoneNotFound(input.id);
      case 'changed-meanwhile':
        return changed('TaxZoneChangedError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  taxRateCreate: async (_root, { input: { rate, reason } }, context) => {
    const action = { ...who(context), operation: 'taxRateCreate', reason } as const;
    const outcome = await context.taxes.keepRate({ ...action, read: null, rate });
    switch (outcome.kind) {
      case 'kept':
        return { __typename: 'TaxRateCreateSuccess', rate: outcome.rate };
      case 'not-found':
      case 'changed-meanwhile':
        throw new Error('A new rate was looked for');
      case 'too-many':
        return tooMany('TooManyTaxRatesError', outcome);
      default:
        return rateUnfit(outcome);
    }
  },

  taxRateUpdate: async (_root, { input: { id, version, rate, reason } }, context) => {
    const action = { ...who(context), operation: 'taxRateUpdate', reason } as const;
    const outcome = await context.taxes.keepRate({ ...action, read: { id, version }, rate });
    switch (outcome.kind) {
      case 'kept':
        return { __typename: 'TaxRateUpdateSuccess', rate: outcome.rate };
      case 'too-many':
        throw new Error('A rate that is there was counted as a new one');
      case 'not-found':
        return rateNotFound(id);
      case 'changed-meanwhile':
        return changed('TaxRateChangedError', outcome);
      default:
        return rateUnfit(outcome);
    }
  },

  taxRateDelete: async (_root, { input }, context) => {
    const outcome = await context.taxes.removeRate({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'deleted':
        return { __typename: 'TaxRateDeleteSuccess', rateId: outcome.id };
      case 'not-found':
        return rateNotFound(input.id);
      case 'changed-meanwhile':
        return changed('TaxRateChangedError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  taxRatesSet: async (_root, { input: { rates, reason } }, context) => {
    const wanted = rates.map(readItem);
    const outcome = await context.taxes.setRates({ ...who(context), rates: wanted, reason });
    if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
    const results = outcome.results.map((result, index) => {
      if (result.kind === 'kept') return { index, rate: result.rate, errors: [] };
      const at = { path: ['rates', String(index)], id: rates[index]?.id ?? null };
      return { index, rate: null, errors: [rateRefused(result, at)] };
    });
    return { __typename: 'TaxRatesSetSuccess', results };
  },

  taxSettingsUpdate: async (_root, { input }, context) => {
    const outcome = await context.taxes.updateSettings({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'updated':
        return { __typename: 'TaxSettingsUpdateSuccess', settings: outcome.settings };
      case 'changed-meanwhile':
        return changed('TaxSettingsChangedError', outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  customerTaxExemptionSet: async (_root, { input }, context) => {
    const outcome = await context.taxes.setExemption({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'set':
        return { __typename: 'CustomerTaxExemptionSetSuccess', exemption: outcome.exemption };
      case 'not-found': {
        const message = 'There is no such customer.';
        return { __typename: 'TaxCustomerNotFoundError', message, customerId: input.customerId };
      }
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  customerTaxExemptionRemove: async (_root, { input }, context) => {
    const outcome = await context.taxes.removeExemption({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'removed':
        return { __typename: 'CustomerTaxExemptionRemoveSuccess', customerId: outcome.customerId };
      case 'not-found': {
        const message = 'This customer has no exemption.';
        return { __typename: 'TaxExemptionNotFoundError', message, customerId: input.customerId };
      }
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
} satisfies MutationResolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

/** @throws BAD_USER_INPUT for an id without a version, and a version without an id */
function readItem({ id, version, rate }: TaxRatesSetItemInput, index: number): WantedRate {
  if (id != null && version != null) return { read: { id, version }, rate };
  if (id == null && version == null) return { read: null, rate };
  throw badUserInput('Give id and version, or none of them.', `rates.${index}`);
}
