import { describe, expect, it } from 'vitest';
import { behaviourOf, tokens } from '../../simulator/behaviours.ts';
import { paymentMethodOf, paymentMethods } from './rules.ts';

describe('payment methods', () => {
  it('are exactly those that the simulator knows', () => {
    expect(paymentMethods.map(({ token }) => token).toSorted()).toEqual([...tokens].toSorted());
  });

  it('name a token that is not offered, which the simulator declines', () => {
    expect(paymentMethodOf('constructor')).toMatchObject({ name: 'Unknown method' });
    expect(behaviourOf('constructor')).toMatchObject({ authorize: 'declined' });
  });
});
