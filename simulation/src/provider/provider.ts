import { ProviderUnavailable, type Answer, type Ask } from '@cartwright/payments';
import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import type { PaymentsApi } from '../services/payments/payments-service.ts';
import type { Replica } from '../services/replica.ts';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';
import { fingerprintOf } from './tokens.ts';
import { Books, type Charge } from './books.ts';

/** How often the provider misbehaves, from 0 to 1. */
export interface ProviderFaults {
  /** A request does not arrive. */
  requestLoss: number;
  /** A request arrives late, perhaps after its caller has given up. */
  requestDelay: number;
  /** An answer is lost: the request succeeded, and the caller sees a timeout. */
  answerLoss: number;
  serverError: number;
  webhookLoss: number;
  webhookTwice: number;
  /** The webhook of an older state is sent after that of a newer one. */
  webhookDisorder: number;
}

/** What the provider's behaviour depends on. */
export interface ProviderOptions {
  readonly world: World;
  readonly faults: ProviderFaults;
  readonly webhookSecret: string;
  readonly receivers: () => readonly Replica<PaymentsApi>[];
}

interface AuthorizeBody {
  readonly reference: string;
  readonly orderReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly token: string;
}

/** The request of an idempotency key, and its answer. */
interface KeyUse {
  readonly request: string;
  readonly answer: Answer;
}

const timeoutMs = 3000;
const webhookTimeoutMs = 5000;

/** A payment provider with books of its own: slow, failing, losing webhooks, but correct in its idempotency. */
export class Provider {
  readonly books = new Books();
  readonly #options: ProviderOptions;
  readonly #keys = new Map<string, KeyUse>();
  #events = 0;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /** The provider as a process of payments calls it. */
  askFrom(process: Process): Ask {
    const { world, faults } = this.#options;
    return (method, path, call) =>
      new Promise((resolve, reject) => {
        const isLost = world.random.chance(faults.requestLoss);
        const isAnswerLost = world.random.chance(faults.answerLoss);
        const late = world.random.chance(faults.requestDelay) ? world.random.integer(1000, 20_000) : 0;
        // Without faults the answer comes long before: a timer for each would be most of the events.
        if (isLost || isAnswerLost || late > 0)
          process.after(timeoutMs, () =>
            reject(new ProviderUnavailable(`${method} ${path} was not answered`)),
          );
        if (isLost) return;
        world.schedule(world.random.integer(5, 60) + late, () => {
          const answer = this.#serve(method, path, call);
          if (!isAnswerLost) process.after(world.random.integer(5, 60), () => resolve(answer));
        });
      });
  }

