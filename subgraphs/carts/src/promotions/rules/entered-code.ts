/** Why a code does nothing, whatever is in the cart. @public */
export type CodeRefusal = 'NOT_FOUND' | 'ENDED' | 'NOT_BEGUN' | 'USED_UP' | 'NOT_FOR_BUYER';

/** A code that a buyer has entered, with what it is for at this moment. @public */
export interface EnteredCode {
  /** As it was entered, without space around it. */
  readonly code: string;
  /** Null where there is no such code. */
  readonly promotionId: string | null;
  /** Null where the promotion may be tried. */
  readonly refusal: CodeRefusal | null;
}
