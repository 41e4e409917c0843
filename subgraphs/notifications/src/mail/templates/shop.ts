import type { Announcement, Content } from '../../announcing/door.ts';
import type { Wording } from './wording.ts';

/** The shop that mails come from. */
export interface Shop {
  readonly name: string;
  /** Where its customers shop; `<url>/orders/<number>` shows an order, `<url>/password-reset?token=…` takes a new password. */
  readonly url: string;
  /** Where the store's own pictures are. */
  readonly publicUrl: string;
  /** IANA: the zone that days are told in. */
  readonly timeZone: string;
}

/** Where a mail leads. */
interface Link {
  readonly label: string;
  readonly url: string;
}

/**
 * The link of a mail: to its order, with what opens it where that was asked for, to where a password is chosen, or to the shop.
 */
export function linkOf(
  { type, orderId }: Announcement,
  { content, shop, labels }: { readonly content: Content; readonly shop: Shop } & Pick<Wording, 'labels'>,
): Link {
  if (type === 'PASSWORD_RESET_LINK') {
    const url = new URL(`${shop.url}/password-reset`);
    url.searchParams.set('token', String(content['token']));
    return { label: labels.choosePassword, url: url.href };
  }
  if (orderId === null) return { label: labels.openShop, url: shop.url };
  const url = new URL(`${shop.url}/orders/${encodeURIComponent(String(content['number']))}`);
  if (type === 'ORDER_ACCESS_LINK') url.searchParams.set('token', String(content['token']));
  return { label: labels.openOrder, url: url.href };
}
