import { countryCodes as assigned } from '@cartwright/addresses';
import {
  instantPage,
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
} from '@cartwright/graph';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import { listZones, type TaxClass, type TaxZone } from '../repository/classes-and-zones.ts';
import { countExemptions, listExemptions, type CustomerExemption } from '../repository/exemptions.ts';
import { allRates, countRates, listRates, type RateKey, type TaxRate } from '../repository/rates.ts';
import { rateInForce } from '../rules/laid-down-taxes.ts';

type Dependencies = Pick<Parts, 'database'>;

/** Which rates, and which part of them. */
export interface ReadRates extends ConnectionArguments {
  readonly filters?:
    | {
        readonly countryCodes?: readonly string[] | null | undefined;
        readonly taxClasses?: readonly string[] | null | undefined;
        readonly isStandard?: boolean | null | undefined;
        readonly inForceAt?: Date | null | undefined;
      }
    | null
    | undefined;
}

const rateKey = z.tuple([z.string(), z.string(), z.string(), z.uuid()]);

/** A page of the rates. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readRates(
  { database: { statements } }: Dependencies,
  { filters, ...args }: ReadRates,
): Promise<Connection<TaxRate>> {
  const filter = {
    countryCodes: orNull(filters?.countryCodes)?.map((code) => code.toUpperCase()) ?? null,
    taxClasses: orNull(filters?.taxClasses)?.map((code) => code.toUpperCase()) ?? null,
    isStandard: filters?.isStandard ?? null,
    inForceAt: filters?.inForceAt ?? null,
  };
  const page = readPage(args, { identity: ['tax rates', filter], key: rateKey });
  const { fetchSize: size, cursor: after, direction } = page;
  return toConnection({
    page,
    rows: await listRates(statements, filter, { size, after, direction }),
    keyOf: ({ countryCode, region, taxClass, id }): RateKey => [
      countryCode,
      region ?? '',
      taxClass ?? '',
      id,
    ],
    totalCount: () => countRates(statements, filter),
  });
}

/** The zones of some countries; of all where none are named. */
export async function readZones(
  { database: { statements } }: Dependencies,
  countryCodes: readonly string[] | null | undefined,
): Promise<TaxZone[]> {
  const asked = orNull(countryCodes)?.map((code) => code.toUpperCase()) ?? assigned;
  return (await listZones(statements)).filter((zone) => asked.includes(zone.countryCode));
}

/** A page of the customers who pay no tax, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readExemptions(
  { database: { statements } }: Dependencies,
  args: ConnectionArguments,
): Promise<Connection<CustomerExemption & { readonly id: string }>> {
  return instantPage(args, {
    identity: ['tax exemptions'],
    list: async (slice) =>
      (await listExemptions(statements, slice)).map((exemption) => ({
        ...exemption,
        id: exemption.customerId,
      })),
    count: () => countExemptions(statements),
    instantOf: ({ setAt }) => setAt,
  });
}

/** What a class is taxed at in a zone. */
export interface ClassInZone {
  /** Null for the standard rate. */
  readonly taxClass: TaxClass | null;
  readonly basisPoints: number;
  /** Null where nothing is laid down, and no tax is taken. */
  readonly rate: TaxRate | null;
}

/** What each class is taxed at in a zone at a moment: the standard rate, then classes by code. */
export function classesInZone(
  zone: TaxZone,
  { classes, rates, at }: { classes: readonly TaxClass[]; rates: readonly TaxRate[]; at: Date },
): ClassInZone[] {
  return [null, ...classes].map((taxClass) => {
    const rate = rateInForce(rates, { territory: zone, taxClass: taxClass?.code ?? null, now: at });
    return { taxClass, basisPoints: rate?.basisPoints ?? 0, rate: rate ?? null };
  });
}

/** All rates that there are. */
export function readAllRates({ database: { statements } }: Dependencies): Promise<TaxRate[]> {
  return allRates(statements);
}

/** What was listed; null where nothing was. */
function orNull<Value>(listed: readonly Value[] | null | undefined): readonly Value[] | null {
  return listed == null || listed.length === 0 ? null : listed;
}
