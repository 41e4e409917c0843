/** How many are told for each piece that there is: not all who wait want it still, and those who come too late are disappointed. */
const toldPerPiece = 5;

/** What passes between two waves for one variant. */
export const waveIntervalMs = 15 * 60_000;

/** How many are told in one transaction. */
export const toldAtOnce = 50;

/** As far as products announces stock; also where nothing was announced. */
const mostPieces = 100;

/** How far telling those who wait for a variant is. */
export interface WaveState {
  readonly available: number | null;
  /** When the wave before began; null when there was none. */
  readonly waveBeganAt: Date | null;
  /** How many more are told in the wave under way; null between waves. */
  readonly waveLeft: number | null;
}

/** A part of a wave: how many to tell now, and the wave that it belongs to. */
export interface WavePart {
  readonly size: number;
  readonly left: number;
  readonly beganAt: Date;
}

/** The next part of the wave under way, or the first one of a new wave. */
export function nextPart({ available, waveBeganAt, waveLeft }: WaveState, now: Date): WavePart {
  const left = waveLeft ?? toldPerPiece * (available ?? mostPieces);
  const beganAt = waveLeft === null ? now : (waveBeganAt ?? now);
  return { size: Math.min(left, toldAtOnce), left, beganAt };
}

/** What is kept of a variant's waves. */
export interface KeptWave {
  readonly dueAt: Date | null;
  readonly waveBeganAt: Date;
  readonly waveLeft: number | null;
}

/** What is kept after so many were told: the wave goes on, or the next one is due, or nobody is left to be told. */
export function afterPart({ size, left, beganAt }: WavePart, told: number, now: Date): KeptWave {
  if (told < size) return { dueAt: null, waveBeganAt: beganAt, waveLeft: null };
  if (left > told) return { dueAt: now, waveBeganAt: beganAt, waveLeft: left - told };
  return { dueAt: new Date(beganAt.getTime() + waveIntervalMs), waveBeganAt: beganAt, waveLeft: null };
}
