import { ProviderUnavailable } from '@cartwright/payments/src/provider/payment-provider.ts';
import type { Answer, Ask } from '@cartwright/payments/src/provider/simulator-provider.ts';
import { signatureHeader, signRequest } from '@cartwright/identity';
import type { PaymentsApi } from '../services/payments/payments-service.ts';
import type { Replica } from '../services/replica.ts';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';
import { Books, type Charge } from './books.ts';

/** How often the provider misbehaves, from 0 to 1. */
export interface ProviderFaults {
  /** A request does not arrive. */
  requestLoss: number;
  /** A request arrives late, perhaps after its caller has given up. */
  requestDelay: number;
  /** An answer is lost: it succeeded, and the caller sees a timeout. */
  answerLoss: number;
  serverError: number;
  webhookLoss: number;
  webhookTwice: number;
  /** An older state is told after a newer one. */
  webhookDisorder: number;
}

/** What decides how payments go. */
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
  readonly token: string;
}

const timeoutMs = 3000;
const webhookTimeoutMs = 5000;

/** A payment provider with books of its own: slow, failing, forgetful of webhooks, but honest by its keys. */
export class Provider {
  readonly books = new Books();
  readonly #options: ProviderOptions;
  readonly #answers = new Map<string, Answer>();
  #events = 0;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /** How a process of payments reaches it. */
  askFrom(process: Process): Ask {
    const { world, faults } = this.#options;
    return (method, path, call) =>
      new Promise((resolve, reject) => {
        const isLost = world.random.chance(faults.requestLoss);
        const isAnswerLost = world.random.chance(faults.answerLoss);
        const late = world.random.chance(faults.requestDelay) ? world.random.whole(1000, 20_000) : 0;
        // Where all goes well the answer comes long before: a timer for each would be the most that happens.
        if (isLost || isAnswerLost || late > 0)
          process.after(timeoutMs, () =>
            reject(new ProviderUnavailable(`${method} ${path} was not answered`)),
          );
        if (isLost) return;
        world.schedule(world.random.whole(5, 60) + late, () => {
          const answer = this.#serve(method, path, call);
          if (!isAnswerLost) process.after(world.random.whole(5, 60), () => resolve(answer));
        });
      });
  }

