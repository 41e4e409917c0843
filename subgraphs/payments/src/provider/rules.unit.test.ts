import { describe, expect, it } from 'vitest';
import { behaviourOf, tokens } from '../../simulator/behaviours.ts';
import { anonymousToken, paymentMethodOf, paymentMethods } from './rules.ts';

describe('payment methods', () => {
  it('are exactly those that the simulator knows', () => {
    expect(paymentMethods.map(({ token }) => token).toSorted()).toEqual([...tokens].toSorted());
  });

  it('are for tests, each with words that say what it does', () => {
    for (const method of paymentMethods) {
      expect(method.test).toBe(true);
      expect(method.name).toMatch(/^Test /);
      expect(method.description).toMatch(/^[A-Z].+\.$/);
      expect(paymentMethodOf(method.token)).toEqual(method);
    }
  });

  it('name a token that is not offered, which the simulator declines', () => {
    expect(paymentMethodOf('constructor')).toMatchObject({ name: 'Unknown method' });
    expect(behaviourOf('constructor')).toMatchObject({ authorize: 'declined' });
  });

  it('keep their names when nothing is left that tells one card from another', () => {
    for (const token of ['sim_ok', 'sim_card_4f9c21d0', 'sim_declined_4f9c21d0', 'tok_of_another_provider']) {
      expect(anonymousToken(token)).not.toContain('4f9c21d0');
      expect(anonymousToken(token)).not.toContain('another');
      expect(paymentMethodOf(anonymousToken(token)).name).toBe(paymentMethodOf(token).name);
    }
  });
});