  #serve(method: string, path: string, call: Parameters<Ask>[2]): Answer {
    const { world, faults } = this.#options;
    const [, , , reference = '', operation = ''] = path.split('/');
    if (path.startsWith('/v1/payment-methods/'))
      return { status: 200, body: { fingerprint: fingerprintOf(reference) } };
    if (method === 'GET') return this.#show(this.books.find(reference));
    if (world.random.chance(faults.serverError)) return refusal(500, 'server_error');
    const answer = this.#once(path, call, () =>
      operation === ''
        ? this.#authorize(call?.body as AuthorizeBody)
        : this.#operate(operation, reference, call?.body ?? {}),
    );
    world.history.note(
      this.#orderOf(reference, call?.body),
      () => `provider: ${method} ${path} → ${answer.status} ${describe(answer)}`,
    );
    return answer;
  }

  /** A repeated key gets the stored answer; a key with another request is refused. */
  #once(path: string, call: Parameters<Ask>[2], work: () => Answer): Answer {
    const { idempotencyKey: key = '', body = {} } = call ?? {};
    const request = `${path} ${JSON.stringify(body)}`;
    const known = this.#keys.get(key);
    if (known !== undefined && key !== '') {
      if (known.request === request) return known.answer;
      const { reference = path.split('/')[3] ?? '' } = body as Partial<AuthorizeBody>;
      this.books.refuse(reference, `${request} under the key of ${known.request}`);
      return refusal(409, 'idempotency_key_reused');
    }
    const answer = work();
    this.#keys.set(key, { request, answer });
    return answer;
  }

  #orderOf(reference: string, body: object | undefined): string {
    const { orderReference } = (body ?? {}) as Partial<AuthorizeBody>;
    return orderReference ?? this.books.find(reference)?.orderId ?? '';
  }

  #authorize({ reference, orderReference: orderId, amountMinor, currency, token }: AuthorizeBody): Answer {
    const failsCapture = token === 'sim_capture_declined';
    const opened = this.books.open({ reference, orderId, amountMinor, currency, failsCapture });
    if (this.books.isVoidedEarly(reference)) return this.#show(this.#decline(opened, 'voided'));
    switch (token) {
      case 'sim_declined':
      case 'sim_declined_red':
        return this.#show(this.#decline(opened, 'card_declined'));
      case 'sim_blocked':
        return this.#show(this.#decline(opened, 'fraud_suspected'));
      case 'sim_action_required':
        return this.#show(this.#awaitBuyer(opened));
      case 'sim_late_success':
        this.#settleLater(reference, [500, 90_000]);
        return this.#show(opened);
      case 'sim_very_late_success':
        this.#settleLater(reference, [60_000, 1_500_000]);
        return this.#show(opened);
      default:
        return this.#show(this.#approve(opened));
    }
  }

  #operate(operation: string, reference: string, { amountMinor = 0 }: { amountMinor?: number }): Answer {
    const charge = this.books.find(reference);
    if (operation === 'void') return this.#void(reference, charge);
    if (charge === undefined) return refusal(404, 'not_found');
    const { state, failsCapture } = charge;
    if (operation === 'capture') {
      if (state !== 'authorized') return refusal(402, 'not_authorized');
      if (failsCapture) return refusal(402, 'capture_declined');
      return this.#booked(this.books.capture(charge, amountMinor));
    }
    if (state !== 'captured') return refusal(409, 'not_captured');
    return this.#booked(this.books.refund(charge, amountMinor));
  }

  #booked(charge: Charge | undefined): Answer {
    return charge === undefined ? refusal(422, 'amount_too_large') : this.#show(this.#tell(charge));
  }

  #void(reference: string, charge: Charge | undefined): Answer {
    if (charge?.state === 'captured' || charge?.state === 'refunded') return refusal(409, 'already_captured');
    if (charge === undefined) {
      this.books.voidEarly(reference);
      return { status: 200, body: { reference, state: 'voided', declineCode: null, declineReason: null } };
    }
    if (charge.state === 'declined') return this.#show({ ...charge, state: 'voided' });
    return this.#show(this.#tell(this.books.void(charge)));
  }

  /** The buyer approves, declines, or never answers. */
  #awaitBuyer(charge: Charge): Charge {
    const { reference } = charge;
    const { random } = this.#options.world;
    const decision = random.next();
    if (decision < 0.7) {
      this.#options.world.schedule(random.integer(1000, 240_000), () => {
        const waiting = this.books.find(reference);
        if (waiting?.state !== 'action_required') return;
        if (decision < 0.45) this.#approve(waiting);
        else this.#decline(waiting, 'authentication_failed');
      });
    }
    return this.books.awaitBuyer(charge);
  }

  #settleLater(reference: string, [from, to]: readonly [number, number]): void {
    const { world } = this.#options;
    world.schedule(world.random.integer(from, to), () => {
      const charge = this.books.find(reference);
      if (charge?.state === 'processing') this.#approve(charge);
    });
  }

  #approve(charge: Charge): Charge {
    return this.#tell(this.books.authorize(charge));
  }

  #decline(charge: Charge, code: string): Charge {
    return this.#tell(this.books.decline(charge, code));
  }

  /** Sends webhooks of a change: none, one, the same one again, or an older one after it. */
  #tell(charge: Charge): Charge {
    const { world, faults } = this.#options;
    if (world.random.chance(faults.webhookLoss)) return charge;
    const event = this.#eventOf(charge);
    this.#deliver(event, world.random.integer(10, 400));
    if (world.random.chance(faults.webhookTwice)) this.#deliver(event, world.random.integer(10, 30_000));
    if (world.random.chance(faults.webhookDisorder))
      this.#deliver(event, world.random.integer(5000, 120_000));
    return charge;
  }

  #eventOf(charge: Charge): string {
    this.#events += 1;
    const { body } = this.#show(charge);
    return JSON.stringify({ id: `evt_${this.#events}`, type: `payment.${charge.state}`, payment: body });
  }

  /** Retries with growing delays until the webhook is accepted. */
  #deliver(body: string, delayMs: number, attempt = 1): void {
    const { world, receivers, webhookSecret } = this.#options;
    world.schedule(delayMs, () => {
      let isSettled = false;
      const settle = (isTaken: boolean): void => {
        if (isSettled) return;
        isSettled = true;
        if (!isTaken && attempt < 10) this.#deliver(body, Math.min(60_000, 500 * 2 ** attempt), attempt + 1);
      };
      world.schedule(webhookTimeoutMs, () => settle(false));
      const { running } = world.random.pick(receivers());
      const headers = { [webhookSignatureHeader]: signWebhook(webhookSecret, body, world.now()) };
      running?.process.atOnce(() => {
        running.api.takeWebhook(headers, Buffer.from(body)).then(
          () => settle(true),
          () => settle(false),
        );
      });
    });
  }

  #show(charge: Charge | undefined): Answer {
    if (charge === undefined) return refusal(404, 'not_found');
    const { reference, state, decline } = charge;
    const redirectUrl = state === 'action_required' ? `https://bank.example/${reference}` : null;
    const declined = { declineCode: decline?.code ?? null, declineReason: decline?.reason ?? null };
    return { status: 200, body: { reference, state, ...declined, redirectUrl } };
  }
}

function refusal(status: number, code: string): Answer {
  return { status, body: { error: { code, message: code } } };
}

function describe({ body }: Answer): string {
  const { state, error } = body as { state?: string; error?: { code: string } };
  return state ?? error?.code ?? '';
}
