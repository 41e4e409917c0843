import { sampleAddressIn } from '@cartwright/sample-data';
import { at, learned } from './known.ts';
import type { Step } from './step.ts';
import askWhatAnAddressNeeds from './steps/AskWhatAnAddressNeeds.graphql?raw';
import chooseTheDelivery from './steps/ChooseTheDelivery.graphql?raw';
import fillACart from './steps/FillACart.graphql?raw';
import findSomething from './steps/FindSomething.graphql?raw';
import findTheOrderAgain from './steps/FindTheOrderAgain.graphql?raw';
import followTheOrder from './steps/FollowTheOrder.graphql?raw';
import placeTheOrder from './steps/PlaceTheOrder.graphql?raw';
import readTheReceipt from './steps/ReadTheReceipt.graphql?raw';
import register from './steps/Register.graphql?raw';
import sayWhereItGoes from './steps/SayWhereItGoes.graphql?raw';
import seeHowToPay from './steps/SeeHowToPay.graphql?raw';
import sendTheAccessLink from './steps/SendTheAccessLink.graphql?raw';
import startAsAGuest from './steps/StartAsAGuest.graphql?raw';

const country = 'DE';

/** From a guest to a paid order, and what a buyer does with it afterwards. */
export const buyerSteps: readonly Step[] = [
  { title: 'Start as a guest', speaker: 'buyer', document: startAsAGuest },
  {
    title: 'Find something',
    speaker: 'buyer',
    document: findSomething,
    variables: () => ({ search: 'mug' }),
    learns: (data) => learned({ variantId: firstForSale(data) }),
  },
  {
    title: 'Fill a cart',
    speaker: 'buyer',
    document: fillACart,
    variables: ({ known, fresh }) => ({
      input: {
        idempotencyKey: fresh(),
        lines: [{ variantId: known('variantId'), quantity: 1 }],
        buyerIdentity: { countryCode: country },
      },
    }),
    learns: (data) => learned({ cartId: at(data, 'cartCreate.cart.id') }),
  },
  {
    title: 'Register',
    speaker: 'buyer',
    document: register,
    variables: ({ fresh }) => ({
      input: {
        email: `sam-${fresh().slice(-12)}@example.com`,
        password: 'correct horse battery staple',
        firstName: 'Sam',
        lastName: 'Shopper',
      },
    }),
    learns: (data, variables) =>
      at(data, 'customerRegister.tokens') === undefined
        ? {}
        : learned({ email: at(variables, 'input.email') }),
  },
  {
    title: 'Ask what an address needs',
    speaker: 'buyer',
    document: askWhatAnAddressNeeds,
    variables: () => ({ country }),
  },
  {
    title: 'Say where it goes',
    speaker: 'buyer',
    document: sayWhereItGoes,
    variables: ({ known }) => ({
      input: {
        cartId: known('cartId'),
        buyerIdentity: { email: known('email'), shippingAddress: sampleAddressIn(country) },
      },
    }),
    learns: (data) =>
      learned({
        deliveryCode: at(data, 'cartBuyerIdentityUpdate.cart.deliveryOptions.0.code'),
        email: at(data, 'cartBuyerIdentityUpdate.cart.buyerIdentity.email'),
      }),
  },
  {
    title: 'Choose the delivery',
    speaker: 'buyer',
    document: chooseTheDelivery,
    variables: ({ known }) => ({ input: { cartId: known('cartId'), code: known('deliveryCode') } }),
    learns: (data) => learned({ total: at(data, 'cartDeliveryOptionSelect.cart.cost.total.gross') }),
  },
  { title: 'See how to pay', speaker: 'buyer', document: seeHowToPay },
  {
    title: 'Place the order',
    speaker: 'buyer',
    document: placeTheOrder,
    variables: ({ known, fresh }) => ({
      input: {
        idempotencyKey: fresh(),
        cartId: known('cartId'),
        email: known('email'),
        shippingAddress: sampleAddressIn(country),
        shippingMethod: known('deliveryCode'),
        expectedTotal: known('total'),
        paymentMethod: { token: 'sim_ok' },
      },
    }),
    learns: (data) =>
      learned({ orderId: at(data, 'orderPlace.order.id'), orderNumber: at(data, 'orderPlace.order.number') }),
  },
  {
    title: 'Follow the order',
    speaker: 'buyer',
    document: followTheOrder,
    variables: ({ known }) => ({ orderId: known('orderId'), afterVersion: null }),
    learns: (data) =>
      learned({ bankUrl: at(data, 'orderStatusChanged.order.payment.nextAction.redirectUrl') }),
  },
  {
    title: 'Read the receipt',
    speaker: 'buyer',
    document: readTheReceipt,
    variables: ({ known }) => ({ orderId: known('orderId') }),
  },
  {
    title: 'Find the order again',
    speaker: 'buyer',
    document: findTheOrderAgain,
    variables: ({ known }) => ({ number: known('orderNumber'), email: known('email') }),
  },
  {
    title: 'Send the access link',
    speaker: 'buyer',
    document: sendTheAccessLink,
    variables: ({ known }) => ({ input: { number: known('orderNumber'), email: known('email') } }),
  },
];

/** A variant that can be bought, of the first product that has one. */
function firstForSale(data: unknown): unknown {
  const products = (at(data, 'productSearch.products.nodes') ?? []) as unknown[];
  const variants = products.flatMap((product) => (at(product, 'variants') ?? []) as unknown[]);
  return at(
    variants.find((variant) => at(variant, 'availableForSale') === true),
    'id',
  );
}
