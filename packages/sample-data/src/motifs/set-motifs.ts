import { homeMotifs } from './home-motifs.ts';
import { kitchenMotifs } from './kitchen-motifs.ts';
import type { DrawMotif } from './motif.ts';
import { outdoorMotifs } from './outdoor-motifs.ts';

/** Puts one motif behind and to the left of another, smaller one; both stand on the same floor. */
function beside(behind: DrawMotif, before: DrawMotif): DrawMotif {
  return (paint) =>
    `<g transform="translate(-18 82) scale(.75)">${behind(paint)}</g>` +
    `<g transform="translate(182 172) scale(.48)">${before({ ...paint, body: paint.accent, base: paint.accent })}</g>`;
}

/** Several things that are sold together. */
export const setMotifs = {
  'tea-set': beside(kitchenMotifs.teapot, kitchenMotifs.mug),
  'camping-set': beside(outdoorMotifs.tent, outdoorMotifs['sleeping-bag']),
  'evening-set': beside(homeMotifs.blanket, homeMotifs.candle),
};
