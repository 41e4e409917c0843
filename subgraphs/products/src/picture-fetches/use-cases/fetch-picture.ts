import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import { fetchFile, type Targets } from '@cartwright/outbound';
import { holdFiles, readGallery, saveImages, saveVariantImage, storeChange } from '../../galleries/door.ts';
import {
  isBusy,
  keepFile,
  maxBytes,
  takePicture,
  type Image,
  type MediaFile,
  type MediaStorage,
  type PictureImporter,
  type TakenFile,
  type TakenUpload,
} from '../../media/door.ts';
import type { Parts } from '../../parts.ts';
import { lockPublication } from '../../publishing/door.ts';
import type { Tables } from '../../tables.ts';
import {
  claimFetch,
  fetchedPictures,
  lockAttempt,
  putBack,
  saveDone,
  saveFailure,
  variantsOfProduct,
} from '../repository.ts';
import {
  attemptMs,
  busyMs,
  isGivenUp,
  leaseMs,
  mostPictures,
  nextAttempt,
  perHost,
  placeOf,
  type FetchFailure,
  type PictureFetch,
} from '../rules/picture-fetch.ts';

/** What pictures are fetched with. */
export interface Dependencies extends Pick<Parts, 'database' | 'messaging' | 'newId' | 'now'> {
  readonly storage: MediaStorage;
  readonly importer: PictureImporter;
  readonly targets: Targets;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

/** Takes what is due, of no host more than this process has room for; nobody else tries it meanwhile. */
export async function claimDue(
  { database, now }: Pick<Dependencies, 'database' | 'now'>,
  { limit, underWay }: { readonly limit: number; readonly underWay: readonly PictureFetch[] },
): Promise<PictureFetch[]> {
  const at = now();
  const until = new Date(at.getTime() + leaseMs);
  const claimed: PictureFetch[] = [];
  while (claimed.length < limit) {
    const byHost = Map.groupBy([...underWay, ...claimed], ({ host }) => host);
    const busyHosts = [...byHost].filter(([, own]) => own.length >= perHost).map(([host]) => host);
    const due = await claimFetch(database.statements, { now: at, until, busyHosts });
    if (due === undefined) break;
    claimed.push(due);
  }
  return claimed;
}

/** Fetches a picture and gives it to its product, or notes why not. What is cut off by a stop is tried again. @throws as `importPicture` does */
export async function fetchPicture(dependencies: Dependencies, due: PictureFetch): Promise<void> {
  const { database, now, targets, stopping, importer } = dependencies;
  const fail = (failure: FetchFailure, nextAt: Date | null = null) =>
    saveFailure(database.statements, due, { failure, nextAt, at: now() });
  // What ends the process, or takes too long to be made, is not tried for ever.
  if (isGivenUp(due)) return fail(due.failure ?? 'UNREADABLE');
  const fetched = await fetchFile(due.url, {
    ...{ targets, maxBytes: maxBytes.IMAGE, timeoutMs: attemptMs, signal: stopping },
    accept: 'image/avif,image/webp,image/png,image/jpeg',
  });
  if (fetched.kind === 'refused') return fail(fetched.fault);
  if (fetched.kind === 'failed')
    return stopping.aborted ? undefined : fail('UNREACHABLE', nextAttempt(due, now()) ?? null);
  let taken: TakenUpload;
  try {
    taken = await takePicture(importer, fetched.bytes);
  } catch (error) {
    if (isBusy(error)) return putBack(database.statements, due, new Date(now().getTime() + busyMs));
    throw error;
  }
  if (taken.kind === 'taken') return keepPicture(dependencies, due, taken.file);
  if (taken.fault !== 'NOT_ARRIVED' && taken.fault !== 'WRONG_SIZE') await fail(taken.fault);
}

/** Keeps a picture before its product is held: storage may be slow, and whoever sells the product waits for nobody. */
async function keepPicture(dependencies: Dependencies, due: PictureFetch, file: TakenFile): Promise<void> {
  const kept = await dependencies.database.transaction((tx) =>
    keepFile(tx, dependencies, { file, filename: filenameOf(due.url) }),
  );
  await showPicture(dependencies, due, kept);
}

/** Gives a picture to its product, in its place among those that were fetched, and shows by it the variants that it is for. */
function showPicture(
  dependencies: Dependencies,
  due: PictureFetch,
  { id: mediaId }: MediaFile,
): Promise<void> {
  const { messaging, now } = dependencies;
  return messaging.transact(async (tx, send) => {
    const { productId } = due;
    const product = await lockPublication(tx, productId);
    const fetch = product && (await lockAttempt(tx, due));
    if (product === undefined || fetch === undefined) return;
    const present = await readGallery(tx, productId);
    if (present.length >= mostPictures) {
      await saveFailure(tx, due, { failure: 'GALLERY_FULL', nextAt: null, at: now() });
      return;
    }
    const [kept] = await holdFiles(tx, [mediaId]);
    if (kept === undefined) return;
    const next = withPicture(present, {
      image: imageOf(dependencies, due, kept),
      place: placeOf(present, { fetchId: due.id, fetched: await fetchedPictures(tx, productId) }),
    });
    const imageId = next.find(({ mediaId }) => mediaId === kept.id)?.id ?? '';
    await storeGallery(dependencies, { tx, send, product }, { due, present, next, imageId });
    await saveDone(tx, { id: due.id, imageId, at: now() });
  });
}

interface GalleryChange {
  readonly due: PictureFetch;
  readonly present: readonly Image[];
  readonly next: readonly Image[];
  readonly imageId: string;
}

async function storeGallery(
  dependencies: Dependencies,
  held: {
    readonly tx: Transaction<Tables>;
    readonly send: Send;
    readonly product: NonNullable<Awaited<ReturnType<typeof lockPublication>>>;
  },
  { due, present, next, imageId }: GalleryChange,
): Promise<void> {
  const { tx } = held;
  const { staffId, reason, productId } = due;
  const shown = [...(await variantsOfProduct(tx, productId, due.variantIds))].toSorted();
  const action = { staffId, operation: 'productImagesFetch', target: productId, reason };
  await storeChange(dependencies, held, action, {
    before: { images: present.map(({ id }) => id) },
    after: { images: next.map(({ id }) => id), url: due.url, variantIds: shown },
    store: async () => {
      await saveImages(tx, next);
      for (const variantId of shown) await saveVariantImage(tx, variantId, imageId);
    },
  });
}

/** A gallery with one more picture, unless it is there already. */
function withPicture(
  present: readonly Image[],
  { image, place }: { readonly image: Image; readonly place: number },
): Image[] {
  if (present.some(({ mediaId }) => mediaId === image.mediaId)) return [...present];
  return present.toSpliced(place, 0, image).map((one, position) => ({ ...one, position }));
}

function imageOf(
  { newId }: Pick<Dependencies, 'newId'>,
  { productId, altText }: PictureFetch,
  { id: mediaId, storageKey: key, width, height }: MediaFile,
): Image {
  const size = { width: width ?? 0, height: height ?? 0 };
  return { id: newId(), productId, key, altText, ...size, placeholder: null, position: 0, mediaId };
}

function filenameOf(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  return name === '' ? 'picture' : name.slice(0, 200);
}
