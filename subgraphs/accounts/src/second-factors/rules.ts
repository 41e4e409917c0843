/** For how long a sign-in waits for its second factor. */
export const challengeTtlMs = 5 * 60_000;
/** How many answers one sign-in takes. */
export const guessesPerSignIn = 5;
/** How many wrong codes an account takes in an hour; from then on it takes what cannot be guessed alone. */
export const wrongCodesPerHour = 10;
const hourMs = 60 * 60_000;

/** For how long a session that has just begun proves who asks, where there is no password to ask for. */
export const freshSessionMs = 10 * 60_000;

/** Wrong codes of an account, and since when they are counted. */
export interface WrongCodes {
  readonly wrongCodes: number;
  readonly wrongSince: Date | null;
}

/** Until when no code of the account's app is taken; null while codes are. */
export function pausedUntil({ wrongCodes, wrongSince }: WrongCodes, now: Date): Date | null {
  if (wrongSince === null || wrongCodes < wrongCodesPerHour) return null;
  const until = new Date(wrongSince.getTime() + hourMs);
  return until > now ? until : null;
}

/** One wrong code more; the count begins anew an hour after it began. */
export function countWrong({ wrongCodes, wrongSince }: WrongCodes, now: Date): WrongCodes {
  const goesOn = wrongSince !== null && wrongSince.getTime() + hourMs > now.getTime();
  return goesOn ? { wrongCodes: wrongCodes + 1, wrongSince } : { wrongCodes: 1, wrongSince: now };
}
