import { describe, expect, it } from 'vitest';
import { createRequestSigner, type SigningOptions } from './sign-requests.ts';
import { createRequestVerifier, type ArrivedRequest, type VerifierOptions } from './verify-requests.ts';

const key = 'the key of the gateway for carts';
const start = new Date('2026-05-04T09:00:00Z');
const secondsLater = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const request = {
  method: 'POST',
  authority: '127.0.0.1:4003',
  target: '/graphql?a=1',
  authorization: 'Bearer abc',
  body: '{"query":"{ me { id } }"}',
};

/** A caller, a service that it calls, and a clock for each. */
function between(options: { signing?: Partial<SigningOptions>; verifying?: Partial<VerifierOptions> } = {}) {
  const clocks = { caller: start, service: start };
  const sign = createRequestSigner({
    caller: 'gateway',
    key,
    now: () => clocks.caller,
    ...options.signing,
  });
  const verify = createRequestVerifier({
    caller: 'gateway',
    keys: [key],
    authority: request.authority,
    now: () => clocks.service,
    elapsedMs: () => clocks.service.getTime(),
    ...options.verifying,
  });
  /** What arrives when the request is sent as it was signed, except for the changes. */
  const send = (changes: Partial<ArrivedRequest> = {}, signed: Partial<typeof request> = {}) =>
    arrive({ ...request, ...signed }, changes);
  const arrive = (original: typeof request, { headers, ...changes }: Partial<ArrivedRequest>) =>
    verify({ ...original, ...changes, headers: { ...sign(original), ...headers } });
  return { clocks, sign, verify, send };
}

describe('a signed request', () => {
  it('is taken as it was signed', () => {
    const { sign, send } = between();
    expect(send()).toBe('valid');
    const headers = sign(request);
    expect(headers['signature-input']).toMatch(
      /^cartwright=\("@method" "@authority" "@path" "@query" "authorization" "content-digest"\);created=1777885200;nonce="[\w-]{16}\.2";keyid="gateway";alg="hmac-sha256"$/,
    );
  });

  it.each<[string, Partial<ArrivedRequest>]>([
    ['another method', { method: 'PUT' }],
    ['another path', { target: '/carts/freeze?a=1' }],
    ['another query', { target: '/graphql?a=2' }],
    ['another host', { authority: '127.0.0.1:4004' }],
    ['another token', { authorization: 'Bearer abd' }],
    ['another body', { body: '{"query":"{ me { email } }"}' }],
    ['another digest', { headers: { 'content-digest': 'sha-256=:AAAA:' } }],
  ])('is refused with %s', (_what, changes) => {
    expect(between().send(changes)).toBe('mismatch');
  });

  it('is refused without its token, and with one that it was signed without', () => {
    expect(between().send({ authorization: undefined })).toBe('malformed');
    const { sign, verify } = between();
    const { method, authority, target, body } = request;
    const anonymous = { method, authority, target, body };
    expect(verify({ ...request, headers: sign(anonymous) })).toBe('malformed');
    expect(verify({ ...anonymous, headers: sign(anonymous) })).toBe('valid');
  });

  it('is refused when its digest was put to another body', () => {
    const { sign, verify } = between();
    const other = sign({ ...request, body: 'other' });
    const headers = { ...sign(request), 'content-digest': other['content-digest'] };
    expect(verify({ ...request, body: 'other', headers })).toBe('mismatch');
  });

  it('is taken once', () => {
    const { sign, verify } = between();
    const headers = sign(request);
    expect(verify({ ...request, headers })).toBe('valid');
    expect(verify({ ...request, headers })).toBe('replayed');
    expect(verify({ ...request, headers: sign(request) })).toBe('valid');
  });

  it('is not used up by a copy that was changed', () => {
    const { sign, verify } = between();
    const headers = sign(request);
    expect(verify({ ...request, body: 'changed', headers })).toBe('mismatch');
    expect(verify({ ...request, headers })).toBe('valid');
  });

  it.each([
    [0, 60, 'valid'],
    [0, 61, 'stale'],
    [5, 0, 'valid'],
    [6, 0, 'stale'],
  ])('of second %i that arrives in second %i is %s', (signedAt, arrivesAt, verdict) => {
    const { clocks, send } = between();
    clocks.caller = secondsLater(signedAt);
    clocks.service = secondsLater(arrivesAt);
    expect(send()).toBe(verdict);
  });

  it('that is older than the service is refused in a way of its own, since its nonce may have been used', () => {
    const { clocks, send } = between();
    clocks.caller = secondsLater(-1);
    expect(send()).toBe('before-start');
  });

  it('is judged by how long the service runs, also after its clock was corrected', () => {
    const clocks = { service: secondsLater(600), elapsedMs: 0 };
    const { sign } = between();
    const verify = createRequestVerifier({
      caller: 'gateway',
      keys: [key],
      now: () => clocks.service,
      elapsedMs: () => clocks.elapsedMs,
    });
    clocks.service = start;
    expect(verify({ ...request, headers: sign(request) })).toBe('valid');
    clocks.elapsedMs = 30_000;
    clocks.service = secondsLater(31);
    expect(verify({ ...request, headers: sign(request) })).toBe('before-start');
  });

  it('for another replica is refused, whatever host it is sent with', () => {
    const other = { authority: '127.0.0.1:5003' };
    expect(between().send({}, other)).toBe('elsewhere');
    expect(between({ verifying: { authority: undefined } }).send({}, other)).toBe('valid');
    expect(between({ verifying: { authority: 'Carts:4000' } }).send({}, { authority: 'carts:4000' })).toBe(
      'valid',
    );
  });

  it('is refused under another key, and as another caller', () => {
    expect(between({ signing: { key: 'the key of the gateway for orders' } }).send()).toBe('mismatch');
    expect(between({ signing: { caller: 'orders' } }).send()).toBe('malformed');
  });

  it('is taken under either key while keys are exchanged', () => {
    const keys = ['the new key', key];
    expect(between({ verifying: { keys } }).send()).toBe('valid');
    expect(between({ verifying: { keys }, signing: { key: 'the new key' } }).send()).toBe('valid');
  });

  it.each<[Partial<ArrivedRequest['headers']>, string]>([
    [{ signature: undefined }, 'missing'],
    [{ signature: 'cartwright=:AAAA:' }, 'malformed'],
    [{ signature: ['a', 'b'] }, 'malformed'],
    [{ 'signature-input': undefined }, 'malformed'],
    [{ 'signature-input': 'cartwright=();created=1777885200;keyid="gateway"' }, 'malformed'],
    [{ 'content-digest': undefined }, 'mismatch'],
  ])('with the headers %j is %s', (headers, verdict) => {
    expect(between().send({ headers })).toBe(verdict);
  });

  it('needs no body where the method has none', () => {
    const { sign, verify } = between();
    const upgrade = { method: 'GET', authority: request.authority, target: '/graphql' };
    const headers = sign(upgrade);
    expect(headers).not.toHaveProperty('content-digest');
    expect(verify({ ...upgrade, headers })).toBe('valid');
    expect(verify({ ...upgrade, body: 'x', headers: sign(upgrade) })).toBe('malformed');
  });
});
