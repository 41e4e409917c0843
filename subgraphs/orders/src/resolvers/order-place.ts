import { graphqlError } from '@cartwright/errors';
import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { localeOf } from '../domain/locale.ts';
import type { Currency } from '../domain/order.ts';
import type {
  CartUnavailableError,
  MutationResolvers,
  OrderPlaceInput,
  OrderPlaceResult,
} from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { PlaceOrderOutcome } from '../use-cases/place-order.ts';

type Refusal = Extract<PlaceOrderOutcome, { kind: 'refused' }>['refusal'];
type RefusalError = Exclude<
  OrderPlaceResult,
  { __typename?: 'OrderPlaceSuccess' | 'InvalidOrderInputError' | 'IdempotencyKeyReusedError' }
>;

const unavailableMessages: Record<Extract<Refusal, { outcome: 'cart-unavailable' }>['reason'], string> = {
  'not-found': 'There is no such cart.',
  empty: 'The cart is empty.',
  'in-checkout': 'The cart is already being ordered.',
  completed: 'The cart has been ordered already.',
};

/** Orders a cart; see the schema for what each outcome means. */
export const orderPlace: NonNullable<MutationResolvers['orderPlace']> = async (_root, { input }, context) => {
  const viewer = requireViewer(context);
  const outcome = await context.useCases.placeOrder({ viewer, input, ...requestParts(context) });
  switch (outcome.kind) {
    case 'placed':
      context.loaders.order.prime(outcome.order.id, outcome.order);
      return { __typename: 'OrderPlaceSuccess', order: outcome.order, warnings: [] };
    case 'invalid-input':
      return { __typename: 'InvalidOrderInputError', message: outcome.message, field: outcome.field };
    case 'key-reused':
      return { __typename: 'IdempotencyKeyReusedError', message: 'This key was used with another input.' };
    case 'refused':
      return refusalError(outcome.refusal, input);
    case 'in-flight':
      throw graphqlError('CONFLICT', 'The same request is still being worked on. Send it again shortly.', {
        retryable: true,
      });
    case 'carts-unavailable':
      throw graphqlError(
        'UNAVAILABLE',
        'Nothing can be ordered at the moment. Send the same request again shortly.',
        {
          retryable: true,
        },
      );
  }
};

function requestParts({ request }: Context) {
  const { id: requestId, traceparent, headers } = request;
  return { locale: localeOf(headers['accept-language']), headers: { requestId, traceparent } };
}

function refusalError(refusal: Refusal, input: OrderPlaceInput): RefusalError {
  switch (refusal.outcome) {
    case 'cart-unavailable':
      return cartUnavailable(unavailableMessages[refusal.reason], input.cartId);
    case 'out-of-stock':
      return {
        __typename: 'OutOfStockError',
        message: 'Something in the cart is out of stock.',
        variantIds: [...refusal.variantIds],
      };
    case 'price-changed':
      return {
        __typename: 'PriceChangedError',
        message: 'The cart costs something else than was expected.',
        expectedTotal: input.expectedTotal,
        actualTotal: toMoney(refusal.actualTotalMinor, refusal.currency as Currency),
      };
    case 'shipping-method-unavailable':
      return {
        __typename: 'ShippingMethodUnavailableError',
        message: 'The cart can not be sent this way.',
        shippingMethod: input.shippingMethod,
      };
  }
}

function cartUnavailable(message: string, cartId: string): CartUnavailableError {
  return { __typename: 'CartUnavailableError', message, cartId };
}
