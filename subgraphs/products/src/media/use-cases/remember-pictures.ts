import { LRUCache } from 'lru-cache';
import type { Picture } from '../repository/images.ts';

const mostKept = 10_000;
const keptMs = 60_000;

/** Looks up pictures, those of products once a minute. Photos of people are gone as soon as they are taken away. */
export function rememberPictures(find: (id: string) => Promise<Picture | null>) {
  const known = new LRUCache<string, Picture>({ max: mostKept, ttl: keptMs });
  return async (id: string): Promise<Picture | null> => {
    const remembered = known.get(id);
    if (remembered !== undefined) return remembered;
    const picture = await find(id);
    if (picture !== null && picture.reviewId === undefined) known.set(id, picture);
    return picture;
  };
}
