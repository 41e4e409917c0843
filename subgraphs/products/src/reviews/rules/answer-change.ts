/** The shop's answer to a review, as the review has it; null where it has none. */
export interface Answered {
  readonly answerBody: string | null;
  readonly answeredAt: Date | null;
  readonly answerEditedAt: Date | null;
}

/** Of a review that is not answered. */
export const noAnswer: Answered = { answerBody: null, answeredAt: null, answerEditedAt: null };

/** What changes of a review with an answer: one that says something else than before is edited; null when it says the same. */
export function answerChange(
  { answerBody, answeredAt }: Answered,
  body: string,
  now: Date,
): Partial<Answered> | null {
  if (answerBody === body) return null;
  return answeredAt === null
    ? { answerBody: body, answeredAt: now }
    : { answerBody: body, answerEditedAt: now };
}
