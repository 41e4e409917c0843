import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { newCustomer } from '../../test/operations.ts';
import { findPromotionBook } from './door.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const staff = newCustomer({ role: 'STAFF', permissions: ['PROMOTIONS_MANAGE'] });

interface Answer {
  readonly __typename: string;
  readonly promotion: { readonly id: string; readonly version: number; readonly [field: string]: unknown };
  readonly results: readonly { readonly errors: readonly object[]; readonly code: { code: string } | null }[];
  readonly fields: readonly { readonly path: readonly string[]; readonly code: string }[];
  readonly batchId: string;
  readonly count: number;
}

const shown = `id title version status method class isEnabled usedCount usageLimit usageLimitPerCustomer combinesWith priority
  translations { language title } selection { productIds onlyFullPrice attributes { key values } }
  conditions { minimum { amount currencyCode } countries hours { days from until } }
  effect { __typename
    ... on PromotionPercentage { of percent }
    ... on PromotionTiers { tiers { from { amount } percent amounts { amount currencyCode } } }
    ... on PromotionFreeShipping { options maximum { amount } } }`;
const invalid = '... on InvalidInputError { fields { path code } }';

async function act(name: string, input: object, select: string, viewer = staff): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data } = await carts.graphql<{ result: Answer }>(
    viewer,
    `mutation ($input: ${type}!) { result: ${name}(input: $input) { __typename ${select} } }`,
    { input },
  );
  return data.result;
}

const percentage = (percent = 10) => ({ percentage: { of: 'ORDER', percent } });
const create = (input: object) =>
  act(
    'promotionCreate',
    { title: 'Ten percent', method: 'CODE', effect: percentage(), ...input },
    `... on PromotionCreateSuccess { promotion { ${shown} } } ${invalid}`,
  );
const newPromotion = async (input: object = {}): Promise<string> => (await create(input)).promotion.id;

async function termsVersion(): Promise<number> {
  const { version } = await carts.database.statements
    .selectFrom('priceTerms')
    .select('version')
    .executeTakeFirstOrThrow();
  return version;
}

const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });

