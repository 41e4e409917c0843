import type { Sample } from './sample.ts';
import { fillCart, findVariant, must, newGuest, placeInput, placeMutation } from '../target/people.ts';
import type { Visitor } from '../target/visitor.ts';

/** Looks round, puts something into a cart, orders it and waits until it is confirmed; tells each step with its time. */
export async function shoppingTrip(visitor: Visitor, tell: (sample: Sample) => void): Promise<void> {
  const timed = timedBy(tell);
  const buyer = await timed('session', () => newGuest(visitor));
  const { id } = await timed('list', () => findVariant(buyer));
  await timed('search', () =>
    must(
      buyer,
      '{ result: productSearch(input: { query: "tin", first: 12 }) { products { totalCount nodes { id name } } } }',
    ),
  );
  const cart = await timed('cart', () => fillCart(buyer, id));
  const { order } = await timed('order', () =>
    must<{ readonly order: { readonly id: string } }>(buyer, placeMutation, { input: placeInput(cart) }),
  );
  await timed('confirmation', () => confirmed(buyer, order.id));
}

function timedBy(tell: (sample: Sample) => void) {
  return async <Result>(step: string, ask: () => Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    try {
      const result = await ask();
      tell({ step, ms: performance.now() - startedAt, error: null });
      return result;
    } catch (error) {
      tell({
        step,
        ms: performance.now() - startedAt,
        error: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  };
}

const attempts = 200;

/** Polls, as an app without subscriptions does; each answer comes when the one before was read. */
async function confirmed(buyer: Visitor, id: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { status } = await must<{ readonly status: string }>(
      buyer,
      'query ($id: ID!) { result: order(id: $id) { status } }',
      { id },
    );
    if (status === 'CONFIRMED') return;
    if (status === 'CANCELLED' || status === 'FAILED') throw new Error(`The order is ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The order was not confirmed.');
}
