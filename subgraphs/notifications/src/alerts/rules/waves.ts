/** How many are told for each piece that there is: not all who wait want it still, and those who come too late are disappointed. */
const toldPerPiece = 5;

/** For how long a wave lasts: no more are told for one variant meanwhile, however its stock and its prices change. */
export const waveMs = 15 * 60_000;

/** How many are told in one transaction. */
export const toldAtOnce = 50;

/** As far as products announces stock; also where nothing was announced. */
const mostPieces = 100;

/** How far telling those who wait for a variant is. */
export interface WaveState {
  readonly available: number | null;
  /** When the latest wave began; null when there was none. */
  readonly waveBeganAt: Date | null;
  /** How many more are told in it. */
  readonly waveLeft: number | null;
}

/** A part of a wave: how many to tell now at most, and the wave that it belongs to. */
export interface WavePart {
  readonly size: number;
  readonly left: number;
  readonly beganAt: Date;
}

/** The next part of the wave under way, or the first one of a new wave. */
export function nextPart({ available, waveBeganAt, waveLeft }: WaveState, now: Date): WavePart {
  const isUnderWay = waveBeganAt !== null && now.getTime() < waveBeganAt.getTime() + waveMs;
  const left = isUnderWay ? (waveLeft ?? 0) : toldPerPiece * (available ?? mostPieces);
  return { size: Math.min(left, toldAtOnce), left, beganAt: isUnderWay ? waveBeganAt : now };
}

/** What is kept of a variant's waves. */
export interface KeptWave {
  /** When to look at those who wait again; null while nothing changes. */
  readonly dueAt: Date | null;
  readonly waveBeganAt: Date;
  readonly waveLeft: number;
}

/** What is kept after so many were told: nobody else is left to be told, or the wave goes on, or the next one is due after it. */
export function afterPart({ size, left, beganAt }: WavePart, told: number, now: Date): KeptWave {
  const wave = { waveBeganAt: beganAt, waveLeft: left - told };
  if (told < size) return { dueAt: null, ...wave };
  return { dueAt: left > told ? now : new Date(beganAt.getTime() + waveMs), ...wave };
}
