import { graphqlError } from '@cartwright/errors';
import { fromMoneyInput, toMoney, toTaxedMoney } from '@cartwright/graph';
import { keyReusedError, readIdempotencyKey, requestUnderWay } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidField, invalidInputError } from '@cartwright/input';
import { negotiateLanguage } from '@cartwright/languages';
import type { StoreCurrency } from '@cartwright/money';
import { buyerRequest } from '../checkout/door.ts';
import type { OrderPlaceInput, OrderPlaceResult, Resolvers } from '../generated/graphql.ts';
import type { PlaceOrderOutcome } from './use-cases.ts';

type Refusal = Extract<PlaceOrderOutcome, { kind: 'refused' }>['refusal'];
type RefusalError = Exclude<
  OrderPlaceResult,
  { __typename?: 'OrderPlaceSuccess' | 'IdempotencyKeyReusedError' }
>;

const unavailableMessages: Record<Extract<Refusal, { outcome: 'cart-unavailable' }>['reason'], string> = {
  'not-found': 'There is no such cart.',
  empty: 'The cart is empty.',
  'in-checkout': 'The cart is already being ordered.',
  completed: 'The cart has been ordered already.',
  'too-much': 'The cart costs more than one order can. Please order it in parts.',
};

const missingMessages: Record<Extract<Refusal, { outcome: 'incomplete' }>['missing'][number], string> = {
  email: 'Please give an e-mail address.',
  shippingAddress: 'Please say where it goes.',
  shippingMethod: 'Please choose how it is sent.',
};

/** Orders a cart; see the schema for what each outcome means. */
export const resolvers = {
  Mutation: {
    orderPlace: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      const { id: requestId, traceparent, headers } = context.request;
      readIdempotencyKey(input.idempotencyKey);
      const outcome = await context.placing.placeOrder({
        viewer,
        input,
        locale: negotiateLanguage(headers['accept-language']),
        headers: { requestId, traceparent },
        client: buyerRequest(headers),
      });
      switch (outcome.kind) {
        case 'placed':
          context.order.found(outcome.order, outcome.made);
          return { __typename: 'OrderPlaceSuccess', order: outcome.order, warnings: [] };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'key-reused':
          return keyReusedError;
        case 'refused':
          return refusalError(outcome.refusal, input);
        case 'in-flight':
          throw requestUnderWay();
        case 'carts-unavailable':
          throw cartsUnavailable();
      }
    },
  },
} satisfies Resolvers;

function cartsUnavailable() {
  const message = 'Nothing can be ordered at the moment. Send the same request again shortly.';
  return graphqlError('UNAVAILABLE', message, { retryable: true });
}

function refusalError(refusal: Refusal, input: OrderPlaceInput): RefusalError {
  switch (refusal.outcome) {
    case 'cart-unavailable':
      return {
        __typename: 'CartUnavailableError',
        message: unavailableMessages[refusal.reason],
        cartId: input.cartId,
      };
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
        expectedTotal: toMoney(fromMoneyInput(input.expectedTotal), input.expectedTotal.currencyCode),
        actualTotal: toMoney(refusal.actualTotalMinor, refusal.currency as StoreCurrency),
      };
    case 'shipping-method-unavailable':
      return {
        __typename: 'ShippingMethodUnavailableError',
        message: 'The cart cannot be sent this way.',
        shippingMethod: refusal.shippingMethod,
      };
    case 'quote-changed':
      return quoteChangedError(refusal);
    case 'incomplete':
      return invalidInputError(
        refusal.missing.map((name) => invalidField([name], 'REQUIRED', missingMessages[name])),
      );
  }
}

function quoteChangedError({ quoted, actual, ...refusal }: Extract<Refusal, { outcome: 'quote-changed' }>) {
  const currency = refusal.currency as StoreCurrency;
  const totalOf = ({ totalMinor: grossMinor, taxMinor }: typeof quoted) =>
    toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency);
  return {
    __typename: 'QuoteChangedError' as const,
    message:
      'Another tax is included than was shown, since the order goes to another country. Please check the cart again.',
    quotedCountryCode: quoted.countryCode,
    actualCountryCode: actual.countryCode,
    quotedTotal: totalOf(quoted),
    actualTotal: totalOf(actual),
  };
}
