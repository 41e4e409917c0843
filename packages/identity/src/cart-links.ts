import { createSeal } from './seal.ts';

/** What the token of a link to a cart stands for. */
export interface CartLink {
  readonly cartId: string;
  /** To the second: no later instant is covered. */
  readonly expiresAt: Date;
}

/** Makes and reads the tokens by which whoever has one gets what is in a cart: who sends the link, and who follows it, share the keys. */
export interface CartLinks {
  /** A token for one cart, which says nothing to whoever has no key. */
  readonly tokenFor: (link: CartLink) => string;
  /** What a token stands for; null for one that was not made with the keys, or that was changed. Whether it is too old is for the caller to say. */
  readonly read: (token: string) => CartLink | null;
}

/** What is sealed is for links to carts alone, whatever else the key may serve. */
const owner = 'cart';
const content = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,12})$/;

/** Builds what makes and reads tokens: the first key makes them, the others read what was made before it took their place. */
export function createCartLinks(...keys: readonly string[]): CartLinks {
  const seal = createSeal('links to carts', keys);
  return {
    tokenFor: ({ cartId, expiresAt }) =>
      seal.close(`${cartId.toLowerCase()} ${Math.floor(expiresAt.getTime() / 1000)}`, owner),
    read: (token) => {
      const [, cartId, seconds] = content.exec(opened(() => seal.open(token, owner))) ?? [];
      if (cartId === undefined || seconds === undefined) return null;
      return { cartId, expiresAt: new Date(Number(seconds) * 1000) };
    },
  };
}

function opened(open: () => string): string {
  try {
    return open();
  } catch {
    return '';
  }
}
