import type { Wording } from './wording.ts';

/** What the mails say in English. */
export const english: Wording = {
  greeting: 'Hello{{#if name}} {{name}}{{/if}},',
  subject: {
    ORDER_IN_REVIEW: 'We are checking your order {{number}}',
    ORDER_CONFIRMED: 'Your order {{number}} is confirmed',
    ORDER_SHIPPED: '{{#if isPart}}A part of your{{else}}Your{{/if}} order {{number}} is on its way',
    ORDER_DELIVERED: '{{#if isPart}}A part of your{{else}}Your{{/if}} order {{number}} has arrived',
    ORDER_CANCELLED: 'Your order {{number}} was cancelled',
    ORDER_ACCESS_LINK: 'Your link to order {{number}}',
    CUSTOMER_WELCOME: 'Welcome',
    PASSWORD_RESET_LINK: 'Choose a new password',
    EMAIL_VERIFICATION_LINK: 'Confirm your e-mail address',
    EMAIL_CHANGE_LINK: 'Confirm your new e-mail address',
    EMAIL_CHANGED: 'Your e-mail address was changed',
    STAFF_INVITATION: 'Your invitation to work for the shop',
    SIGN_IN_CHANGED: 'How you sign in has changed',
    DATA_EXPORT_READY: 'Your data can be read',
    DATA_ERASED: 'Your data is erased',
    STOCK_ALERT: '{{item}} is there again',
    PRICE_ALERT: '{{item}} costs less',
    ALERT_CONFIRMATION_LINK: 'Shall we tell you about {{item}}?',
    NEWSLETTER_CONFIRMATION_LINK: 'Would you like our newsletter?',
    CART_REMINDER: 'You left something in your cart',
  },
  intro: {
    ORDER_IN_REVIEW:
      'Thank you for your order {{number}}. We are checking it before we take the payment; this usually takes less than a day. The items are set aside for you, and there is nothing to do: we write to you as soon as the check is done.',
    ORDER_CONFIRMED:
      'Thank you for your order {{number}}. We have received your payment of {{total}}, and the order is confirmed.',
    ORDER_SHIPPED:
      '{{#if isPart}}A part of your{{else}}Your{{/if}} order {{number}} was sent with {{carrier}} on {{on}}{{#if trackingNumber}}, tracking number {{trackingNumber}}{{/if}}.',
    ORDER_DELIVERED:
      '{{#if isPart}}A part of your{{else}}Your{{/if}} order {{number}} was delivered on {{on}}. We hope that you like it.',
    ORDER_CANCELLED: 'Your order {{number}} was cancelled.',
    ORDER_ACCESS_LINK:
      'Somebody asked to see the order {{number}}. If it was you, the link below opens it; it works until {{expiresAt}}. If not, there is nothing to do.',
    CUSTOMER_WELCOME: 'Your account is ready.',
    PASSWORD_RESET_LINK:
      'Somebody asked for a new password for your account. If it was you, choose one by the link below; it works once, until {{expiresAt}}, and signs you out everywhere. If not, there is nothing to do: your password stays as it is.',
    EMAIL_VERIFICATION_LINK:
      'Somebody has made an account in our shop with this e-mail address. If it was you, welcome! Sign in and confirm the address by the link below; it works once, until {{expiresAt}}. If not, there is nothing to do: without the link the account is shown nothing of yours.',
    EMAIL_CHANGE_LINK:
      'Somebody wants to use this e-mail address for an account in our shop. If it was you, sign in and confirm it by the link below; it works once, until {{expiresAt}}. If not, there is nothing to do.',
    EMAIL_CHANGED:
      'Your account in our shop has another e-mail address from now on. If it was you, there is nothing to do. If not, take the change back by the link below, until {{expiresAt}}: you choose a new password there, and everybody is signed out.',
    STAFF_INVITATION:
      'You are invited to work for the shop. The link below makes an account for you; it works once, until {{expiresAt}}. If you did not expect this, there is nothing to do.',
    SIGN_IN_CHANGED:
      'How you sign in to your account was changed on {{changedAt}}. If it was not you, choose a new password in the shop at once and write to us.',
    DATA_EXPORT_READY:
      'What our shop keeps of you is put together, as you asked. Sign in to read it, until {{expiresAt}}. If it was not you who asked, choose a new password in the shop at once.',
    DATA_ERASED:
      'Your account is gone, and what our shop kept of you is erased, as you asked. What the law makes us keep of your orders says no longer whose they were. This is our last mail to you, and we have forgotten this address, too.',
    STOCK_ALERT:
      '{{item}} can be bought again. You asked us to tell you, and this is the only mail about it. We cannot set it aside: there may be fewer pieces than readers of this mail.',
    PRICE_ALERT:
      '{{item}} now costs {{price}}. You asked us to tell you, and this is the only mail about it. The price may change again.',
    ALERT_CONFIRMATION_LINK: 'Somebody asked us to tell this address about {{item}}.',
    NEWSLETTER_CONFIRMATION_LINK:
      'Somebody who ordered in our shop asked for our newsletter at this address. If it was you, confirm by the link below, until {{expiresAt}}. If not, there is nothing to do, and no newsletter is sent.',
    CART_REMINDER:
      'What you put into your cart is still there. The link below opens it on any device, until {{expiresAt}}. Nothing is set aside for you: what it costs, and whether it can be had, may change.',
  },
  sentences: {
    OUT_OF_STOCK: 'Unfortunately something in it is out of stock.',
    OFFER_SOLD_OUT: 'Unfortunately an offer in it is sold out.',
    OFFER_LIMIT_REACHED: 'It had more pieces of an offer than one buyer may have.',
    OFFER_NOT_ADMITTED: 'Others were waiting for an offer in it, and it was not your turn.',
    PAYMENT_DECLINED: 'The payment was declined.',
    PAYMENT_TIMED_OUT: 'The payment was not confirmed in time.',
    PAYMENT_REVIEW_TIMED_OUT: 'We could not check the payment in time.',
    PAYMENT_FAILED: 'The payment could not be taken.',
    RESERVATION_EXPIRED: 'We could not keep the items set aside for longer.',
    STOCK_TIMED_OUT: 'We could not set the items aside in time.',
    CUSTOMER_REQUEST: 'You asked us to.',
    STAFF_REQUEST: 'We had to cancel it ourselves, and are sorry for that.',
    NOT_CHARGED: 'You have not been charged.',
    SET_ASIDE_IS_RELEASED: 'You have not been charged; what your bank may have set aside for it is released.',
    REFUNDED:
      'We have given {{refunded}} back to the payment method that you paid with. It can take a few days to arrive.',
    MORE_TO_COME: 'The rest follows separately; we write to you again.',
    ALERT_ON_STOCK:
      'If it was you, confirm by the link below, until {{expiresAt}}: then we write once, when it can be bought again. If not, there is nothing to do, and nothing more is sent.',
    ALERT_ON_PRICE:
      'If it was you, confirm by the link below, until {{expiresAt}}: then we write once, when it costs less. If not, there is nothing to do, and nothing more is sent.',
    TOTP_ADDED: 'From now on you are asked for a code of your authenticator app, too.',
    TOTP_REMOVED: 'You are not asked for a code of an authenticator app any more.',
    PASSKEY_ADDED: 'From now on you can sign in with a passkey that was added.',
    PASSKEY_REMOVED: 'A passkey was removed: it does not sign you in any more.',
    RECOVERY_CODES_RENEWED: 'You have new recovery codes; those until now do not work any more.',
    IDENTITY_PROVIDER_LINKED: 'From now on you can sign in with an account at another service.',
    IDENTITY_PROVIDER_UNLINKED: 'An account at another service does not sign you in any more.',
  },
  labels: {
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    taxIncluded: 'Tax included',
    taxAdded: 'Plus tax',
    taxNotCharged: 'Tax that is not charged',
    noTax: 'No VAT is charged.',
    net: 'of net',
    total: 'Total',
    sentTo: 'Delivery address',
    placedOn: 'Ordered on',
    reference: 'Your reference',
    note: 'Your note',
    giftText: 'Text of the gift card',
    each: 'each',
    follow: 'Follow the parcel',
    openOrder: 'See your order',
    openShop: 'Go to the shop',
    choosePassword: 'Choose a new password',
    confirmEmail: 'Confirm the address',
    confirmNewEmail: 'Confirm the new address',
    takeBack: 'Take the change back',
    acceptInvitation: 'Accept the invitation',
    confirmAlert: 'Yes, tell me',
    confirmNewsletter: 'Yes, send me the newsletter',
    openProduct: 'See it in the shop',
    openCart: 'Open my cart',
    unsubscribe: 'No more mails of this kind',
  },
};
