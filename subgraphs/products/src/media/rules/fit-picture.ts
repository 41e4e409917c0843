import { maxSidePixels, type Rendition, type Size } from './rendition.ts';

/** How many pixels a picture has, and whether it can be drawn with more of them. */
export interface Source extends Size {
  readonly isScalable: boolean;
}

/** The size of a rendition: within what was asked for, in the picture's own shape unless it is cut, never enlarged. */
export function fitPicture(source: Source, { width, height, crop }: Rendition): Size {
  if (crop !== null && width !== null && height !== null) return fitBox(source, { width, height });
  const limits = [
    (width ?? maxSidePixels) / source.width,
    (height ?? maxSidePixels) / source.height,
    width === null && height === null ? 1 : Infinity,
    source.isScalable ? Infinity : 1,
  ];
  return scale(source, Math.min(...limits));
}

/** The box itself, or one of its shape that fits into the picture. */
function fitBox({ width, height, isScalable }: Source, box: Size): Size {
  const enlargement = Math.max(box.width / width, box.height / height);
  return isScalable || enlargement <= 1 ? box : scale(box, 1 / enlargement);
}

function scale({ width, height }: Size, factor: number): Size {
  const pixels = (side: number) => Math.min(maxSidePixels, Math.max(1, Math.round(side * factor)));
  return { width: pixels(width), height: pixels(height) };
}
