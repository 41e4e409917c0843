import type { FetchFailure, FetchState } from './fetch-state.ts';

export type { FetchFailure, FetchState } from './fetch-state.ts';

/** A picture that is to come from an address. */
export interface PictureFetch {
  readonly id: string;
  readonly productId: string;
  readonly url: string;
  /** Of the address, with its port. */
  readonly host: string;
  readonly altText: string;
  readonly variantIds: readonly string[];
  readonly staffId: string;
  readonly reason: string | null;
  /** Null for what staff typed. */
  readonly importId: string | null;
  readonly state: FetchState;
  readonly attempts: number;
  /** Null once it has ended. */
  readonly nextAt: Date | null;
  readonly failure: FetchFailure | null;
  readonly imageId: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** As many as a gallery holds. */
export const mostPictures = 50;

/** For how long one attempt lasts at most. */
export const attemptMs = 60_000;
/** For how long who tries it has it alone: longer than an attempt and what is made of it. */
export const leaseMs = 3 * attemptMs;

const minuteMs = 60_000;
/** How long after the n-th failed attempt the next follows. */
const pausesMs = [minuteMs / 2, 5 * minuteMs, 30 * minuteMs, 4 * 60 * minuteMs];

/** For how long a picture waits that this store cannot draw at the moment. */
export const busyMs = minuteMs;
/** So many of one host are fetched at once by a process: a slow one holds up its own. */
export const perHost = 2;

/** Whether it has been tried as often as it is, the attempt that begins not counted. */
export function isGivenUp({ attempts }: Pick<PictureFetch, 'attempts'>): boolean {
  return attempts > pausesMs.length + 1;
}

/** When what could not be reached is tried again; undefined when it is not. */
export function nextAttempt({ attempts }: Pick<PictureFetch, 'attempts'>, at: Date): Date | undefined {
  const pauseMs = pausesMs[attempts - 1];
  return pauseMs === undefined ? undefined : new Date(at.getTime() + pauseMs);
}

/**
 * Where a picture comes in a gallery: before the first one whose address was named later, else at the end, so that
 * pictures stand in the order of their addresses, whichever comes first.
 */
export function placeOf(
  gallery: readonly { readonly id: string }[],
  { fetchId, fetched }: { readonly fetchId: string; readonly fetched: ReadonlyMap<string, string> },
): number {
  const index = gallery.findIndex(({ id }) => (fetched.get(id) ?? '') > fetchId);
  return index === -1 ? gallery.length : index;
}
