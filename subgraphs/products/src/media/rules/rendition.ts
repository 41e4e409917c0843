/** The file formats that pictures are made in. */
export const rasterFormats = ['avif', 'jpeg', 'png', 'webp'] as const;

/** Which part of a picture stays where its edges are cut off. */
export const crops = ['bottom', 'center', 'left', 'right', 'top'] as const;

/** The greatest width and height of a rendition, in pixels. */
export const maxSidePixels = 4096;

/** A width and a height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A form in which a picture can be had. */
export interface Rendition {
  readonly format: (typeof rasterFormats)[number];
  /** In pixels, at most; null for what follows from the height, or from the picture itself. */
  readonly width: number | null;
  /** In pixels, at most; null for what follows from the width, or from the picture itself. */
  readonly height: number | null;
  /** Cuts the picture to exactly `width` × `height`; null leaves it whole. */
  readonly crop: (typeof crops)[number] | null;
}

/** What mails show: two and a half times as many pixels as they give it room, in a format that every mail program knows. */
export const mailRendition: Rendition = { format: 'jpeg', width: 160, height: 160, crop: 'center' };
