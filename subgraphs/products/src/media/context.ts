import { bind } from '@cartwright/database';
import { badUserInput } from '@cartwright/errors';
import DataLoader from 'dataloader';
import type { ImageUrlArgs } from '../generated/graphql.ts';
import type { PathSigner } from './path-signer.ts';
import { imageLoaders, type Picture } from './repository/images.ts';
import { originalPath } from './rules/media-path.ts';
import { readRendition } from './rules/read-rendition.ts';
import { completeUpload, type Dependencies as Finishing } from './use-cases/complete-upload.ts';
import { createUpload } from './use-cases/create-upload.ts';
import { completePhotoUpload, createPhotoUpload, type InTurn } from './use-cases/photo-uploads.ts';
import { makePlaceholders, type Dependencies } from './use-cases/make-placeholders.ts';

/** What resolvers find at `context.media`. */
export type MediaContext = ReturnType<typeof mediaContext>;

/** What the context of an operation is made from. */
export interface MediaContextParts extends Dependencies {
  /** The store's address, as clients reach it. */
  readonly publicUrl: string;
  readonly signer: PathSigner;
}

/** What uploads are made and completed with. */
export type Uploading = Finishing & { readonly inTurn: InTurn };

/** Makes the context of one operation. */
export function mediaContext(
  { publicUrl, signer, ...dependencies }: MediaContextParts,
  uploading: Uploading,
) {
  const placeholders = new DataLoader((images: readonly Picture[]) => makePlaceholders(dependencies, images));
  return {
    ...bind(uploading, { createUpload, completeUpload, createPhotoUpload, completePhotoUpload }),
    loaders: imageLoaders(dependencies.statements),
    /** The absolute address of a picture, behind the gateway. @throws BAD_USER_INPUT for a form that cannot be made */
    imageUrl: (image: Picture, args: ImageUrlArgs) => `${publicUrl}${pathFor(signer, image, args)}`,
    /** The stored placeholder, else one that is made and stored; null when that fails. */
    placeholder: (image: Picture) => image.placeholder ?? placeholders.load(image),
  };
}

function pathFor(signer: PathSigner, image: Picture, args: ImageUrlArgs): string {
  const read = readRendition(args);
  switch (read.kind) {
    case 'original':
      return originalPath(image);
    case 'rendition':
      return signer.pathOf(image.id, read.rendition);
    case 'invalid':
      throw badUserInput(read.message, read.argument);
  }
}
