import type { Announcement, Content } from '../../announcing/door.ts';
import type { Wording } from './wording.ts';

/** The shop that mails come from. */
export interface Shop {
  readonly name: string;
  /** Where its customers shop; `<url>/orders/<number>` shows an order, `<url>/password-reset?token=…` takes a new password; `pageOf` has the others. */
  readonly url: string;
  /** Of a product's page there; `{slug}` stands for its slug. `/products/{slug}` when not given. */
  readonly productPath?: string;
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

/** The pages of the shop that take what a mail brings, and what the links to them are called. */
const pageOf: Partial<
  Record<Announcement['type'], { readonly path: string; readonly label: keyof Wording['labels'] }>
> = {
  PASSWORD_RESET_LINK: { path: 'password-reset', label: 'choosePassword' },
  STAFF_INVITATION: { path: 'staff-invitation', label: 'acceptInvitation' },
  EMAIL_VERIFICATION_LINK: { path: 'email-verification', label: 'confirmEmail' },
  EMAIL_CHANGE_LINK: { path: 'email-change', label: 'confirmNewEmail' },
  ALERT_CONFIRMATION_LINK: { path: 'alert-confirmation', label: 'confirmAlert' },
  NEWSLETTER_CONFIRMATION_LINK: { path: 'newsletter-confirmation', label: 'confirmNewsletter' },
  CART_REMINDER: { path: 'cart-restore', label: 'openCart' },
  EMAIL_CHANGED: { path: 'email-change-undo', label: 'takeBack' },
};

/**
 * The link of a mail: to its product, to its order, with what opens it where that was asked for, to where a password is chosen or an address confirmed, or to
 * the shop.
 */
export function linkOf(
  { type, orderId }: Announcement,
  { content, shop, labels }: { readonly content: Content; readonly shop: Shop } & Pick<Wording, 'labels'>,
): Link {
  const page = pageOf[type];
  if (page !== undefined) {
    const url = new URL(`${shop.url}/${page.path}`);
    url.searchParams.set('token', String(content['token']));
    return { label: labels[page.label], url: url.href };
  }
  if (type === 'STOCK_ALERT' || type === 'PRICE_ALERT')
    return { label: labels.openProduct, url: productUrl(shop, content['slug']) };
  if (orderId === null) return { label: labels.openShop, url: shop.url };
  const url = new URL(`${shop.url}/orders/${encodeURIComponent(String(content['number']))}`);
  if (type === 'ORDER_ACCESS_LINK') url.searchParams.set('token', String(content['token']));
  return { label: labels.openOrder, url: url.href };
}

/** The page of a product; the shop's first one where the slug is not known. */
function productUrl({ url, productPath = '/products/{slug}' }: Shop, slug: unknown): string {
  if (typeof slug !== 'string') return url;
  return `${url}${productPath.replace('{slug}', () => encodeURIComponent(slug))}`;
}
