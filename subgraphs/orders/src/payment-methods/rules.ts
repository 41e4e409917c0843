import { invalidField, invalidInput, refusal, text, type InvalidInput } from '@cartwright/input';

/** What can be paid with, as payments announces it. */
export interface MethodOffer {
  readonly offeredAt: Date;
  /** Tokens that are taken; one that ends in `*` stands for all that begin so. */
  readonly tokenForms: readonly string[];
}

const cardNumber = /^(?:\d[ -]?){12,18}\d$/;

/** A well-formed token of a payment method, on offer or not. */
export const paymentToken = text(255)
  .refine(
    (token) => !cardNumber.test(token),
    refusal('INVALID_VALUE', 'Please give a token; card numbers are never accepted.'),
  )
  .refine(
    (token) => /^[\w.-]*$/.test(token),
    refusal('INVALID_FORMAT', 'Please give a token of one of the payment methods.'),
  );

/** The outcome for a token that is not on offer; undefined for one that is, and as long as nothing is known of any offer. */
export function refusalOfToken(
  offer: Pick<MethodOffer, 'tokenForms'> | undefined,
  token: string,
): InvalidInput | undefined {
  if (offer === undefined || offer.tokenForms.some((form) => hasForm(token, form))) return undefined;
  const message = 'This payment method is not on offer. Please choose one that is.';
  return invalidInput(invalidField(['paymentMethod', 'token'], 'INVALID_VALUE', message));
}

function hasForm(token: string, form: string): boolean {
  if (!form.endsWith('*')) return token === form;
  const beginning = form.slice(0, -1);
  return token.startsWith(beginning) && token.length > beginning.length;
}
