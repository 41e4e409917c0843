import { multilineText, optionalText, text } from '@cartwright/input';
import { z } from 'zod';

/** A review as its author writes it: a rating of 1 to 5, a title of at most 120 and a text of at most 5,000 characters. */
export const reviewSchema = z.object({
  rating: z
    .int('Please give 1 to 5 stars.')
    .min(1, 'Please give 1 to 5 stars.')
    .max(5, 'Please give 1 to 5 stars.'),
  title: text(120),
  body: multilineText(5_000),
});

/** What changes of a review; what is left out stays. */
export const reviewChangeSchema = reviewSchema.partial();

/** Why staff hide or show a review again. */
export const moderationSchema = z.object({ reason: text(500) });

/** What a customer says of a review that ought not to be shown: at most 500 characters; null when nothing. */
export const reportSchema = z.object({ text: optionalText(500) });

/** What the shop answers: a text of at most 5,000 characters; and why, if staff say. */
export const answerSchema = z.object({ body: multilineText(5_000), reason: optionalText(500) });

/** Why staff take an answer back, if they say. */
export const answerDeletionSchema = answerSchema.pick({ reason: true });

/** A review as its author wrote it, in its tidied form. */
export type ReviewText = z.infer<typeof reviewSchema>;

/** What an author changes; what is absent or null stays. */
export type ReviewChange = { readonly [Field in keyof ReviewText]?: ReviewText[Field] | null | undefined };

/** A change without what is to stay. */
export function withoutNulls(change: ReviewChange): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value != null));
}
