import type { cartAbandoned, DataOf } from '@cartwright/events';
import { fallbacksOf } from '@cartwright/languages';
import type { Announcement, Words } from '../../announcing/door.ts';

type Abandoned = DataOf<typeof cartAbandoned>;

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** For how long the link of a mail leads to the cart. */
export const linkMs = 30 * dayMs;

/** A cart that was told to be left longer ago is mailed no more: its buyer may have ordered since. */
export const newsMs = 12 * hourMs;

/** What a reminder is written with. */
export interface Reminding {
  readonly recipient: string;
  /** What the link ends in. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Reminds somebody who has agreed to it of what is in their cart, with a link that brings it back on any device. */
export function reminderMail(cart: Abandoned, { recipient, token, expiresAt }: Reminding): Announcement {
  const { abandonmentId: businessId, customerId: userId, locale = 'en', lines, currency, totalMinor } = cart;
  return {
    ...{ businessId, type: 'CART_REMINDER', userId, orderId: null, recipient, locale, sentences: [] },
    variantIds: lines.map(({ variantId }) => variantId),
    contentIn: (words) => ({
      token,
      expiresAt: words.day(expiresAt.toISOString()),
      lines: lines.map((line) => lineContent(line, currency, words)),
      cartTotal: words.money(totalMinor, currency),
    }),
    isOwed: false,
  };
}

function lineContent(line: Abandoned['lines'][number], currency: string, words: Words) {
  const { variantId, quantity, unitPriceMinor, totalMinor, translations = {} } = line;
  const [titles = line] = fallbacksOf(words.language).flatMap((one) => translations[one] ?? []);
  return {
    ...{ title: titles.title, variantTitle: titles.variantTitle, quantity, parts: [] },
    picture: words.picture(variantId),
    isSeveral: quantity > 1,
    unitPrice: words.money(unitPriceMinor, currency),
    total: words.money(totalMinor, currency),
  };
}
