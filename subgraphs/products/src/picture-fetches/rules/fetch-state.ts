/** How far the fetching of a picture is. */
export type FetchState = 'WAITING' | 'DONE' | 'FAILED';

/** Why a picture does not come: for good, or UNREACHABLE, which may pass. */
export type FetchFailure =
  | 'NOT_FOUND'
  | 'NOT_PUBLIC'
  | 'REFUSED'
  | 'TOO_MANY_REDIRECTS'
  | 'TOO_LARGE'
  | 'WRONG_TYPE'
  | 'ANIMATED'
  | 'TOO_MANY_PIXELS'
  | 'UNREADABLE'
  | 'GALLERY_FULL'
  | 'UNREACHABLE';
