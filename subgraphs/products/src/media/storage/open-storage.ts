import type { Config } from '../../config.ts';
import type { PathSigner } from '../path-signer.ts';
import type { MediaStorage } from '../ports.ts';
import { DiskStorage } from './disk-storage.ts';

/** Where the files of this store are kept; undefined where it is told no place, and takes none. */
export function openStorage(
  { MEDIA_DIR: directory, PUBLIC_URL: publicUrl }: Pick<Config, 'MEDIA_DIR' | 'PUBLIC_URL'>,
  signer: PathSigner,
): MediaStorage | undefined {
  return directory === undefined ? undefined : new DiskStorage({ directory, signer, publicUrl });
}
