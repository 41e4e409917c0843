import { ReplayWindow } from './replay-window.ts';

/** A sender is one process of a caller: more than this many are not at work at once. */
const maxSenders = 1024;

/** What was signed by processes of one caller. Each nonce is taken once; at most 8 MiB are remembered. */
export class SeenNonces {
  readonly #senders = new Map<string, { readonly window: ReplayWindow; usedAtMs: number }>();
  readonly #rememberedMs: number;

  /** A sender that is silent for so long is forgotten; no signature of it is live any more. */
  constructor(rememberedMs: number) {
    this.#rememberedMs = rememberedMs;
  }

  /** Whether a nonce comes for the first time. False as well for a sender that is one too many. */
  take({ sender, number }: { readonly sender: string; readonly number: number }, nowMs: number): boolean {
    const known = this.#senders.get(sender) ?? this.#add(sender, nowMs);
    if (known === undefined) return false;
    known.usedAtMs = nowMs;
    return known.window.take(number);
  }

  #add(sender: string, nowMs: number) {
    if (this.#senders.size >= maxSenders) this.#forget(nowMs);
    if (this.#senders.size >= maxSenders) return undefined;
    const added = { window: new ReplayWindow(), usedAtMs: nowMs };
    this.#senders.set(sender, added);
    return added;
  }

  #forget(nowMs: number): void {
    for (const [sender, { usedAtMs }] of this.#senders) {
      if (Math.abs(nowMs - usedAtMs) > this.#rememberedMs) this.#senders.delete(sender);
    }
  }
}
