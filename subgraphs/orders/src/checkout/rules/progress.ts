import type { Checkout, Step } from '../../order/door.ts';
import type { Command } from './command.ts';
import { orderStatusOf } from '../../order/door.ts';
import { nextDeadline, type CheckoutPolicy } from './policy.ts';
import { isCompensation, timelineMessages, type TimelineCode, type TimelineEntry } from '../../order/door.ts';

/** What one fact has done to a checkout. */
export interface Advance {
  readonly checkout: Checkout;
  readonly send: readonly Command[];
  readonly timeline: readonly TimelineEntry[];
}

/** A checkout on its way through one fact. Immutable: each method gives a new one. */
export class Progress implements Advance {
  readonly checkout: Checkout;
  readonly send: readonly Command[];
  readonly timeline: readonly TimelineEntry[];
  readonly now: Date;
  readonly policy: CheckoutPolicy;

  constructor(advance: Advance, now: Date, policy: CheckoutPolicy) {
    this.checkout = advance.checkout;
    this.send = advance.send;
    this.timeline = advance.timeline;
    this.now = now;
    this.policy = policy;
  }

  /** Changes what is known, without an entry. */
  with(change: Partial<Checkout>): Progress {
    return this.#next({ checkout: { ...this.checkout, ...change } });
  }

  /** Changes what is known and enters it in the timeline, which raises the version by one. */
  record(code: TimelineCode, change: Partial<Checkout> = {}, message?: string): Progress {
    const checkout = { ...this.checkout, ...change, version: this.checkout.version + 1 };
    const entry: TimelineEntry = {
      version: checkout.version,
      code,
      message: message ?? timelineMessages[code],
      status: orderStatusOf(checkout),
      compensation: isCompensation(code),
      occurredAt: this.now,
    };
    return this.#next({ checkout, timeline: [...this.timeline, entry] });
  }

  /** Begins a step: its clock starts, and its commands go out for the first time. */
  enter(step: Step, ...commands: Command[]): Progress {
    return this.with({ step, attempt: 1, stepStartedAt: this.now })
      .sending(...commands)
      .awaiting();
  }

  /** Sends the step's commands once more. */
  redrive(...commands: Command[]): Progress {
    return this.with({ attempt: this.checkout.attempt + 1 })
      .sending(...commands)
      .awaiting();
  }

  sending(...commands: Command[]): Progress {
    return this.#next({ send: [...this.send, ...commands] });
  }

  /** Sets the deadline by what is awaited now. */
  awaiting(): Progress {
    return this.with({ deadlineAt: nextDeadline(this.checkout, this.now, this.policy) });
  }

  #next(change: Partial<Advance>): Progress {
    const { checkout, send, timeline } = this;
    return new Progress({ checkout, send, timeline, ...change }, this.now, this.policy);
  }
}
