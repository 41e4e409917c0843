import { z } from 'zod';

const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\0', '').trim())
    .pipe(z.string().min(1).max(max));

const reviewSchema = z.object({
  rating: z.int().min(1).max(5),
  title: text(120),
  body: text(5_000),
});

/** A review as its author wrote it, texts trimmed. */
export type ReviewText = z.infer<typeof reviewSchema>;

/** A review that may be stored, or the first field that is wrong with it. */
export type CheckedReview =
  | { readonly kind: 'valid'; readonly review: ReviewText }
  | { readonly kind: 'invalid'; readonly field: keyof ReviewText };

/** Checks a rating of 1 to 5, a title of at most 120 and a text of at most 5,000 characters. */
export function checkReview(input: ReviewText): CheckedReview {
  const parsed = reviewSchema.safeParse(input);
  if (parsed.success) return { kind: 'valid', review: parsed.data };
  const [field = 'rating'] = parsed.error.issues.map(({ path }) => path[0] as keyof ReviewText);
  return { kind: 'invalid', field };
}
