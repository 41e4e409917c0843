import { describe, expect, it } from 'vitest';
import { refusalOfToken } from './rules.ts';

const offer = { tokenForms: ['sim_ok', 'pm_*'] };

describe('refusalOfToken', () => {
  it.each(['sim_ok', 'pm_1Abc'])('takes %s', (token) => {
    expect(refusalOfToken(offer, token)).toBeUndefined();
  });

  it.each(['nonsense', 'sim_okay', 'sim_o', 'SIM_OK', 'pm_', 'pm', '', '*', 'constructor'])(
    'refuses %j, which is not on offer',
    (token) => {
      expect(refusalOfToken(offer, token)).toMatchObject({
        kind: 'invalid-input',
        fields: [{ path: ['paymentMethod', 'token'], code: 'INVALID_VALUE' }],
      });
    },
  );

  it('takes any token before the first offer, and none when nothing is on offer', () => {
    expect(refusalOfToken(undefined, 'nonsense')).toBeUndefined();
    expect(refusalOfToken({ tokenForms: [] }, 'sim_ok')).toBeDefined();
  });
});
