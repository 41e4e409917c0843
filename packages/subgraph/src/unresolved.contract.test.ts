import { expectTypeOf, it } from 'vitest';
import type { Unresolved } from './unresolved.ts';

interface Resolvers {
  Query?: { cart?: () => unknown };
  Cart?: { id?: () => unknown; total?: () => unknown; giftWrapped?: () => unknown; __isTypeOf?: unknown };
  Outcome?: { __resolveType?: unknown };
}
interface Rows {
  Query: object;
  Cart: { id: string };
  Outcome: { id: string };
}
interface CartMap {
  Query: { cart: () => unknown };
  Cart: { total: () => unknown };
}
interface WrappingMap {
  Cart: { giftWrapped: () => unknown };
}

it('names each field that has neither a resolver nor a property of its row', () => {
  expectTypeOf<Unresolved<Resolvers, Rows, [CartMap]>>().toEqualTypeOf<'Cart.giftWrapped'>();
});

it('is never when the rooms together resolve what the rows do not have', () => {
  expectTypeOf<Unresolved<Resolvers, Rows, [CartMap, WrappingMap]>>().toEqualTypeOf<never>();
});
