import { expect, it } from 'vitest';
import { advance, beginning, filledIn, stepNamed, steps, type Progress } from './walk.ts';
import { nameOfStep, type Step } from './step.ts';

const stepCalled = (name: string): Step => {
  const step = stepNamed(name);
  if (step === undefined) throw new Error(`There is no step ${name}.`);
  return step;
};
const answered = (operationName: string, data: unknown, variables: unknown = {}) => ({
  operationName,
  data,
  variables,
  hasErrors: false,
});
const variablesOf = (name: string, progress: Progress) =>
  JSON.parse(filledIn(stepCalled(name), progress, () => 'fresh-123456789abc').variables || '{}') as unknown;

it('carries what an answer tells into the steps that follow', () => {
  const variants = [
    { id: 'sold-out', availableForSale: false },
    { id: 'variant', availableForSale: true },
  ];
  const found = { productSearch: { products: { nodes: [{ variants: [variants[0]] }, { variants }] } } };
  const cart = { cartCreate: { __typename: 'CartSuccess', cart: { id: 'cart' } } };
  let progress = advance(beginning, answered('FindSomething', found));
  expect(variablesOf('FillACart', progress)).toMatchObject({
    input: { idempotencyKey: 'fresh-123456789abc', lines: [{ variantId: 'variant', quantity: 1 }] },
  });
  progress = advance(progress, answered('FillACart', cart));
  expect(variablesOf('ChooseTheDelivery', progress)).toEqual({
    input: { cartId: 'cart', code: 'filled in by: Say where it goes' },
  });
  expect(progress.done).toEqual(['FindSomething', 'FillACart']);
});

it('learns nothing from a refusal, and does not call the step done', () => {
  const known = { known: { cartId: 'cart', orderId: 'before' }, sessions: {}, done: [] };
  const refused = { orderPlace: { __typename: 'PriceChangedError', message: 'Another total.' } };
  expect(advance(known, answered('PlaceTheOrder', refused))).toEqual(known);
  const failed = { ...answered('SeeHowToPay', { paymentMethods: null }), hasErrors: true };
  expect(advance(known, failed).done).toEqual([]);
});

it('leaves operations of one’s own alone, but for the session that they bring', () => {
  const data = { sessionCreate: { tokens: { accessToken: 'a.e30.c', refreshToken: 'r' } } };
  expect(advance(beginning, answered('Mine', data))).toEqual({
    ...beginning,
    sessions: { buyer: { accessToken: 'a.e30.c', refreshToken: 'r' } },
  });
});

it('lets each speaker use a session of their own', () => {
  const sessions = { buyer: { accessToken: 'b' }, staff: { accessToken: 's' } };
  const headers = (name: string) => filledIn(stepCalled(name), { ...beginning, sessions }, () => '').headers;
  expect(headers('PlaceTheOrder')).toContain('Bearer b');
  expect(headers('StaffSendAParcel')).toContain('Bearer s');
});

it('gives every step a tab of its own, named as its operation is', () => {
  const names = steps.map(nameOfStep);
  expect(new Set(names).size).toBe(steps.length);
  for (const step of steps) {
    const [, operation] = /^(?:query|mutation|subscription) (\w+)/m.exec(step.document) ?? [];
    expect(operation).toBe(nameOfStep(step));
    expect(step.speaker).toBe(step.title.startsWith('Staff') ? 'staff' : 'buyer');
  }
});

it('says of everything that is missing which step tells it', () => {
  const hints = steps.map((step) => filledIn(step, beginning, () => '').variables).join('\n');
  const named = [...hints.matchAll(/filled in by: ([^"]+)/g)].map(([, title]) => title);
  expect(named.length).toBeGreaterThan(8);
  for (const title of named) expect(steps.map((step) => step.title)).toContain(title);
});
