import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { askForPictures, type Dependencies } from './use-cases/ask-for-pictures.ts';
import { readFetches } from './use-cases/read-fetches.ts';

/** What resolvers find at `context.pictureFetches`. */
export type PictureFetchesContext = ReturnType<typeof pictureFetchesContext>;

/** Makes the context of one operation. */
export function pictureFetchesContext(parts: Dependencies & Pick<Parts, 'database'>) {
  return bind(parts, { askForPictures, readFetches });
}
