/** The averages of at least which a shop offers to choose. */
export const ratingSteps: readonly number[] = [4, 3, 2, 1];
