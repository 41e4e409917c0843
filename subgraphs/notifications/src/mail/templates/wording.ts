import type { NotificationType, Sentence } from '../../announcing/door.ts';

/** What the mails say in one language; `{{…}}` is filled from the content. */
export interface Wording {
  /** How a mail begins; `name` is missing for a guest. */
  readonly greeting: string;
  readonly subject: Readonly<Record<NotificationType, string>>;
  readonly intro: Readonly<Record<NotificationType, string>>;
  readonly sentences: Readonly<Record<Sentence, string>>;
  readonly labels: Readonly<
    Record<
      | 'subtotal'
      | 'discount'
      | 'shipping'
      | 'taxIncluded'
      | 'taxAdded'
      | 'taxNotCharged'
      | 'noTax'
      | 'net'
      | 'total'
      | 'sentTo'
      | 'placedOn'
      | 'reference'
      | 'note'
      | 'giftText'
      | 'each'
      | 'follow'
      | 'openOrder'
      | 'openShop'
      | 'choosePassword'
      | 'confirmEmail'
      | 'confirmNewEmail'
      | 'takeBack'
      | 'acceptInvitation'
      | 'confirmAlert'
      | 'confirmNewsletter'
      | 'openProduct'
      | 'openCart'
      | 'unsubscribe',
      string
    >
  >;
}