  #serve(method: string, path: string, call: Parameters<Ask>[2]): Answer {
    const { world, faults } = this.#options;
    const [, , , reference = '', operation = ''] = path.split('/');
    if (method === 'GET') return this.#show(this.books.find(reference));
    if (world.random.chance(faults.serverError)) return refusal(500, 'server_error');
    const key = call?.idempotencyKey ?? '';
    const known = this.#answers.get(key);
    if (known !== undefined && key !== '') return known;
    const answer =
      operation === '' ? this.#authorize(call?.body as AuthorizeBody) : this.#operate(operation, reference);
    this.#answers.set(key, answer);
    world.history.note(
      this.#orderOf(reference, call?.body),
      () => `provider: ${method} ${path} → ${answer.status} ${describe(answer)}`,
    );
    return answer;
  }

  #orderOf(reference: string, body: object | undefined): string {
    const { orderReference } = (body ?? {}) as Partial<AuthorizeBody>;
    return orderReference ?? this.books.find(reference)?.orderId ?? '';
  }

  #authorize({ reference, orderReference: orderId, amountMinor, token }: AuthorizeBody): Answer {
    const opened: Charge = {
      reference,
      orderId,
      amountMinor,
      state: 'processing',
      authorizedMinor: 0,
      capturedMinor: 0,
      voidedMinor: 0,
      refundedMinor: 0,
      decline: null,
      failsCapture: token === 'sim_capture_declined',
    };
    this.books.open(opened);
    if (this.books.isVoidedEarly(reference)) return this.#show(this.#decline(reference, 'voided'));
    switch (token) {
      case 'sim_declined':
        return this.#show(this.#decline(reference, 'card_declined'));
      case 'sim_action_required':
        return this.#show(this.#awaitBuyer(reference));
      case 'sim_late_success':
        this.#settleLater(reference, [500, 90_000]);
        return this.#show(opened);
      case 'sim_very_late_success':
        this.#settleLater(reference, [60_000, 1_500_000]);
        return this.#show(opened);
      default:
        return this.#show(this.#approve(reference));
    }
  }

  #operate(operation: string, reference: string): Answer {
    const charge = this.books.find(reference);
    if (operation === 'void') return this.#void(reference, charge);
    if (charge === undefined) return refusal(404, 'not_found');
    const { state, failsCapture, authorizedMinor, capturedMinor } = charge;
    if (operation === 'capture') {
      if (state !== 'authorized') return refusal(402, 'not_authorized');
      if (failsCapture) return refusal(402, 'capture_declined');
      return this.#show(
        this.#tell(this.books.change(reference, { state: 'captured', capturedMinor: authorizedMinor })),
      );
    }
    if (state !== 'captured') return refusal(409, 'not_captured');
    return this.#show(
      this.#tell(this.books.change(reference, { state: 'refunded', refundedMinor: capturedMinor })),
    );
  }

  #void(reference: string, charge: Charge | undefined): Answer {
    if (charge?.state === 'captured' || charge?.state === 'refunded') return refusal(409, 'already_captured');
    if (charge === undefined) {
      this.books.voidEarly(reference);
      return { status: 200, body: { reference, state: 'voided', declineCode: null, declineReason: null } };
    }
    if (charge.state === 'declined') return this.#show({ ...charge, state: 'voided' });
    const voided = this.books.change(reference, { state: 'voided', voidedMinor: charge.authorizedMinor });
    return this.#show(this.#tell(voided));
  }

  /** The buyer approves, declines, or walks away. */
  #awaitBuyer(reference: string): Charge | undefined {
    const { random } = this.#options.world;
    const waiting = this.books.change(reference, { state: 'action_required' });
    const decision = random.next();
    if (decision < 0.7) {
      this.#options.world.schedule(random.whole(1000, 240_000), () => {
        if (this.books.find(reference)?.state !== 'action_required') return;
        if (decision < 0.45) this.#approve(reference);
        else this.#decline(reference, 'authentication_failed');
      });
    }
    return waiting;
  }

  #settleLater(reference: string, [from, to]: readonly [number, number]): void {
    const { world } = this.#options;
    world.schedule(world.random.whole(from, to), () => {
      if (this.books.find(reference)?.state === 'processing') this.#approve(reference);
    });
  }

  #approve(reference: string): Charge | undefined {
    const { amountMinor = 0 } = this.books.find(reference) ?? {};
    return this.#tell(this.books.change(reference, { state: 'authorized', authorizedMinor: amountMinor }));
  }

  #decline(reference: string, code: string): Charge | undefined {
    const decline = { code, reason: 'The payment was declined.' };
    return this.#tell(this.books.change(reference, { state: 'declined', decline }));
  }

  /** Sends webhooks of a change: none, one, the same one again, or an older one after it. */
  #tell(charge: Charge | undefined): Charge | undefined {
    const { world, faults } = this.#options;
    if (charge === undefined || world.random.chance(faults.webhookLoss)) return charge;
    const event = this.#eventOf(charge);
    this.#deliver(event, world.random.whole(10, 400));
    if (world.random.chance(faults.webhookTwice)) this.#deliver(event, world.random.whole(10, 30_000));
    if (world.random.chance(faults.webhookDisorder)) this.#deliver(event, world.random.whole(5000, 120_000));
    return charge;
  }

  #eventOf(charge: Charge): string {
    this.#events += 1;
    const { body } = this.#show(charge);
    return JSON.stringify({ id: `evt_${this.#events}`, type: `payment.${charge.state}`, payment: body });
  }

  /** Tried again, later and later, until it is taken. */
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
      const headers = { [signatureHeader]: signRequest(webhookSecret, body, world.now()) };
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
