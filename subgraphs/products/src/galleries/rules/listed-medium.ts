import type { VideoHost } from './external-video.ts';

/** A picture that stands for a video or a 3D model. */
export interface Poster {
  readonly id: string;
  readonly productMediaId: string;
  readonly mediaId: string;
  /** Where the file is stored. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly placeholder: string | null;
}

/** A video or a 3D model of a product, as it is stored. */
export interface ListedMedium {
  readonly id: string;
  readonly productId: string;
  readonly kind: 'VIDEO' | 'MODEL' | 'EXTERNAL_VIDEO';
  /** Null for an EXTERNAL_VIDEO, which has the other two. */
  readonly mediaId: string | null;
  readonly host: VideoHost | null;
  readonly videoId: string | null;
  readonly altText: string;
  readonly picturesBefore: number;
  readonly position: number;
  readonly poster: Poster | null;
}
