import type { DataOf, MessageAddress, signInChanged } from '@cartwright/events';
import type { Language } from '@cartwright/languages';

/** What a notification is about. */
export type NotificationType =
  | 'ORDER_IN_REVIEW'
  | 'ORDER_CONFIRMED'
  | 'ORDER_SHIPPED'
  | 'ORDER_DELIVERED'
  | 'ORDER_CANCELLED'
  | 'ORDER_ACCESS_LINK'
  | 'CUSTOMER_WELCOME'
  | 'PASSWORD_RESET_LINK'
  | 'EMAIL_VERIFICATION_LINK'
  | 'EMAIL_CHANGE_LINK'
  | 'EMAIL_CHANGED'
  | 'STAFF_INVITATION'
  | 'SIGN_IN_CHANGED'
  | 'DATA_EXPORT_READY'
  | 'DATA_ERASED'
  | 'STOCK_ALERT'
  | 'PRICE_ALERT'
  | 'ALERT_CONFIRMATION_LINK'
  | 'NEWSLETTER_CONFIRMATION_LINK'
  | 'CART_REMINDER';

/** What a notification says beside what all of its type say: why an order was cancelled, what becomes of the money. */
export type Sentence =
  | 'OUT_OF_STOCK'
  | 'OFFER_SOLD_OUT'
  | 'OFFER_LIMIT_REACHED'
  | 'OFFER_NOT_ADMITTED'
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_TIMED_OUT'
  | 'PAYMENT_REVIEW_TIMED_OUT'
  | 'PAYMENT_FAILED'
  | 'RESERVATION_EXPIRED'
  | 'STOCK_TIMED_OUT'
  | 'CUSTOMER_REQUEST'
  | 'STAFF_REQUEST'
  | 'NOT_CHARGED'
  | 'SET_ASIDE_IS_RELEASED'
  | 'REFUNDED'
  | 'MORE_TO_COME'
  | 'ALERT_ON_STOCK'
  | 'ALERT_ON_PRICE'
  | DataOf<typeof signInChanged>['change'];

/** How a reader's language writes what is not text, and where a reader sees pictures. */
export interface Words {
  readonly language: Language;
  readonly money: (amountMinor: number, currency: string) => string;
  /** A rate in basis points. */
  readonly percent: (basisPoints: number) => string;
  /** The day of an instant in ISO 8601. */
  readonly day: (instant: string) => string;
  /** The day and the time of an instant in ISO 8601. */
  readonly moment: (instant: string) => string;
  /** Line by line. */
  readonly address: (address: MessageAddress) => readonly string[];
  /** What a buyer has typed; null where nothing was, and for a reader who may not be the buyer. */
  readonly typed: (text: string | undefined) => string | null;
  /** An absolute address; undefined when there is no picture. */
  readonly picture: (variantId: string) => string | undefined;
}

/** What the templates show. */
export type Content = Readonly<Record<string, unknown>>;

/** What a user is to be notified of, before it is put into words. */
export interface Announcement {
  /** The fact that it is about: one notification per fact and type, however often the fact is delivered. */
  readonly businessId: string;
  readonly type: NotificationType;
  readonly userId: string;
  readonly orderId: string | null;
  /** An e-mail address. */
  readonly recipient: string;
  /** BCP 47: what the request was in; a customer's own language goes first. */
  readonly locale: string;
  /** The variants whose pictures are shown. */
  readonly variantIds: readonly string[];
  readonly sentences: readonly Sentence[];
  readonly contentIn: (words: Words) => Content;
  /**
   * Whether somebody has paid for it, or it is the one mail that its reader asked for at a proved address: such a mail always goes. Any other can be had for nothing, by anybody, and is bounded
   * for each mailbox (`mail-limit.ts`): what is asked for apart from the rest.
   */
  readonly isOwed: boolean;
  /** Whether its reader wants no such mails: it is stored like any other, and not sent. */
  readonly isWithheld?: boolean;
}