describe('keeping promotions', () => {
  it('shows what was laid down, all of it, and has carts work out their prices anew', async () => {
    const productId = uuidv7();
    const before = await termsVersion();
    const { promotion } = await create({
      title: 'Spring',
      translations: [{ language: 'de', title: 'Frühling' }],
      combinesWith: ['SHIPPING'],
      priority: 3,
      selection: {
        productIds: [productId.toUpperCase()],
        attributes: [{ key: 'material', values: ['Oak'] }],
        onlyFullPrice: true,
      },
      conditions: {
        minimum: [euros('20')],
        countries: ['de'],
        hours: [{ days: ['FRIDAY', 'MONDAY'], from: '17:30', until: '24:00' }],
      },
      effect: {
        tiered: {
          tiers: [
            { from: [euros('50')], percent: 5 },
            { from: [euros('100')], amounts: [euros('12.50')] },
          ],
        },
      },
      usageLimit: 100,
      usageLimitPerCustomer: 1,
    });
    expect(promotion).toMatchObject({
      ...{ title: 'Spring', status: 'RUNNING', method: 'CODE', class: 'ORDER', version: 1, priority: 3 },
      ...{ usedCount: 0, usageLimit: 100, usageLimitPerCustomer: 1, combinesWith: ['SHIPPING'] },
      translations: [{ language: 'de', title: 'Frühling' }],
      selection: {
        productIds: [productId],
        onlyFullPrice: true,
        attributes: [{ key: 'material', values: ['Oak'] }],
      },
      conditions: {
        minimum: [{ amount: '20.00', currencyCode: 'EUR' }],
        countries: ['DE'],
        hours: [{ days: ['MONDAY', 'FRIDAY'], from: '17:30', until: '24:00' }],
      },
      effect: {
        tiers: [
          { from: [{ amount: '50.00' }], percent: 5, amounts: null },
          { percent: null, amounts: [{ amount: '12.50', currencyCode: 'EUR' }] },
        ],
      },
    });
    expect(await termsVersion()).toBe(before + 1);
    const book = await findPromotionBook(carts.database.statements);
    const running = book.running('EUR', carts.clock.now()).find(({ id }) => id === promotion.id);
    expect(running).toMatchObject({
      needsCode: true,
      effect: { tiers: [{ fromMinor: 5000 }, { fromMinor: 10000, off: { amountMinor: 1250 } }] },
    });
    expect(book.running('USD', carts.clock.now()).find(({ id }) => id === promotion.id)).toBeUndefined();
  });

  it.each([
    [['effect'], { effect: { ...percentage(), fixedPrice: { amounts: [euros('1')] } } }],
    [['effect'], { effect: {} }],
    [['effect', 'percentage', 'percent'], { effect: percentage(0.001) }],
    [['effect', 'percentage', 'percent'], { effect: percentage(100.5) }],
    [
      ['effect', 'fixedAmount', 'amounts', '1', 'currencyCode'],
      { effect: { fixedAmount: { of: 'ORDER', amounts: [euros('1'), euros('2')] } } },
    ],
    [
      ['effect', 'fixedAmount', 'amounts', '0', 'amount'],
      { effect: { fixedAmount: { of: 'ORDER', amounts: [euros('0')] } } },
    ],
    [
      ['effect', 'tiered', 'tiers'],
      {
        effect: {
          tiered: {
            tiers: [
              { from: [euros('9')], percent: 5 },
              { from: [euros('9')], percent: 6 },
            ],
          },
        },
      },
    ],
    [['effect', 'gift', 'variantId'], { effect: { gift: { variantId: 'a stool' } } }],
    [['endsAt'], { startsAt: '2030-01-02T00:00:00Z', endsAt: '2030-01-01T00:00:00Z' }],
    [['conditions', 'countries', '0'], { conditions: { countries: ['Bavaria'] } }],
    [['conditions', 'hours', '0', 'from'], { conditions: { hours: [{ from: '25:00', until: '9' }] } }],
    [['conditions', 'hours', '0', 'from'], { conditions: { hours: [{ from: '24:00', until: '09:00' }] } }],
    [
      ['conditions', 'minimum'],
      {
        conditions: { minimum: [{ amount: '20', currencyCode: 'USD' }] },
        effect: { fixedAmount: { of: 'ORDER', amounts: [euros('1')] } },
      },
    ],
    [['selection', 'categoryIds', '0'], { selection: { categoryIds: ['stools'] } }],
    [['title'], { title: '  ' }],
    [['usageLimit'], { usageLimit: 0 }],
    [['translations'], { translations: [1, 2].map(() => ({ language: 'de', title: 'Zehn' })) }],
    [['translations', '0', 'language'], { translations: [{ language: 'tlh', title: 'wa’maH' }] }],
  ])('refuses what makes no sense, and says where: %j', async (path, input) => {
    const { __typename, fields } = await create(input);
    expect({ __typename, path: fields[0]?.path }).toEqual({ __typename: 'InvalidInputError', path });
  });

  it('asks for nothing by empty conditions', async () => {
    const { promotion } = await create({ conditions: { minimum: [], hours: [], countries: [] } });
    expect(promotion).toMatchObject({ conditions: { minimum: null, hours: [], countries: [] } });
  });

  it('changes what is asked for and nothing else, as it was read', async () => {
    const { promotion } = await create({ conditions: { minimum: [euros('20')] }, usageLimit: 5 });
    const { id } = promotion;
    const select = `... on PromotionUpdateSuccess { promotion { ${shown} } } ... on PromotionChangedError { promotion { version } } ${invalid}`;
    const change = { id, version: 1, title: 'Twelve', effect: percentage(12), usageLimit: null };
    const updated = await act('promotionUpdate', change, select);
    const expected = { title: 'Twelve', version: 2, usageLimit: null, effect: { percent: 12 } };
    expect(updated.promotion).toMatchObject({ ...expected, conditions: { minimum: [{ amount: '20.00' }] } });
    expect(await act('promotionUpdate', { ...change, title: 'Late' }, select)).toMatchObject({
      __typename: 'PromotionChangedError',
      promotion: { version: 2 },
    });
    expect(await act('promotionUpdate', { id: uuidv7(), version: 1 }, select)).toMatchObject({
      __typename: 'PromotionNotFoundError',
    });
    expect((await act('promotionDelete', { id, version: 2 }, '')).__typename).toBe('PromotionDeleteSuccess');
    const { data } = await carts.graphql(staff, 'query ($id: ID!) { promotion(id: $id) { id } }', { id });
    expect(data).toEqual({ promotion: null });
  });

  it('enables and disables many, each for itself', async () => {
    const ids = [await newPromotion(), uuidv7(), await newPromotion({ isEnabled: false })];
    const select =
      '... on PromotionsEnabledSetSuccess { results { promotion { isEnabled version } errors { __typename } } }';
    const { results } = await act('promotionsEnabledSet', { ids, isEnabled: false }, select);
    expect(results).toEqual([
      { promotion: { isEnabled: false, version: 2 }, errors: [] },
      { promotion: null, errors: [{ __typename: 'PromotionNotFoundError' }] },
      { promotion: { isEnabled: false, version: 1 }, errors: [] },
    ]);
  });

  it('lists them by what they are, forward and backward', async () => {
    const title = `List ${uuidv7()}`;
    const [first, second] = [
      await newPromotion({ title }),
      await newPromotion({ title, method: 'AUTOMATIC' }),
    ];
    await newPromotion({ title, isEnabled: false });
    const list = async (filters: object, page: string) => {
      const query = `query ($filters: PromotionFiltersInput) { promotions(filters: $filters, ${page}) { totalCount nodes { id } } }`;
      const { data } = await carts.graphql<{
        promotions: { totalCount: number; nodes: readonly { id: string }[] };
      }>(staff, query, { filters });
      return [data.promotions.totalCount, ...data.promotions.nodes.map(({ id }) => id)];
    };
    const part = title.slice(3).toUpperCase();
    expect(await list({ title: part, statuses: ['RUNNING'] }, 'first: 5')).toEqual([2, second, first]);
    expect(await list({ title: part, statuses: ['RUNNING'] }, 'last: 1')).toEqual([2, first]);
    expect(await list({ title: part, method: 'AUTOMATIC' }, 'sort: OLDEST')).toEqual([1, second]);
  });
});

