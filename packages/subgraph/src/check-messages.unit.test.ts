import { contracts, inventoryReserve, variantChanged, type Domain } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import { checkMessages, type SentAndHandled } from './check-messages.ts';

function asTheContractsSay(domain: Domain): SentAndHandled {
  return {
    publishes: contracts.filter(({ source }) => source === domain),
    consumes: contracts
      .filter(({ readers, isFollowed }) => readers.includes(domain) && isFollowed !== true)
      .map((contract) => ({ contract })),
  };
}

const products = asTheContractsSay('products');
const without = (type: string): SentAndHandled => ({
  publishes: products.publishes.filter((contract) => contract.type !== type),
  consumes: products.consumes.filter(({ contract }) => contract.type !== type),
});

describe('checkMessages', () => {
  it('lets a subgraph start that does what the contracts say', () => {
    expect(() => checkMessages('products', products)).not.toThrow();
  });

  it.each([
    [
      'a handler that is missing',
      without(inventoryReserve.type),
      /products has no handler for inventory\.reserve\.v1/,
    ],
    [
      'a message that it does not say it sends',
      without(variantChanged.type),
      /does not say that it sends catalog\.variant-changed/,
    ],
    [
      'a handler of a message that is for others',
      { ...products, consumes: [...products.consumes, { contract: variantChanged }] },
      /products handles catalog\.variant-changed\.v1/,
    ],
  ])('names %s', (_what, messages, problem) => {
    expect(() => checkMessages('products', messages)).toThrow(problem);
  });
});
