import type { Resolvers } from '../generated/graphql.ts';
import { Mutation } from './mutation.ts';
import { isInForce } from './rules/laid-down-taxes.ts';
import { classesInZone } from './use-cases/read-taxes.ts';

/** Taxes as staff keep them. */
export const resolvers = {
  Query: {
    taxClasses: (_root, _args, { taxes }) => taxes.classes(),
    taxZones: (_root, { filters }, { taxes }) => taxes.readZones(filters?.countryCodes),
    taxRates: (_root, args, { taxes }) => taxes.readRates(args),
    taxSettings: (_root, _args, { taxes }) => taxes.settings(),
    customerTaxExemptions: (_root, args, { taxes }) => taxes.readExemptions(args),
  },
  Mutation,
  User: {
    taxExemption: ({ id }, _args, { taxes }) => taxes.exemptionOf.load(id.toLowerCase()),
  },
  TaxZone: {
    assumedFor: ({ assumedFor }) => [...assumedFor],
    classes: async (zone, { at }, { taxes }) =>
      classesInZone(zone, {
        classes: await taxes.classes(),
        rates: await taxes.allRates(),
        at: at ?? taxes.now(),
      }),
  },
  TaxZoneClass: {
    isFallback: ({ taxClass, rate }) => taxClass !== null && rate?.taxClass !== taxClass.code,
  },
  TaxRate: {
    taxClass: ({ taxClassId }, _args, { taxes }) =>
      taxClassId === null ? null : taxes.classOf.load(taxClassId),
    isInForce: (rate, _args, { taxes }) => isInForce(rate, taxes.now()),
  },
  CustomerTaxExemption: {
    customer: ({ customerId }) => ({ id: customerId }),
  },
} satisfies Resolvers;
