import type { Announcement, Content } from '../../announcing/door.ts';
import type { Wording } from './wording.ts';

/** The shop that mails come from. */
export interface Shop {
  readonly name: string;
  /** Where its customers shop; `<url>/orders/<number>` shows an order, `<url>/password-reset?token=…` takes a new password, `<url>/staff-invitation?token=…` makes a member of the staff. */
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
 * The link of a mail: to its order, with what opens it where that was asked for, to where a password
 * is chosen or an invitation accepted, or to the shop.
 */
export function linkOf(
  { type, orderId }: Announcement,
  { content, shop, labels }: { readonly content: Content; readonly shop: Shop } & Pick<Wording, 'labels'>,
): Link {
  const leadingTo = (page: string): string => {
    const url = new URL(`${shop.url}/${page}`);
    url.searchParams.set('token', String(content['token']));
    return url.href;
  };
  if (type === 'PASSWORD_RESET_LINK')
    return { label: labels.choosePassword, url: leadingTo('password-reset') };
  if (type === 'STAFF_INVITATION') {
    return { label: labels.acceptInvitation, url: leadingTo('staff-invitation') };
  }
  if (orderId === null) return { label: labels.openShop, url: shop.url };
  const url = new URL(`${shop.url}/orders/${encodeURIComponent(String(content['number']))}`);
  if (type === 'ORDER_ACCESS_LINK') url.searchParams.set('token', String(content['token']));
  return { label: labels.openOrder, url: url.href };
}
