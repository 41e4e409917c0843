import { bothWays, walkBothWays, type PageArguments, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer } from '../../test/operations.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { changeTax, rateInput, taxStaff } from '../../test/tax-operations.ts';
import { collect, erase } from '../personal-data/use-cases.ts';
import { findExemptions, findTaxTable } from './door.ts';
import { allRates } from './repository/rates.ts';
import { startingTaxClasses, startingTaxRates } from './rules/tax-rates.ts';
import type { TaxPlace } from './rules/tax-table.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

interface SeenRate {
  readonly id: string;
  readonly version: number;
}
interface SeenRates extends SeenPageBothWays<{ readonly id: string; readonly basisPoints: number }> {
  readonly totalCount: number;
}
const change = <Result = Record<string, unknown>>(name: string, input: object) =>
  changeTax<Result>(carts, name, input);
const ask = async <Data>(query: string, variables: object = {}) => {
  const { data, errors } = await carts.graphql<Data>(taxStaff, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const create = async (more: object) =>
  (await change<{ rate: SeenRate }>('taxRateCreate', { rate: rateInput(more) })).rate;
const place = (countryCode: string | null, more: Partial<TaxPlace> = {}): TaxPlace => ({
  ...{ countryCode, currency: 'EUR', region: null, now: new Date() },
  ...more,
});
const trailOf = (target: string) =>
  carts.database.prisma.$queryRawUnsafe<{ readonly operation: string }[]>(
    'SELECT operation FROM audit.entries WHERE target = $1 ORDER BY position',
    target,
  );

it('begins with the rates and classes that the code says', async () => {
  const stored = await allRates(carts.database.statements);
  const seen = stored.map(({ countryCode, taxClass, basisPoints, source, readOn }) => ({
    ...{ countryCode, taxClass, basisPoints, source, readOn },
  }));
  expect(seen).toHaveLength(startingTaxRates.length);
  expect(seen).toEqual(expect.arrayContaining([...startingTaxRates]));
  const { taxClasses } = await ask<{ taxClasses: { code: string; name: string }[] }>(
    '{ taxClasses { code name } }',
  );
  expect(taxClasses).toEqual(Object.entries(startingTaxClasses).map(([code, name]) => ({ code, name })));
  const table = await findTaxTable(carts.database.statements);
  expect(table.at(place('DE')).rateOf('BOOKS')).toBe(700);
  expect(table.at(place(null, { currency: 'CHF' })).rateOf(null)).toBe(810);
  expect(table.at(place('US')).rateOf(null)).toBe(0);
});

describe('a state that staff add', () => {
  it('is taxed by its rates and terms, each change with its entry in the audit trail', async () => {
    const zone = { countryCode: 'US', region: 'NY', pricesIncludeTax: false, rounding: 'LINE' };
    const set = await change<{ zone: SeenRate }>('taxZoneSet', zone);
    expect(set).toMatchObject({
      zone: { region: 'NY', pricesIncludeTax: false, assumedFor: [], version: 1 },
    });
    const rate = await create({ region: 'NY', basisPoints: 400 });
    expect(rate).toMatchObject({ isInForce: true, taxClass: null, version: 1 });
    const taxes = (await findTaxTable(carts.database.statements)).at(place('US', { region: 'NY' }));
    expect(taxes).toMatchObject({ pricesIncludeTax: false, rounding: 'LINE', deliveryRateBasisPoints: 400 });
    expect(taxes.rateOf('BOOKS')).toBe(400);
    const stale = await change('taxZoneSet', { ...zone, pricesIncludeTax: true });
    expect(stale).toMatchObject({ __typename: 'TaxZoneChangedError' });
    const again = await change('taxZoneSet', { ...zone, pricesIncludeTax: true, version: 1 });
    expect(again).toMatchObject({ zone: { pricesIncludeTax: true, version: 2 } });
    const { taxZones } = await ask<{ taxZones: object[] }>(
      `{ taxZones(filters: { countryCodes: ["us"] }) {
        region classes { taxClass { code } basisPoints isFallback rate { id } } } }`,
    );
    const classes = [
      { taxClass: null, basisPoints: 400, isFallback: false, rate: { id: rate.id } },
      { taxClass: { code: 'BOOKS' }, basisPoints: 400, isFallback: true, rate: { id: rate.id } },
      { taxClass: { code: 'FOOD' }, basisPoints: 400, isFallback: true, rate: { id: rate.id } },
    ];
    expect(taxZones).toEqual([{ region: 'NY', classes }]);
    const gone = await change('taxZoneDelete', { id: set.zone.id, version: 2 });
    expect(gone).toMatchObject({ zoneId: set.zone.id });
    expect((await trailOf(set.zone.id)).map(({ operation }) => operation)).toEqual([
      ...['taxZoneSet', 'taxZoneSet', 'taxZoneDelete'],
    ]);
  });

  it('cannot be assumed for a currency that another zone is assumed for', async () => {
    const zone = { countryCode: 'AT', pricesIncludeTax: true, version: 1, assumedFor: ['EUR'] };
    expect(await change('taxZoneSet', zone)).toMatchObject({
      fields: [{ path: ['assumedFor'], code: 'INVALID_VALUE' }],
    });
  });
});

describe('rates', () => {
  it('take over at their moment, and never overlap', async () => {
    const turn = new Date(carts.clock.now().getTime() + 60_000);
    const old = await create({ region: 'WA', basisPoints: 650 });
    const next = rateInput({ region: 'WA', basisPoints: 700, validFrom: turn.toISOString() });
    const refused = await change('taxRateCreate', { rate: next });
    expect(refused).toMatchObject({ __typename: 'TaxRateOverlapsError' });
    const ended = rateInput({ region: 'WA', basisPoints: 650, validUntil: turn.toISOString() });
    const bad = rateInput({ region: 'WA', taxClass: 'BOOKS', basisPoints: 10_001 });
    const { results } = await change<{ results: { rate: SeenRate; errors: object[] }[] }>('taxRatesSet', {
      rates: [
        { rate: next },
        { id: old.id, version: old.version, rate: ended },
        { rate: next },
        { rate: bad },
        { rate: rateInput({ region: 'WA', taxClass: 'TOYS' }) },
        { id: uuidv7(), version: 1, rate: ended },
      ],
    });
    expect(results).toMatchObject([
      { errors: [{ __typename: 'TaxRateOverlapsError', rate: { id: old.id } }], rate: null },
      { errors: [], rate: { id: old.id, version: 2 } },
      { errors: [], rate: { basisPoints: 700, isInForce: false } },
      { errors: [{ fields: [{ path: ['rates', '3', 'rate', 'basisPoints'], code: 'OUT_OF_RANGE' }] }] },
      { errors: [{ __typename: 'TaxClassNotFoundError' }] },
      { errors: [{ __typename: 'TaxRateNotFoundError' }] },
    ]);
    const table = await findTaxTable(carts.database.statements);
    const rateAt = (now: Date) => table.at(place('US', { region: 'WA', now })).rateOf(null);
    expect([rateAt(new Date(turn.getTime() - 1)), rateAt(turn)]).toEqual([650, 700]);
    expect((await trailOf(old.id)).map(({ operation }) => operation)).toEqual([
      'taxRateCreate',
      'taxRatesSet',
    ]);
  });

  it('are changed by whoever has read them as they are, and deleted', async () => {
    const { id } = await create({ region: 'TX' });
    const rate = rateInput({ region: 'TX', basisPoints: 625 });
    expect(await change('taxRateUpdate', { id, version: 1, rate })).toMatchObject({
      rate: { basisPoints: 625, version: 2 },
    });
    expect(await change('taxRateUpdate', { id, version: 2, rate })).toMatchObject({ rate: { version: 2 } });
    for (const name of ['taxRateUpdate', 'taxRateDelete'])
      expect(await change(name, { id, version: 1, ...(name === 'taxRateUpdate' && { rate }) })).toMatchObject(
        { __typename: 'TaxRateChangedError' },
      );
    expect(await change('taxRateDelete', { id, version: 2 })).toMatchObject({ rateId: id });
    expect(await change('taxRateDelete', { id, version: 2 })).toMatchObject({
      __typename: 'TaxRateNotFoundError',
    });
    expect(await change('taxRateUpdate', { id: 'no id', version: 1, rate })).toMatchObject({
      __typename: 'TaxRateNotFoundError',
    });
  });

  it('are found by country, class and moment, and paged both ways', async () => {
    const read = async (filters: object, page: PageArguments) => {
      const { taxRates } = await ask<{ taxRates: SeenRates }>(
        `query ($filters: TaxRateFiltersInput, ${bothWays.variables}) {
          taxRates(filters: $filters, ${bothWays.pageArguments}) {
            nodes { id basisPoints } totalCount ${bothWays.pageInfo} } }`,
        { filters, ...page },
      );
      return taxRates;
    };
    const list = (filters: object) => read(filters, { first: 100, after: null });
    const all = await walkBothWays((page) => read({ isStandard: false }, page), 7);
    expect(all).toHaveLength((await list({ isStandard: false })).totalCount);
    const german = await list({ countryCodes: ['de'] });
    expect(german.nodes.map(({ basisPoints }) => basisPoints)).toEqual([1_900, 700, 700]);
    const books = await list({ countryCodes: ['DE', 'FR'], taxClasses: ['books'] });
    expect(books.nodes.map(({ basisPoints }) => basisPoints)).toEqual([700, 550]);
    expect((await list({ countryCodes: ['DE'], isStandard: true })).totalCount).toBe(1);
    const { id } = await create({ region: 'OR', validUntil: '2020-01-01T00:00:00.000Z' });
    const oregon = (inForceAt: string | null) => list({ countryCodes: ['US'], inForceAt });
    expect((await oregon('2019-12-31T00:00:00.000Z')).nodes).toContainEqual(expect.objectContaining({ id }));
    expect((await oregon('2020-01-01T00:00:00.000Z')).nodes).not.toContainEqual(
      expect.objectContaining({ id }),
    );
  });
});

describe('classes', () => {
  it('are made, named and deleted while no rate is for them', async () => {
    const made = await change<{ taxClass: SeenRate }>('taxClassCreate', { code: 'toys', name: 'Toys' });
    expect(made).toMatchObject({ taxClass: { code: 'TOYS', version: 1 } });
    const { id } = made.taxClass;
    expect(await change('taxClassCreate', { code: 'TOYS', name: 'Games' })).toMatchObject({
      __typename: 'TaxClassCodeTakenError',
    });
    expect(await change('taxClassUpdate', { id, version: 1, name: 'Games' })).toMatchObject({
      taxClass: { name: 'Games', version: 2 },
    });
    const rate = await create({ region: 'NV', taxClass: 'TOYS' });
    expect(await change('taxClassDelete', { id, version: 2 })).toMatchObject({
      __typename: 'TaxClassInUseError',
    });
    await change('taxRateDelete', { id: rate.id, version: 1 });
    expect(await change('taxClassDelete', { id, version: 1 })).toMatchObject({
      __typename: 'TaxClassChangedError',
    });
    expect(await change('taxClassDelete', { id, version: 2 })).toMatchObject({ taxClassId: id });
  });
});

it('keeps what taxes depend on of the shop', async () => {
  const { taxSettings } = await ask<{ taxSettings: object }>(
    '{ taxSettings { shopCountry trustsFormat version } }',
  );
  expect(taxSettings).toEqual({ shopCountry: null, trustsFormat: false, version: 1 });
  expect(
    await change('taxSettingsUpdate', { version: 1, shopCountry: 'de', trustsFormat: true }),
  ).toMatchObject({
    settings: { shopCountry: 'DE', trustsFormat: true, version: 2 },
  });
  expect(await change('taxSettingsUpdate', { version: 1, trustsFormat: false })).toMatchObject({
    __typename: 'TaxSettingsChangedError',
  });
});

describe('a customer who pays no tax', () => {
  const know = async () => {
    const customerId = uuidv7();
    const row = { customerId, version: 1, groupIds: [], company: null, vatId: null };
    await carts.database.statements.insertInto('customers').values(row).execute();
    return customerId;
  };
  const exempt = (customerId: string, more: object = {}) =>
    change('customerTaxExemptionSet', { customerId, ground: 'Embassy, note 12', ...more });
  const seenBy = async (viewer: Parameters<TestCarts['graphql']>[0], id: string) => {
    const { data } = await carts.graphql<{ _entities: { taxExemption: object | null }[] }>(
      viewer,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { taxExemption { ground } } } }`,
      { of: [{ __typename: 'User', id }] },
    );
    return data._entities[0]?.taxExemption;
  };

  it('is one of whom staff say so; the customer and staff see it, and the trail does not say why', async () => {
    const customerId = await know();
    const until = '2030-01-01T00:00:00.000Z';
    expect(await exempt(customerId, { until })).toMatchObject({ exemption: { until } });
    const found = await findExemptions(carts.database.statements, [customerId]);
    expect(found.get(customerId)?.until).toEqual(new Date(until));
    const said = { ground: 'Embassy, note 12' };
    expect(await seenBy(newCustomer({ id: customerId }), customerId)).toEqual(said);
    expect(await seenBy(newCustomer(), customerId)).toBeNull();
    const { customerTaxExemptions } = await ask<{ customerTaxExemptions: { nodes: object[] } }>(
      '{ customerTaxExemptions(first: 1) { nodes { customer { id } ground } totalCount } }',
    );
    expect(customerTaxExemptions).toEqual({
      nodes: [{ customer: { id: customerId }, ...said }],
      totalCount: 1,
    });
    const trail = await carts.database.prisma.$queryRawUnsafe<object[]>(
      'SELECT * FROM audit.entries WHERE target = $1',
      customerId,
    );
    expect(trail).toHaveLength(1);
    expect(
      JSON.stringify(trail, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('Embassy');
    expect(await change('customerTaxExemptionRemove', { customerId })).toMatchObject({ customerId });
    expect(await change('customerTaxExemptionRemove', { customerId })).toMatchObject({
      __typename: 'TaxExemptionNotFoundError',
    });
  });

  it('is known, and what was said goes with the customer', async () => {
    expect(await exempt(uuidv7())).toMatchObject({ __typename: 'TaxCustomerNotFoundError' });
    const customerId = await know();
    await exempt(customerId);
    expect(await collect(carts.database.statements, [customerId])).toMatchObject({
      taxDetails: [{ taxExemptionGround: 'Embassy, note 12', taxExemptUntil: null }],
    });
    await carts.database.transaction((tx) => erase(tx, [customerId], new Date()));
    expect((await findExemptions(carts.database.statements, [customerId])).size).toBe(0);
  });
});

it('is for staff who manage taxes alone', async () => {
  for (const viewer of [newCustomer(), newCustomer({ role: 'STAFF', permissions: ['PRICES_MANAGE'] })]) {
    const { errors } = await carts.graphql(viewer, '{ taxSettings { version } taxClasses { id } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  }
});
