import { bearsWrongClockOf } from './wrong-clock.ts';

bearsWrongClockOf(['products', 'payments', 'accounts', 'gateway']);