describe('codes of promotions', () => {
  const created = '... on PromotionCodesCreateSuccess { results { code { code } errors { __typename } } }';

  it('are added each for itself', async () => {
    const promotionId = await newPromotion();
    const code = `vip-${uuidv7().slice(-12)}`;
    const codes = [{ code }, { code: code.toUpperCase() }, { code: 'ä' }];
    const { results } = await act('promotionCodesCreate', { promotionId, codes }, created);
    expect(results).toEqual([
      { code: { code: code.toUpperCase() }, errors: [] },
      { code: null, errors: [{ __typename: 'PromotionCodeTakenError' }] },
      { code: null, errors: [{ __typename: 'InvalidInputError' }] },
    ]);
    const input = { promotionId: await newPromotion({ method: 'AUTOMATIC' }), codes };
    expect((await act('promotionCodesCreate', input, '')).__typename).toBe('PromotionNeedsNoCodeError');
  });

  it('are made up by the thousand, told apart by eye, listed and deleted together', async () => {
    const promotionId = await newPromotion();
    const input = { promotionId, count: 2_000, prefix: 'may-' };
    const select = '... on PromotionCodesGenerateSuccess { batchId count }';
    const { batchId, count } = await act('promotionCodesGenerate', input, select);
    expect(count).toBe(2_000);
    await act('promotionCodesCreate', { promotionId, codes: [{ code: uuidv7().slice(-12) }] }, '');
    const list = async (filters: object) => {
      const { data } = await carts.graphql<{
        promotionCodes: { totalCount: number; nodes: readonly { code: string; usageLimit: number }[] };
      }>(
        staff,
        `query ($promotionId: ID!, $filters: PromotionCodeFiltersInput) { promotionCodes(promotionId: $promotionId, filters: $filters, first: 100) {
          totalCount nodes { code usageLimit } } }`,
        { promotionId, filters },
      );
      return data.promotionCodes;
    };
    const { totalCount, nodes } = await list({ batchId, prefix: 'MAY' });
    expect(totalCount).toBe(2_000);
    for (const { code, usageLimit } of nodes) {
      expect(code).toMatch(/^MAY-[2-9A-HJKMNP-TW-Z]{10}$/u);
      expect(usageLimit).toBe(1);
    }
    expect((await list({ isUsed: true })).totalCount).toBe(0);
    const gone = '... on PromotionCodesDeleteSuccess { count }';
    expect((await act('promotionCodesDelete', { promotionId, batchId }, gone)).count).toBe(2_000);
    expect((await list({})).totalCount).toBe(1);
    expect((await act('promotionCodesDelete', { promotionId }, gone)).__typename).toBe('InvalidInputError');
  });

  it('and promotions are for staff with the permission', async () => {
    const other = newCustomer({ role: 'STAFF', permissions: ['PRICES_MANAGE'] });
    const { errors } = await carts.graphql(other, '{ promotions { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
